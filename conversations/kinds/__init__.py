"""Every kind of step by its name in the flow's file, and what any kind can do with a value."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.flow import KindName, Step
from conversations.kinds.choices import CHOICE, CHOICES
from conversations.kinds.contact import CONTACT
from conversations.kinds.kind import Kind
from conversations.kinds.name import NAME
from conversations.kinds.notice import NOTICE
from conversations.kinds.number import NUMBER
from conversations.kinds.place import PLACE
from conversations.kinds.recap import RECAP
from conversations.kinds.sector import SECTOR
from conversations.kinds.text import TEXT
from conversations.knowledge import Knowledge
from conversations.moment import Moment
from conversations.state import JsonValue
from network.phrase import Phrase, phrase

KINDS: Mapping[KindName, Kind] = {
    "notice": NOTICE,
    "text": TEXT,
    "choice": CHOICE,
    "choices": CHOICES,
    "number": NUMBER,
    "sector": SECTOR,
    "place": PLACE,
    "name": NAME,
    "contact": CONTACT,
    "recap": RECAP,
}


def fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    """Whether a stored value is an answer to `step` today; None, a skip, is one where the step is optional."""
    return step.optional if value is None else KINDS[step.ask].fits(step, value, knowledge)


def say(at: Moment, value: JsonValue) -> Phrase:
    """The value in words, for the person who gave it."""
    return phrase("said.skipped") if value is None else KINDS[at.step.ask].say(at, value)


def show(at: Moment, value: JsonValue) -> Phrase:
    """The value in words, for a group."""
    kind = KINDS[at.step.ask]
    return (kind.show or kind.say)(at, value)
