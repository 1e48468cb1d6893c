"""Phone: a telephone number and nothing else. Value: E.164."""

from __future__ import annotations

from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Typed
from conversations.engine.state import JsonValue
from conversations.kinds.contact import KIND as CONTACT
from conversations.kinds.contact import LONGEST, ContactStep, why_no_number
from conversations.words.contacts import phone_in, spaced
from network.phrase import Phrase, phrase


def _read(at: Moment[ContactStep], offered: Offered) -> Outcome:
    if isinstance(offered, Typed):
        number = phone_in(offered.text[:LONGEST])
        return Accepted(number) if number else Refused(why_no_number(offered.text[:LONGEST], "refused.phone"))
    outcome = CONTACT.read(at, offered)
    return Accepted(outcome.value["phone"]) if isinstance(outcome, Accepted) else outcome


def _say(at: Moment[ContactStep], value: JsonValue) -> Phrase:
    return phrase("said.text", text=spaced(value))


def _fits(step: ContactStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, str) and value.startswith("+")


KIND = Kind(CONTACT.ask, _read, _say, _fits, only("ask"), ContactStep, number=lambda value: value)
