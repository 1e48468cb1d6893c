"""Letters to post, as one PDF: each on a page of its own, with a code that opens its reader’s case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from reports.typesetting import cleaned, paper, qr_code


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, in words ready for its reader; every text is plain. `sender` is a few lines, `reader` a name. `made` is
    when, with its time zone, `link` is printed in full and as a QR code, beside `link_words`.
    """

    language: str
    made: datetime
    sender: tuple[str, ...]
    reader: str
    heading: str
    paragraphs: tuple[str, ...]
    link: str
    link_words: str


def to_json(letters: Iterable[Letter]) -> list[dict[str, Any]]:
    """Letters as plain JSON, to be kept until they are printed."""
    return [{**asdict(letter), "made": letter.made.isoformat()} for letter in letters]


def printed(raw: Sequence[Mapping[str, Any]]) -> bytes:
    """The PDF of letters that were kept as JSON: the same bytes for the same letters. Raises ValueError for none."""
    if not raw:
        raise ValueError("no letter to print")
    told = [{**one, "made": "", "code": qr_code(one["link"])} for one in cleaned(raw)]
    return paper("letters", told, datetime.fromisoformat(raw[0]["made"]))
