"""Phone: a telephone number and nothing else. Value: E.164."""

from __future__ import annotations

from conversations.engine.effects import Message
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Offered, Outcome
from conversations.engine.state import JsonValue
from conversations.kinds.contact import ContactStep, asked, read
from conversations.words.contacts import for_reading, phone_in
from network.phrase import Phrase, phrase


def _ask(at: Moment[ContactStep]) -> Message:
    return asked(at, phone_in)


def _read(at: Moment[ContactStep], offered: Offered) -> Outcome:
    return read(at, offered, phone_in, lambda phone: phone)


def _say(at: Moment[ContactStep], value: JsonValue) -> Phrase:
    return phrase("said.text", text=for_reading(value))


def _fits(step: ContactStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, str) and value.startswith("+")


KIND = Kind(_ask, _read, _say, _fits, only("ask"), ContactStep, number=lambda value: value)
