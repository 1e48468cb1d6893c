"""Letter: a message to people: words, or a file with or without them. Value: what a `Content` of storage holds."""

from __future__ import annotations

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Brought, Offered, Outcome, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.text import SHOWN
from conversations.words.cleaning import clip
from network.phrase import Phrase, phrase

FILES = ("photo", "document", "voice")
"""What may be passed on besides words."""
BUILT_KEYS = {"letter.kind.{}": FILES}


def _ask(at: Moment[Step]) -> Message:
    return Message((at.text("ask"),))


def _read(at: Moment[Step], offered: Offered) -> Outcome:
    if isinstance(offered, Brought):
        return Accepted(dict(offered.content))
    if not isinstance(offered, Typed):
        return Unknown()
    text = offered.text.strip()
    if not text:
        return Unknown()
    return Accepted({"kind": "text", "text": text})


def _say(at: Moment[Step], value: JsonValue) -> Phrase:
    if value["kind"] == "text":
        return phrase("said.text", text=clip(value["text"], SHOWN))
    return phrase(f"letter.kind.{value['kind']}")


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    """Words, or a file."""
    return isinstance(value, dict) and value.get("kind") in ("text", *FILES) and isinstance(value.get("text"), str)


KIND = Kind(
    _ask,
    _read,
    _say,
    _fits,
    only("ask"),
    Step,
    takes_files=True,
    own=lambda value: value["kind"] == "text",
)
