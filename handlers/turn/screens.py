"""Screens: phrases and messages as Bot API payloads, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from handlers.turn.screen import MOST_CALLBACK_BYTES as MOST_CALLBACK_BYTES
from handlers.turn.screen import Paragraph as Paragraph
from handlers.turn.screen import Payload as Payload
from handlers.turn.screen import Screen, payloads
from handlers.turn.screen import bare as bare
from handlers.turn.screen import plain as plain
from handlers.turn.screen import toast as toast
from handlers.turn.screen import write as write
from network.phrase import Param, phrase

PAGE = 8
"""Rows of buttons on a page, below which the text above them is still seen on a telephone."""


def far_day(locale: str, at: datetime, timezone: str) -> str:
    """A date that may be years away: "28 février 2028"."""
    return str(format_date(at.astimezone(ZoneInfo(timezone)), "d MMMM y", locale=locale))


def text_payloads(locale: str, paragraphs: Iterable[Paragraph]) -> list[Payload]:
    """`sendMessage` payloads of some paragraphs; more than one where they are longer than a message may be."""
    return payloads(Screen(list(paragraphs)), locale)


def button(label: str, data: str) -> Payload:
    """An inline button."""
    return {"text": label, "callback_data": data}


def labelled(locale: str, key: str, data: str, **params: Param) -> Payload:
    """An inline button whose label is the text of a key."""
    return button(plain(locale, phrase(key, **params)), data)


def page_of(rows: Sequence[list[Payload]], page: int, data: str) -> list[list[Payload]]:
    """One page of rows of buttons, from 0, and the buttons that turn it: each carries `data` and its page's number."""
    turns: list[Payload] = []
    if page:
        turns.append(button("‹", f"{data}|{page - 1}"))
    if (page + 1) * PAGE < len(rows):
        turns.append(button("›", f"{data}|{page + 1}"))
    return [*rows[page * PAGE : (page + 1) * PAGE], *([turns] if turns else [])]
