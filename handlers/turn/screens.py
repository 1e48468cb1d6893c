"""Screens: phrases and messages as Bot API payloads, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date

from conversations.engine.effects import Message
from conversations.words.catalogue import words
from handlers.turn.text import escape, split, unmarked
from network.phrase import Param, Phrase, phrase

MOST_CALLBACK_BYTES = 64
PAGE = 8
"""Rows of buttons on a page, below which the text above them is still seen on a telephone."""

Payload = dict[str, Any]


def write(locale: str, said: Phrase) -> str:
    """A phrase as Telegram HTML."""
    return words(locale).write(said, escape)


def plain(locale: str, said: Phrase) -> str:
    """A phrase without markup: for labels of buttons and for the answer to a press."""
    return words(locale).write(said, str)


def day(locale: str, at: datetime, timezone: str) -> str:
    """A date in words: "jeudi 26 novembre"."""
    return str(format_date(at.astimezone(ZoneInfo(timezone)), "EEEE d MMMM", locale=locale))


def far_day(locale: str, at: datetime, timezone: str) -> str:
    """A date that may be years away: "28 février 2028"."""
    return str(format_date(at.astimezone(ZoneInfo(timezone)), "d MMMM y", locale=locale))


Paragraph = Phrase | tuple[Phrase, ...]
"""A phrase, or several that stand on a line each."""


def text_payloads(locale: str, paragraphs: Iterable[Paragraph]) -> list[Payload]:
    """`sendMessage` payloads of some paragraphs; more than one where they are longer than a message may be."""
    markup = "\n\n".join(_paragraph(locale, paragraph) for paragraph in paragraphs)
    return [
        {"text": part, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}} for part in split(markup)
    ]


def bare(locale: str, paragraphs: Iterable[Paragraph]) -> str:
    """Some paragraphs as plain text, parted by empty lines: for what is not sent through Telegram."""
    return unmarked("\n\n".join(_paragraph(locale, paragraph) for paragraph in paragraphs))


def _paragraph(locale: str, paragraph: Paragraph) -> str:
    lines = paragraph if isinstance(paragraph, tuple) else (paragraph,)
    return "\n".join(write(locale, line) for line in lines)


def button(label: str, data: str) -> Payload:
    """An inline button. Raises ValueError where `data` is longer than Telegram takes (64 bytes)."""
    if not 1 <= len(data.encode()) <= MOST_CALLBACK_BYTES:
        raise ValueError(f"callback data of {len(data.encode())} bytes")
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


def question_payloads(locale: str, flow: str, step: str, revision: int, message: Message) -> list[Payload]:
    """A message of a conversation; its buttons hang under the last part.

    A request for a contact needs Telegram's other keyboard, the one under the text field: there the buttons say their
    label instead of sending a value.
    """
    payloads = text_payloads(locale, message.paragraphs)
    if message.contact_button is not None:
        payloads[-1]["reply_markup"] = {
            "keyboard": [
                [{"text": plain(locale, message.contact_button), "request_contact": True}],
                *([{"text": plain(locale, b.label)} for b in row] for row in message.rows),
            ],
            "resize_keyboard": True,
            "one_time_keyboard": True,
        }
    elif message.rows:
        payloads[-1]["reply_markup"] = {
            "inline_keyboard": [
                [button(plain(locale, b.label), f"{flow}|{step}|{revision}|{b.value}") for b in row]
                for row in message.rows
            ]
        }
    return payloads


def toast(locale: str, said: Phrase) -> str:
    """The answer to a press; Telegram takes at most 200 characters."""
    return plain(locale, said)[:200]
