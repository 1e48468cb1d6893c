"""Erased: of whom something was erased, as keyed hashes, in a list beside the copies, so that none brings it back.

Whoever has the list and the copies, but not the key, cannot tell who of the copies was erased since.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from storage.engine import private
from storage.engine.copies import DAYS, CopyError, once_whole

KEPT = timedelta(days=DAYS + 1)
"""A little longer than any copy."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """An erasing: its number, which grows and is never given twice, when it was, and the mark of what was erased."""

    number: int
    at: datetime
    mark: str


class Marks:
    """Makes marks, with a key that is made of a secret of the settings: who can run the bot can make them, and nobody
    who has its copies alone. A mark begins with what the key is known by.
    """

    def __init__(self, secret: str) -> None:
        self._key = _keyed(secret.encode(), "erasures")
        self._begin = f"{_keyed(self._key, '').hex()[:8]}:"

    def of(self, whom: str) -> str:
        """The mark of whom `person`, `case`, `resource` or `form` gives."""
        return self._begin + _keyed(self._key, whom).hex()

    def made(self, mark: str) -> bool:
        """Whether a mark was made with this key."""
        return mark.startswith(self._begin)


def person(telegram_id: int) -> str:
    """Everything of a person."""
    return f"person:{telegram_id}"


def case(network_id: str, reference: str) -> str:
    """A case with everything that hangs on it."""
    return f"case:{network_id}:{reference}"


def owner(network_id: str, number: int) -> str:
    """Whoever speaks for offers, with these."""
    return f"owner:{network_id}:{number}"


def resource(network_id: str, number: int) -> str:
    """Somebody whom a case could call on."""
    return f"resource:{network_id}:{number}"


def form(chat_id: int, flow: str) -> str:
    """What was under way in a chat in a form, and was not sent."""
    return f"form:{chat_id}:{flow}"


def _keyed(key: bytes, words: str) -> bytes:
    return hmac.digest(key, words.encode(), "sha256")


def read(lists: Iterable[Path]) -> list[Entry]:
    """What stands in any of these lists, in the order of the numbers; one that is not there holds nothing.

    Raises:
        CopyError: one of them cannot be read.
    """
    found: set[Entry] = set()
    for one in lists:
        try:
            lines = one.read_text(encoding="utf-8").splitlines() if one.exists() else []
            for number, at, mark in (line.split() for line in lines):
                found.add(Entry(int(number), datetime.fromisoformat(at), mark))
        except (OSError, ValueError):
            raise CopyError(f"the list of what was erased cannot be read: {one}") from None
    return sorted(found)


def add(lists: Sequence[Path], new: Iterable[Entry], now: datetime) -> None:
    """Write entries into each of the lists, which hold the same then; old ones go. The first one’s folder is made.

    Raises:
        CopyError: one of them cannot be read, or the folder of one is not there or takes nothing.
    """
    every = {*read(one for one in lists if one.parent.is_dir()), *new}
    kept = sorted(entry for entry in every if now - entry.at <= KEPT)
    words = "".join(f"{entry.number} {entry.at.isoformat()} {entry.mark}\n" for entry in kept)
    for place, one in enumerate(lists):
        try:
            if place == 0:
                private.make_folder(one.parent)
            if (one.read_text(encoding="utf-8") if one.exists() else "") != words:
                with once_whole(one) as half:
                    half.write_text(words, encoding="utf-8")
        except OSError as error:
            raise CopyError(f"the list of what was erased cannot be written ({error.strerror}): {one}") from None
