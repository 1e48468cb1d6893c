"""A screen: what a message shows, its words as phrases and its buttons by their verbs; and how Telegram gets it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.engine.effects import Message
from conversations.words.catalogue import words
from handlers.turn.text import escape, split, unmarked
from network.phrase import Phrase, phrase

PARTNER_LOCALE = "fr"
MOST_CALLBACK_BYTES = 64

Payload = dict[str, Any]
"""The parameters of a call of the Bot API."""
Paragraph = Phrase | tuple[Phrase, ...]
"""A phrase, or several that stand on a line each."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: a press sends `data`, or opens the page `url`. A verb makes its own
    (`register.Verb.button`).
    """

    label: Phrase
    data: str = ""
    url: str = ""


Rows = Sequence[Sequence[Button]]
"""Buttons beside each other, below each other."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A message: paragraphs, and rows of buttons under them.

    `locale` is the language it is written in, whoever reads it; without one it is its reader's own. `protect`: nobody
    can forward it or copy from it. `thread` is the thread of a group that it goes to, `answers` the message there
    that it stands under. A screen with a `contact_button` has the keyboard under the text field, which shares the
    telephone number and says the labels of the rows; `drop_keyboard` takes that one away.
    """

    paragraphs: Sequence[Paragraph]
    rows: Rows = ()
    locale: str | None = None
    protect: bool = False
    thread: int | None = None
    answers: int | None = None
    contact_button: Phrase | None = None
    drop_keyboard: bool = False


def question(
    locale: str, flow: str, step: str, revision: int, message: Message, *, drop_keyboard: bool = False
) -> Screen:
    """A message of a conversation as a screen; its buttons say which question they answer."""
    about = f"{flow}|{step}|{revision}"
    rows = [[Button(button.label, f"{about}|{button.value}") for button in row] for row in message.rows]
    return Screen(message.paragraphs, rows, locale, contact_button=message.contact_button, drop_keyboard=drop_keyboard)


def verbatim(text: str) -> Phrase:
    """A text that is the same in every language, such as a reference."""
    return phrase("said.text", text=text)


# --- written for Telegram ---------------------------------------------------------------------------------------------


def payloads(screen: Screen, locale: str) -> list[Payload]:
    """What `sendMessage` takes; several where the words are longer than a message may be. The last has the buttons."""
    markup = "\n\n".join(_paragraph(locale, paragraph) for paragraph in screen.paragraphs)
    made: list[Payload] = [
        {"text": part, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}} for part in split(markup)
    ]
    for payload in made if screen.protect else ():
        payload["protect_content"] = True
    if screen.answers is not None:
        made[0]["reply_parameters"] = {"message_id": screen.answers, "allow_sending_without_reply": True}
    if screen.thread is not None:
        made[-1]["message_thread_id"] = screen.thread
    if (keyboard := _keyboard(screen, locale)) is not None:
        made[-1]["reply_markup"] = keyboard
    return made


def _keyboard(screen: Screen, locale: str) -> Payload | None:
    if screen.contact_button is not None:
        shares: Payload = {"text": plain(locale, screen.contact_button), "request_contact": True}
        says = ([{"text": plain(locale, button.label)} for button in row] for row in screen.rows)
        return {"keyboard": [[shares], *says], "resize_keyboard": True, "one_time_keyboard": True}
    if screen.drop_keyboard:
        return {"remove_keyboard": True}
    return inline(screen.rows, locale) if screen.rows else None


def caption(locale: str, paragraphs: Sequence[Paragraph]) -> Payload:
    """Some paragraphs as the words under a file."""
    said = payloads(Screen(paragraphs), locale)[0]
    return {"caption": said["text"], "parse_mode": said["parse_mode"]}


def inline(rows: Rows, locale: str) -> Payload:
    """Rows of buttons as the keyboard of a message."""
    return {"inline_keyboard": [[_button(button, locale) for button in row] for row in rows]}


def _button(button: Button, locale: str) -> Payload:
    does = {"url": button.url} if button.url else {"callback_data": button.data}
    return {"text": plain(locale, button.label), **does}


# --- written in a language --------------------------------------------------------------------------------------------


def write(locale: str, said: Phrase) -> str:
    """A phrase as Telegram HTML."""
    return words(locale).write(said, escape)


def plain(locale: str, said: Phrase) -> str:
    """A phrase without markup: for labels of buttons and for the answer to a press."""
    return words(locale).write(said, str)


def toast(locale: str, said: Phrase) -> str:
    """The answer to a press; Telegram takes at most 200 characters."""
    return plain(locale, said)[:200]


def bare(locale: str, paragraphs: Iterable[Paragraph]) -> str:
    """Some paragraphs as plain text, parted by empty lines: for what is not sent through Telegram."""
    return unmarked("\n\n".join(_paragraph(locale, paragraph) for paragraph in paragraphs))


def _paragraph(locale: str, paragraph: Paragraph) -> str:
    lines = paragraph if isinstance(paragraph, tuple) else (paragraph,)
    return "\n".join(write(locale, line) for line in lines)
