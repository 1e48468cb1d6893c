"""Letter: a message to people: words, or a file with or without them. Value: what a `Content` of storage holds."""

from __future__ import annotations

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Brought, Offered, Outcome, Refused, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.kind import Kind, only
from conversations.kinds.text import SHOWN
from conversations.words.cleaning import clip
from network.phrase import Phrase, phrase

FILES = ("photo", "document", "voice")
"""What may be passed on besides words."""


def _ask(at: Moment) -> Message:
    return Message((at.text("ask"),))


def _read(at: Moment, offered: Offered) -> Outcome:
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


def _say(at: Moment, value: JsonValue) -> Phrase:
    if value["kind"] == "text":
        return phrase("said.text", text=clip(value["text"], SHOWN))
    return phrase(f"letter.kind.{value['kind']}")


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    """Words, or a file."""
    return isinstance(value, dict) and value.get("kind") in ("text", *FILES) and isinstance(value.get("text"), str)


LETTER = Kind(_ask, _read, _say, _fits, only("ask"))
