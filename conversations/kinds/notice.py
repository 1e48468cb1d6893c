"""Notice: information that is read before anything is asked. Value: {"version": "1"}."""

from __future__ import annotations

from conversations.effects import Button, Message
from conversations.flow import Step
from conversations.kinds.kind import Kind, only
from conversations.knowledge import Knowledge
from conversations.matching import match
from conversations.moment import Moment
from conversations.reading import Accepted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.state import JsonValue
from network.phrase import Phrase, phrase


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
        case _:
            return Refused(phrase("refused.notice", button=at.text("button")))


def _ways_to_say_yes(at: Moment) -> list[str]:
    return [at.write(at.text("button")), *at.write(phrase("words.yes")).split(",")]


def _say(at: Moment, value: JsonValue) -> Phrase:
    return phrase("said.read")


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, dict) and isinstance(value.get("version"), str)


NOTICE = Kind(_ask, _read, _say, _fits, only("ask", "again", "button"), closed=True, again=True)
