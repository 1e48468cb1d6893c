"""Number: a whole number within bounds. Value: int."""

from __future__ import annotations

import re

from conversations.effects import Button, Message
from conversations.flow import Step
from conversations.kinds.kind import Kind, only
from conversations.knowledge import Knowledge
from conversations.matching import plain
from conversations.moment import Moment
from conversations.reading import Accepted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.state import JsonValue
from network.phrase import Phrase, phrase


def _ask(at: Moment) -> Message:
    quick = tuple(Button(phrase("said.text", text=str(number)), f"n:{number}") for number in at.step.quick)
    return Message((at.text("ask"),), (quick,) if quick else ())


def _read(at: Moment, offered: Offered) -> Outcome:
    if isinstance(offered, Tapped):
        tapped = {f"n:{number}": number for number in at.step.quick}
        return Accepted(tapped[offered.value]) if offered.value in tapped else Unknown()
    if not isinstance(offered, Typed):
        return Unknown()
    number = _whole(at, offered.text)
    if number is None:
        return Refused(phrase("refused.number"))
    if not at.step.least <= number <= at.step.at_most:
        return Refused(phrase("refused.number_bounds", least=at.step.least, most=at.step.at_most))
    return Accepted(number)


def _whole(at: Moment, text: str) -> int | None:
    """The number in ASCII digits, or as a small number's word; "²", "3,5" and "=1+1" are none."""
    digits = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if re.fullmatch(r"[0-9]{1,9}", digits):
        return int(digits)
    counted = at.write(phrase("words.numbers")).split(",")
    said = plain(text)
    return counted.index(said) if said in counted and text.isascii() | text.isalpha() else None


def _say(at: Moment, value: JsonValue) -> Phrase:
    return phrase("said.text", text=str(value))


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and step.least <= value <= step.at_most


NUMBER = Kind(_ask, _read, _say, _fits, only("ask"))
