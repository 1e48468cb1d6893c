"""Name: how somebody is called. Value: str, on one line."""

from __future__ import annotations

from conversations.engine.effects import Message
from conversations.engine.kind import Kind, only
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.text import TextStep, fits, is_small_talk, whole
from conversations.words.cleaning import clip
from network.phrase import Phrase, phrase

FOREIGN_TO_NAMES = frozenset("0123456789@=<>{}[]|/\\_#*+:;")
SHOWN = 60


def _ask(at: Moment[TextStep]) -> Message:
    return Message((at.text("ask"),))


def _read(at: Moment[TextStep], offered: Offered) -> Outcome:
    if not isinstance(offered, Typed):
        return Unknown()
    name = " ".join(offered.text.split())
    if len(name) > at.step.at_most:
        return Refused(phrase("refused.text_long", most=at.step.at_most, length=len(name)))
    if sum(c.isalpha() for c in name) < at.step.least or FOREIGN_TO_NAMES & set(name) or is_small_talk(at, name):
        return Refused(phrase("refused.name"))
    return Accepted(name)


def _say(at: Moment[TextStep], value: JsonValue) -> Phrase:
    return phrase("said.text", text=clip(value, SHOWN))


KIND = Kind(_ask, _read, _say, fits, only("ask"), TextStep, whole=whole)
