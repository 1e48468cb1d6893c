"""Amount: a surface, a sum, a year, or from one sum to another, in typed words. Value: int, or two of them."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.words import measures
from conversations.words.cleaning import fold
from conversations.words.numbers import numbers_in
from network.phrase import Phrase, phrase

_GROUPED = re.compile(r"(?<=\d)[\s\u00a0\u202f.](?=\d{3}(?:\D|$))")
_CENTS = re.compile(r"(?<=\d)[.,]\d{1,2}(?!\d)")
_RANGE = re.compile(r"(?<=\d)\s?[-–/]\s?(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d)\s?k\s?(?:€|eur\w*)?(?!\w)", re.IGNORECASE)
_UNIT = re.compile(r"(?<=\d)(?=[a-zA-Z²€])")
_PLURAL = ("rooms", "people")
BUILT_KEYS = {"amount.{}": ("m2", "euros", "year", *_PLURAL)}


class AmountStep(Step):
    """`of` is what is counted, `least` and `at_most` bound it; `span`: from one to another, or one that is both."""

    of: Literal["m2", "euros", "year", "rooms", "people"]
    least: int = Field(default=1, ge=0)
    at_most: int = Field(default=10_000_000, ge=1, le=100_000_000)
    span: bool = False


def _ask(at: Moment[AmountStep]) -> Message:
    return Message((at.text("ask"),))


def _read(at: Moment[AmountStep], offered: Offered) -> Outcome:
    if not isinstance(offered, Typed):
        return Unknown()
    found = _found(at, offered.text)
    wanted = (1, 2) if at.step.span else (1,)
    if len(found) not in wanted:
        return Refused(phrase("refused.amount", example=at.text("example")))
    if not all(at.step.least <= number <= at.step.at_most for number in found):
        return Refused(
            phrase("refused.amount_bounds", least=_thousands(at.step.least), most=_thousands(at.step.at_most))
        )
    return Accepted([min(found), max(found)] if at.step.span else found[0])


def _found(at: Moment[AmountStep], text: str) -> list[int]:
    """The numbers of a text; a surface may be in hectares."""
    if at.step.of == "m2" and (surface := measures.read(text, at.locale).surface) is not None:
        return [number for number in dict.fromkeys(surface) if number is not None]
    plain = _CENTS.sub("", _GROUPED.sub("", text))
    plain = _UNIT.sub(" ", _RANGE.sub(" to ", _THOUSANDS.sub("000 ", plain)))
    plain = re.sub(r"m\s?(?:²|2)(?!\d)", " ", plain)
    words = fold(plain).split()
    return list(dict.fromkeys(number.value for number in numbers_in(words, at.locale) if not number.article))


def _say(at: Moment[AmountStep], value: JsonValue) -> Phrase:
    if isinstance(value, list):
        return phrase("amount.span", least=_thousands(value[0]), most=_thousands(value[1]))
    if at.step.of in _PLURAL:
        return phrase(f"amount.{at.step.of}", count=value)
    return phrase(f"amount.{at.step.of}", number=str(value) if at.step.of == "year" else _thousands(value))


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _fits(step: AmountStep, value: JsonValue, _knowledge: Knowledge) -> bool:
    numbers = value if step.span else [value]
    return isinstance(numbers, list) and all(isinstance(n, int) and step.least <= n <= step.at_most for n in numbers)


KIND = Kind(_ask, _read, _say, _fits, only("ask", "example"), AmountStep)
