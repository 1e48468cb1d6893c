"""Letter: a message to people: words, or a file with or without them. Value: what a `Content` of storage holds."""

from __future__ import annotations

from pydantic import Field

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
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
    """`at_most` bounds the length of its words."""

    at_most: int = Field(default=1000, ge=1, le=3000)


def _ask(at: Moment[LetterStep]) -> Message:
    return Message((at.text("ask"),))


def _read(at: Moment[LetterStep], offered: Offered) -> Outcome:
    if isinstance(offered, Brought):
        return Accepted(dict(offered.content))
    if not isinstance(offered, Typed):
        return Unknown()
    text = offered.text.strip()
    if not text:
        return Unknown()
    if len(text) > at.step.at_most:
        return Refused(phrase("refused.text_long", most=at.step.at_most, length=len(text)))
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
    only("ask"),
    LetterStep,
    takes_files=True,
    own=lambda value: value["kind"] == "text",
)
