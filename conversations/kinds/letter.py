"""Letter: a message to people: words, or a file with or without them. Value: what a `Content` of storage holds."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Brought, Offered, Outcome, Refused, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.text import SHOWN
from conversations.words.cleaning import clip
from network.phrase import Phrase, phrase

FILES = ("photo", "document", "voice")
"""What may be passed on besides words."""
BUILT_KEYS = {"letter.kind.{}": FILES}


class LetterStep(Step):
    """`files` are the kinds that are taken besides words; without `words`, only they are. Of anything else it is said
    why not, in the text `refused`.
    """

    files: tuple[str, ...] = FILES
    words: bool = True

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
    return Message((at.text("ask"),))


def _read(at: Moment[LetterStep], offered: Offered) -> Outcome:
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


KIND = Kind(
    _ask,
    _read,
    _say,
    _fits,
    lambda step: frozenset({"ask"} if step.takes_all else {"ask", "refused"}),
    LetterStep,
    takes_files=True,
    own=lambda value: value["kind"] == "text",
)
