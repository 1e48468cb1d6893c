"""What can happen in a conversation, in the past tense. An event is a fact: it carries no decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Said:
    """A text message. `early`: it was sent before the open question had been delivered, so it does not answer it."""

    text: str
    message_id: int = 0
    early: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier text message was edited; it corrects the answer that message gave. `goes_on`: nobody corrected it, the
    text came in several messages, and this is all of it so far.
    """

    text: str
    message_id: int
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of a question. `revision` is the state's when the question was asked; `value` is the wanted value."""

    step: str
    revision: int
    value: str


@dataclass(frozen=True, slots=True)
class ContactShared:
    """The contact button. `own`: the number is the sender's own (Telegram says so by the contact's user id)."""

    phone: str
    own: bool
    message_id: int = 0


@dataclass(frozen=True, slots=True)
class OtherSent:
    """Something that is no text. `kind`: voice, video_note, audio, photo, video, sticker, document, location,
    animation, other, or why a file is not taken (`words.files.REFUSED`). `album`: a further piece of an album whose
    first piece came before. `content`: what can be passed on of it, as JSON, where anything can.
    """

    kind: str
    album: bool = False
    content: Mapping[str, Any] | None = None
    message_id: int = 0


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command, by its canonical French name: debut, aide, annuler, langue … `argument` is what followed it."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A due date came: `kind` says which (remind, forget …); `revision` is what it expected of the state."""

    kind: str
    revision: int


Event: TypeAlias = Said | Edited | Pressed | ContactShared | OtherSent | Commanded | Elapsed
