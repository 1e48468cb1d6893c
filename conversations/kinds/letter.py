"""Letter: a message to people: words, or a file with or without them. Value: what a `Content` of storage holds."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Brought, Offered, Outcome, Refused, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.text import SHOWN, unfair
from conversations.words.cleaning import clip
from conversations.words.offered import sentence
from network.phrase import Phrase, phrase

FILES = ("photo", "document", "voice")
"""What may be passed on besides words."""
BUILT_KEYS = {"letter.kind.{}": FILES}


class LetterStep(Step):
    """`files` are the kinds that are taken besides words; without `words`, only they are. Of anything else it is said
    why not, in the text `refused`. `bare` are the answers to earlier questions after which words alone are taken, in
    the texts `ask_words` and `refused_words`. `fair`: as a text’s.
    """

    files: tuple[str, ...] = FILES
    words: bool = True
    bare: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    fair: str = ""

    def refers_to(self) -> tuple[str, ...]:
        """What decides whether files are taken, and what is offered."""
        return (*self.bare, *([self.fair] if self.fair else []))

    @property
    def takes_all(self) -> bool:
        """Whether nothing is refused that may be passed on."""
        return self.words and set(self.files) == set(FILES)

    @model_validator(mode="after")
    def _can_be_passed_on(self) -> Self:
        if stray := set(self.files) - set(FILES):
            raise ValueError(f"files: {', '.join(sorted(stray))} cannot be passed on; it may be {', '.join(FILES)}")
        return self


def _ask(at: Moment[LetterStep]) -> Message:
    return Message((at.text("ask_words" if _is_bare(at) else "ask"),))


def _is_bare(at: Moment[LetterStep]) -> bool:
    return any(at.answer(name) in values for name, values in at.step.bare.items())


def _read(at: Moment[LetterStep], offered: Offered) -> Outcome:
    """Words, or a file that is taken, and neither where its words choose people."""
    outcome = _taken(at, offered)
    said = outcome.value["text"] if isinstance(outcome, Accepted) else ""
    why = unfair(at, at.step.fair, said) if at.step.fair else None
    return outcome if why is None else Refused(why)


def _taken(at: Moment[LetterStep], offered: Offered) -> Outcome:
    if isinstance(offered, Brought) and _is_bare(at):
        return Refused(at.text("refused_words"))
    if isinstance(offered, Brought):
        if offered.content["kind"] not in at.step.files:
            return Refused(at.text("refused"))
        return Accepted(dict(offered.content))
    if not isinstance(offered, Typed):
        return Unknown()
    text = offered.text.strip()
    if not text:
        return Unknown()
    if not at.step.words:
        return Refused(at.text("refused"))
    return Accepted({"kind": "text", "text": text})


def _say(at: Moment[LetterStep], value: JsonValue) -> Phrase:
    if value["kind"] == "text":
        return phrase("said.text", text=clip(value["text"], SHOWN))
    return phrase(f"letter.kind.{value['kind']}")


def _fits(step: LetterStep, value: JsonValue, knowledge: Knowledge) -> bool:
    """Words, or a file."""
    return isinstance(value, dict) and value.get("kind") in ("text", *FILES) and isinstance(value.get("text"), str)


def _beside(at: Moment[LetterStep], text: str) -> JsonValue:
    """Words that say more than what they answered, and may be shown."""
    said = sentence(text, at.knowledge.places)
    if said is None or not at.step.words or (at.step.fair and unfair(at, at.step.fair, said) is not None):
        return None
    return {"kind": "text", "text": said}


def _texts(step: LetterStep) -> frozenset[str]:
    refusing = () if step.takes_all else ("refused",)
    return frozenset({"ask", *refusing, *(("ask_words", "refused_words") if step.bare else ())})


KIND = Kind(
    _ask,
    _read,
    _say,
    _fits,
    _texts,
    LetterStep,
    takes_files=True,
    beside=_beside,
    own=lambda value: value["kind"] == "text",
)
