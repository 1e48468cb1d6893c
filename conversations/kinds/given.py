"""Given: what a form is begun with and never asks, which later questions look at. Value: one of its options."""

from __future__ import annotations

from conversations.engine.effects import Message
from conversations.engine.flow import OptionStep
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Offered, Outcome, Unknown
from conversations.engine.state import JsonValue
from network.phrase import Phrase, phrase


def _ask(_at: Moment[OptionStep]) -> Message:
    return Message(())


def _read(_at: Moment[OptionStep], _offered: Offered) -> Outcome:
    return Unknown()


def _say(_at: Moment[OptionStep], value: JsonValue) -> Phrase:
    return phrase("said.text", text=value)


def _fits(step: OptionStep, value: JsonValue, _knowledge: Knowledge) -> bool:
    return value in step.options


KIND = Kind(_ask, _read, _say, _fits, only(), OptionStep, told=False, asks=False, unasked=lambda _step: None)
