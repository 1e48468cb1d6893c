"""What was put before an open question, and what the question made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from conversations.engine.effects import Message
from conversations.engine.state import JsonValue
from network.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Typed:
    """Text, cleaned."""

    text: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button of the open question."""

    value: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A telephone number from the contact button."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that may be passed on: its kind, its words and what names it, as JSON."""

    content: Mapping[str, JsonValue]


Offered: TypeAlias = Typed | Tapped | Shared | Brought


@dataclass(frozen=True, slots=True)
class Accepted:
    """It is an answer. `note` is said before the next question."""

    value: JsonValue
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """Half an answer: what the draft now holds. `note` is said with the question where it is asked again."""

    data: dict[str, JsonValue]
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """It is no answer; `why` says so and gives an example."""

    why: Phrase


@dataclass(frozen=True, slots=True)
class Nudged:
    """A press, or a word, that changes nothing now; `why` is a short notice and the question stands as it is."""

    why: Phrase


@dataclass(frozen=True, slots=True)
class Unknown:
    """No button of this question has that value."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The form is to be sent; `left` is what stays of its question."""

    left: Message


@dataclass(frozen=True, slots=True)
class Opened:
    """An answered question is to be opened again, to correct it."""

    step: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Another step gets a value, and the open question stays: how discreet the project is, chosen at the recap."""

    step: str
    value: JsonValue


@dataclass(frozen=True, slots=True)
class Told:
    """It may say more of what the open question reads; where it says nothing, `otherwise` is what comes of it."""

    text: str
    otherwise: Refused


@dataclass(frozen=True, slots=True)
class Left:
    """Nothing is to be changed after all."""


Outcome: TypeAlias = Accepted | Drafted | Refused | Nudged | Unknown | Sent | Opened | Chosen | Told | Left
