"""Page: the address of a page on the web. Value: str, with its scheme."""

from __future__ import annotations

import re

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.words.cleaning import clip
from network.phrase import Phrase, phrase

_ADDRESS = re.compile(
    r"(?:https?://)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?:[/?#]\S*)?", re.IGNORECASE
)
_LONGEST = 400


def _ask(at: Moment[Step]) -> Message:
    return Message((at.text("ask"),))


def _read(_at: Moment[Step], offered: Offered) -> Outcome:
    if not isinstance(offered, Typed):
        return Unknown()
    found = [part.rstrip(".,;)") for part in offered.text.split() if _ADDRESS.fullmatch(part.rstrip(".,;)"))]
    if len(found) != 1 or len(found[0]) > _LONGEST:
        return Refused(phrase("refused.page"))
    return Accepted(found[0] if "://" in found[0] else f"https://{found[0]}")


def _say(_at: Moment[Step], value: JsonValue) -> Phrase:
    return phrase("said.text", text=clip(value, 100))


def _fits(_step: Step, value: JsonValue, _knowledge: Knowledge) -> bool:
    return isinstance(value, str) and "://" in value and bool(_ADDRESS.fullmatch(value))


KIND = Kind(_ask, _read, _say, _fits, only("ask"), Step)
