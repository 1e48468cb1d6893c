"""Notice: information that is read before anything is asked. Value: {"version": "1"}."""

from __future__ import annotations

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.kind import Kind, only
from conversations.kinds.text import is_small_talk
from conversations.words.matching import match
from network.phrase import Phrase, phrase

LEAST, MOST = 3, 1000
"""Letters and characters of a text that may be somebody's project, typed before it was asked for."""


def _ask(at: Moment) -> Message:
    network = at.knowledge.network.network
    told = at.text(
        "ask",
        network=network.name,
        contact=network.contact.name.phrase(),
        organisation=network.contact.organisation,
        phone=network.contact.phone,
        months=network.privacy_months,
    )
    sample = (phrase("demonstration", perimeter=network.perimeter),) if network.demonstration else ()
    return Message((*sample, told), ((Button(at.text("button"), "read"),),))


def _read(at: Moment, offered: Offered) -> Outcome:
    read = Accepted({"version": at.step.version})
    match offered:
        case Tapped("read"):
            return read
        case Tapped():
            return Unknown()
        case Typed(text) if match(text, {"read": _ways_to_say_yes(at)}, numbered=False):
            return read
        case Typed(text) if is_told(at, text):
            return Drafted({"typed": text}, phrase("notice.kept"))
        case _:
            return Refused(at.text("again"))


def is_told(at: Moment, text: str) -> bool:
    """Whether somebody began to tell: it is kept, to be offered as their first answer."""
    return sum(c.isalpha() for c in text) >= LEAST and len(text) <= MOST and not is_small_talk(at, text)


def _ways_to_say_yes(at: Moment) -> list[str]:
    return [at.write(at.text("button")), *at.write(phrase("words.yes")).split(",")]


def _say(at: Moment, value: JsonValue) -> Phrase:
    return phrase("said.read")


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, dict) and isinstance(value.get("version"), str)


NOTICE = Kind(_ask, _read, _say, _fits, only("ask", "again", "button"), closed=True, again=True)
