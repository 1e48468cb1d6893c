"""Every kind of step by its name in the flow's file, and what any kind can do with a value."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.engine.flow import KindName, Step
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.state import JsonValue
from conversations.kinds.choices import CHOICE, CHOICES
from conversations.kinds.contact import CONTACT, PHONE
from conversations.kinds.dates import DATES
from conversations.kinds.discretion import DISCRETION
from conversations.kinds.household import HOUSEHOLD
from conversations.kinds.kind import Kind
from conversations.kinds.letter import LETTER
from conversations.kinds.name import NAME
from conversations.kinds.notice import NOTICE
from conversations.kinds.number import NUMBER
from conversations.kinds.place import PLACE
from conversations.kinds.recap import RECAP
from conversations.kinds.sector import SECTOR
from conversations.kinds.substitute import SUBSTITUTE
from conversations.kinds.text import TEXT
from network.phrase import Phrase, phrase

KINDS: Mapping[KindName, Kind] = {
    "notice": NOTICE,
    "text": TEXT,
    "choice": CHOICE,
    "choices": CHOICES,
    "number": NUMBER,
    "sector": SECTOR,
    "place": PLACE,
    "household": HOUSEHOLD,
    "name": NAME,
    "contact": CONTACT,
    "phone": PHONE,
    "discretion": DISCRETION,
    "recap": RECAP,
    "letter": LETTER,
    "dates": DATES,
    "substitute": SUBSTITUTE,
}

_UNTOLD = {"sector": "sector.none", "place": "place.undecided"}
"""How a group is told that an answer was left out."""


def fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    """Whether a stored value is an answer to `step` today; None, a skip, is one where it may be left out."""
    return step.optional or step.may_wait if value is None else KINDS[step.ask].fits(step, value, knowledge)


def say(at: Moment, value: JsonValue) -> Phrase:
    """The value in words, for the person who gave it."""
    return phrase("said.skipped") if value is None else KINDS[at.step.ask].say(at, value)


def tell(at: Moment, value: JsonValue) -> Phrase:
    """The value in words with nothing cut off, for whoever works with it."""
    kind = KINDS[at.step.ask]
    return phrase("said.skipped") if value is None else (kind.whole or kind.say)(at, value)


def show(at: Moment, value: JsonValue) -> Phrase:
    """The value in words, for a group."""
    kind = KINDS[at.step.ask]
    if value is None:
        return phrase(_UNTOLD.get(at.step.ask, "said.skipped"))
    return (kind.show or kind.say)(at, value)
