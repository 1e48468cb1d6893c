"""What a conversation wants done, in the imperative. Every effect has one arm in handlers/turn/forms.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from network.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: pressing it brings back `Pressed(step, revision, value)` of the question it hangs under."""

    label: Phrase
    value: str


Row: TypeAlias = tuple[Button, ...]
"""Buttons beside each other."""


@dataclass(frozen=True, slots=True)
class Message:
    """Paragraphs, one phrase each, and rows of buttons. `contact_button` adds a reply keyboard that shares the number.

    A message of the engine never has both (Telegram takes one keyboard per message, and edits none with a reply
    keyboard): the contact button comes in a `Say` of its own, and `Say.drop_keyboard` on a later one takes it away.
    """

    paragraphs: tuple[Phrase, ...]
    rows: tuple[Row, ...] = ()
    contact_button: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Send a message that asks nothing. `drop_keyboard` takes the keyboard of a contact question away."""

    message: Message
    drop_keyboard: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Send the open question anew; the message is remembered under `revision`."""

    step: str
    revision: int
    message: Message


@dataclass(frozen=True, slots=True)
class Redraw:
    """Edit the question asked at `revision` in place: ticks, pages, or one settled line once it is answered."""

    step: str
    revision: int
    message: Message


@dataclass(frozen=True, slots=True)
class Toast:
    """The short notice that answers the press just made (at most 200 characters)."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Submit:
    """The person sent the form: `answers` by step id, skips left out. `about` is what the flow was begun about.

    `files` were sent while it ran; see `State`. `goes_on`: it was sent already, and the text of its last message,
    of that id, goes on in this one.
    """

    flow: str
    answers: Mapping[str, Any]
    about: str = ""
    goes_on: int = 0
    files: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Erase:
    """The person gave the form up: nothing of it is kept."""

    flow: str


@dataclass(frozen=True, slots=True)
class Start:
    """Lay another flow over this one, and give this one back (`engine.resume`) when that is over; if it is the one that
    lies below, that is only given back. `answers` are known already.
    """

    flow: str
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetLocale:
    """The person chose a language."""

    locale: str


Effect: TypeAlias = Say | Ask | Redraw | Toast | Submit | Erase | Start | SetLocale
