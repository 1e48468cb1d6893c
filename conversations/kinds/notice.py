"""Notice: information that is read before anything is asked. Value: {"version": "1"}."""

from __future__ import annotations

from typing import Self

from conversations.engine.effects import Button, Message
from conversations.engine.flow import NeededStep
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.text import cut_note, is_small_talk
from conversations.words.lengths import LONGEST, cut
from conversations.words.matching import commands
from conversations.words.negation import refuses
from network.phrase import Phrase, phrase

LEAST = 3
"""Letters of a text that may be somebody's project, typed before it was asked for."""
KEPT = phrase("notice.kept")


class NoticeStep(NeededStep):
    """`version` names the text that was read; `questions`, how many follow at most, is counted."""

    version: str = "1"
    questions: int = 0

    def among(self, questions: int) -> Self:
        """It says how many there are."""
        return self.model_copy(update={"questions": questions})


def _ask(at: Moment[NoticeStep]) -> Message:
    network = at.knowledge.network.identity
    told = at.text(
        "ask",
        network=network.name,
        contact=network.contact.name.phrase(),
        organisation=network.contact.organisation,
        phone=network.contact.phone,
        months=network.privacy_months,
        questions=at.step.questions,
    )
    sample = (phrase("demonstration", perimeter=network.perimeter),) if network.demonstration else ()
    return Message((*sample, told), ((Button(at.text("button"), "read"),),))


def _read(at: Moment[NoticeStep], offered: Offered) -> Outcome:
    read = Accepted({"version": at.step.version})
    match offered:
        case Tapped("read"):
            return read
        case Tapped():
            return Unknown()
        case Typed(text) if commands(text, _ways_to_say_yes(at)):
            return read
        case Typed(text) if refuses(text, _ways_to_say_yes(at)):
            return Drafted({}, phrase("notice.declined"))
        case Typed(text) if is_told(at, text):
            before = str(at.data.get("typed", ""))
            told = f"{before}\n{text}".strip()
            return Drafted({"typed": cut(told, LONGEST), "before": before}, cut_note(told, LONGEST) or KEPT)
        case _:
            return Refused(at.text("again"))


def is_told(at: Moment[NoticeStep], text: str) -> bool:
    """Whether somebody began to tell: it is kept, to be offered as their first answer."""
    return sum(c.isalpha() for c in text) >= LEAST and not is_small_talk(at, text)


def _ways_to_say_yes(at: Moment[NoticeStep]) -> list[str]:
    words = (phrase("words.yes"), phrase("words.read"))
    return [at.write(at.text("button")), *(way for said in words for way in at.write(said).split(","))]


def _say(at: Moment[NoticeStep], value: JsonValue) -> Phrase:
    return phrase("said.read")


def _fits(step: NoticeStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, dict) and isinstance(value.get("version"), str)


KIND = Kind(
    _ask,
    _read,
    _say,
    _fits,
    only("ask", "again", "button"),
    NoticeStep,
    closed=True,
    again=True,
    told=False,
    agrees=True,
)
