"""Notice: information that is read before anything is asked, in two layers: the short one asks, and leads to pages that
say the rest and lead back. Value: {"version": "3"}, of the text that was read; who read an older one keeps that.
"""

from __future__ import annotations

from typing import Self

from conversations.engine.effects import Button, Message
from conversations.engine.flow import NeededStep
from conversations.engine.kind import Kind
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.text import cut_note, is_small_talk
from conversations.words.lengths import LONGEST, cut
from conversations.words.matching import commands
from conversations.words.negation import consents, refuses
from network import privacy
from network.phrase import Phrase, phrase

LEAST = 3
"""Letters of a text that may be somebody's project, typed before it was asked for."""
KEPT = phrase("notice.kept")


class NoticeStep(NeededStep):
    """`version` names the text that was read; `questions`, how many follow at most, is counted. `read_out`: whoever
    fills in the form reads it to somebody else.
    """

    version: str = "1"
    questions: int = 0
    read_out: bool = False

    def among(self, questions: int) -> Self:
        """It says how many there are."""
        return self.model_copy(update={"questions": questions})


def _ask(at: Moment[NoticeStep]) -> Message:
    number = _page(at)
    told = privacy.page(at.knowledge.network, "person", number)
    read = Button(_button(at), "read")
    if not told:
        more = ((Button(phrase("privacy.button.more"), "page:1"),),) if _has_more(at) else ()
        return Message(_short(at), ((read,), *more))
    following = (Button(phrase("privacy.button.next"), f"page:{number + 1}"),) if number < privacy.PAGES else ()
    return Message(told, ((*following, Button(phrase("privacy.button.back"), "page:0")), (read,)))


def _short(at: Moment[NoticeStep]) -> tuple[Phrase, ...]:
    network = at.knowledge.network.identity
    told = at.text(
        "ask_out" if at.step.read_out else "ask",
        network=network.name,
        contact=network.contact.name.phrase(),
        organisation=network.contact.organisation,
        phone=network.contact.phone,
        kept=privacy.kept(network),
        questions=at.step.questions,
    )
    sample = (phrase("demonstration", perimeter=network.perimeter),) if network.demonstration else ()
    return (*sample, told)


def _left(at: Moment[NoticeStep]) -> Message:
    """What stays to be read is the short one, whatever page was open."""
    return Message(_short(at))


def _page(at: Moment[NoticeStep]) -> int:
    number = at.data.get("page")
    return number if isinstance(number, int) else 0


def _has_more(at: Moment[NoticeStep]) -> bool:
    return at.knowledge.network.identity.privacy is not None


def _button(at: Moment[NoticeStep]) -> Phrase:
    return at.text("button_out" if at.step.read_out else "button")


def _read(at: Moment[NoticeStep], offered: Offered) -> Outcome:
    read = Accepted({"version": at.step.version})
    kept = {key: value for key, value in at.data.items() if key == "typed"}
    match offered:
        case Tapped("read"):
            return read
        case Tapped(value) if (page := _page_of(value)) is not None and _has_more(at):
            return Drafted({**kept, **({"page": page} if page else {})})
        case Tapped():
            return Unknown()
        case Typed(text) if commands(text, _ways_to_say_yes(at)) or consents(text):
            return read
        case Typed(text) if refuses(text, _ways_to_say_yes(at)):
            return Drafted({}, phrase("notice.declined"))
        case Typed(text) if _has_more(at) and commands(text, _ways_to_ask_for_more(at)):
            return Drafted({**kept, "page": 1})
        case Typed(text) if is_told(at, text):
            before = str(at.data.get("typed", ""))
            told = f"{before}\n{text}".strip()
            return Drafted({"typed": cut(told, LONGEST), "before": before}, cut_note(told, LONGEST) or KEPT)
        case _:
            return Refused(at.text("again"))


def _page_of(value: str) -> int | None:
    name, _, number = value.partition(":")
    return int(number) if name == "page" and number.isdecimal() and int(number) <= privacy.PAGES else None


def is_told(at: Moment[NoticeStep], text: str) -> bool:
    """Whether somebody began to tell: it is kept, to be offered as their first answer."""
    return sum(c.isalpha() for c in text) >= LEAST and not is_small_talk(at, text)


def _ways_to_say_yes(at: Moment[NoticeStep]) -> list[str]:
    words = (phrase("words.yes"), phrase("words.read"))
    return [at.write(_button(at)), *(way for said in words for way in at.write(said).split(","))]


def _ways_to_ask_for_more(at: Moment[NoticeStep]) -> list[str]:
    return [at.write(phrase("privacy.button.more")), *at.write(phrase("words.more_of_it")).split(",")]


def _say(at: Moment[NoticeStep], value: JsonValue) -> Phrase:
    return phrase("said.read")


def _fits(step: NoticeStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, dict) and isinstance(value.get("version"), str)


def _texts(step: NoticeStep) -> frozenset[str]:
    return frozenset({"ask", "again", "button", "ask_out", "button_out"})


KIND = Kind(_ask, _read, _say, _fits, _texts, NoticeStep, closed=True, again=_left, told=False, agrees=True)
