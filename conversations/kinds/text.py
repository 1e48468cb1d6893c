"""Text: an answer in one's own words. Value: str."""

from __future__ import annotations

from pydantic import Field

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.offered import sought
from conversations.words.cleaning import clip, fold, folded
from conversations.words.contacts import reaches
from conversations.words.fairness import refused
from conversations.words.lengths import LONGEST, MESSAGE, cut, ending
from network.offers import Kind as OfferKind
from network.phrase import Phrase, phrase

SHOWN = 100
"""How much of a text is repeated when it is settled or recapitulated, in characters."""


class TextStep(Step):
    """`least` bounds its letters, `at_most` its length: a short text that is longer is refused, one that may take
    several messages is cut there. `fair` names the question that says what is offered: words that choose people are
    refused, and those that say how somebody is reached. `unsigned`: these alone are.
    """

    least: int = Field(default=1, ge=0)
    at_most: int = Field(default=LONGEST, ge=1, le=LONGEST)
    fair: str = ""
    unsigned: bool = False

    def refers_to(self) -> tuple[str, ...]:
        """What is offered."""
        return (self.fair,) if self.fair else ()


def _ask(at: Moment[TextStep]) -> Message:
    return Message((at.text("ask"),))


def _read(at: Moment[TextStep], offered: Offered) -> Outcome:
    if not isinstance(offered, Typed):
        return Unknown()
    text = offered.text
    most = at.step.at_most
    if most < MESSAGE and len(text) > most:
        return Refused(phrase("refused.text_long", most=most, length=len(text)))
    if sum(c.isalpha() for c in text) < at.step.least or is_small_talk(at, text):
        return Refused(phrase("refused.text_short", example=at.text("example")))
    if at.step.fair and (why := unfair(at, at.step.fair, text)) is not None:
        return Refused(why)
    if at.step.unsigned and reaches(text):
        return Refused(phrase("refused.contact_in_words"))
    return Accepted(cut(text, most), cut_note(text, most))


def unfair(at: Moment[Step], offered: str, text: str) -> Phrase | None:
    """Why words of an offer are refused that choose people, or name a way to somebody, which nobody has before both
    agreed; `offered` is the step that says of which kind it is.
    """
    if reaches(text):
        return phrase("refused.contact_in_words")
    kind = at.answer(offered)
    return refused(text, OfferKind(kind)) if kind in tuple(OfferKind) else None


def cut_note(text: str, most: int) -> Phrase | None:
    """What is said where no more than the beginning of a text is kept."""
    if len(text) <= most:
        return None
    kept = cut(text, most)
    return phrase("text.cut", kept=len(kept), left=len(text) - len(kept), ending=ending(kept))


def is_small_talk(at: Moment[Step], text: str) -> bool:
    """Whether the text is no more than "oui", "bonjour", "merci"…: said to the bot, not an answer to a question."""
    small = at.write(phrase("words.small")).split(",")
    return fold(text) in {folded(word) for word in small}


def _say(at: Moment[TextStep], value: JsonValue) -> Phrase:
    return phrase("said.text", text=clip(value, SHOWN))


def fits(_step: Step, value: JsonValue, _knowledge: Knowledge) -> bool:
    """Any text that says something."""
    return isinstance(value, str) and bool(value.strip())


def whole(at: Moment[Step], value: JsonValue) -> Phrase:
    """All of it."""
    return phrase("said.text", text=value)


def _beside(at: Moment[TextStep], text: str) -> JsonValue:
    """What is sought, in words that say so."""
    what = sought(text) if at.answer(at.step.fair) in (OfferKind.SERVICE, OfferKind.JOB) else None
    return None if what is None or unfair(at, at.step.fair, text) is not None else what


KIND = Kind(
    _ask,
    _read,
    _say,
    fits,
    only("ask", "example"),
    TextStep,
    whole=whole,
    takes_typed=True,
    takes_voice=True,
    own=lambda value: isinstance(value, str),
    beside=_beside,
)
