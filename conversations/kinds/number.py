"""Number: a whole number within bounds. Value: int."""

from __future__ import annotations

import re

from pydantic import Field

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.words.cleaning import fold
from conversations.words.negation import asserted
from network.phrase import Phrase, phrase

ALMOST_ALONE = 2
"""Words among which "un" counts: "un emploi"."""
_RANGE = r"(?<![0-9,.-])([0-9]{1,4})\s?[-–/]\s?([0-9]{1,4})(?![0-9,.-])"


class NumberStep(Step):
    """`least` and `at_most` bound the number; `quick` are numbers offered as buttons."""

    least: int = Field(default=1, ge=0)
    at_most: int = Field(default=1000, ge=1, le=3000)
    quick: tuple[int, ...] = ()


def _ask(at: Moment[NumberStep]) -> Message:
    quick = tuple(Button(phrase("said.text", text=str(number)), f"n:{number}") for number in at.step.quick)
    return Message((at.text("ask"),), (quick,) if quick else ())


def _read(at: Moment[NumberStep], offered: Offered) -> Outcome:
    if isinstance(offered, Tapped):
        tapped = {f"n:{number}": number for number in at.step.quick}
        return Accepted(tapped[offered.value]) if offered.value in tapped else Unknown()
    if not isinstance(offered, Typed):
        return Unknown()
    number = _whole(at, asserted(offered.text))
    if number is None:
        return Refused(phrase("refused.number"))
    if not at.step.least <= number <= at.step.at_most:
        return Refused(phrase("refused.number_bounds", least=at.step.least, most=at.step.at_most))
    return Accepted(number)


def _whole(at: Moment[NumberStep], text: str) -> int | None:
    """The number in ASCII digits, or as a small number's word; "²", "3,5" and "=1+1" are none."""
    digits = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if re.fullmatch(r"[0-9]{1,9}", digits):
        return int(digits)
    return _in_words(at, text)


def _in_words(at: Moment[NumberStep], text: str) -> int | None:
    """The first number of a sentence; of "2 ou 3" or "2-3" the larger. A digit that is no plain number spoils it."""
    said = [part for token in re.sub(_RANGE, r"\1 - \2", text).split() if (part := token.strip(".,;:!?()"))]
    numbers = [_number(at, token, lonely=len(said) <= ALMOST_ALONE) for token in said]
    if any(number is None and re.search(r"\d", token) for number, token in zip(numbers, said, strict=True)):
        return None
    first = next((index for index, number in enumerate(numbers) if number is not None), None)
    if first is None:
        return None
    larger, between = numbers[first], at.write(phrase("words.or")).split(",")
    for index in range(first + 1, len(said) - 1, 2):
        following = numbers[index + 1]
        if fold(said[index]) not in between and said[index] != "-":
            break
        larger = max(larger or 0, following) if following is not None else larger
    return larger


def _number(at: Moment[NumberStep], token: str, *, lonely: bool) -> int | None:
    """A token in ASCII digits or as a small number's word; "un" is an article in a sentence."""
    if re.fullmatch(r"[0-9]{1,9}", token):
        return int(token)
    counted, word = at.write(phrase("words.numbers")).split(","), fold(token)
    if word not in counted or not token.isalpha() or (not lonely and word in at.write(phrase("words.one")).split(",")):
        return None
    return counted.index(word)


def _say(at: Moment[NumberStep], value: JsonValue) -> Phrase:
    return phrase("said.text", text=str(value))


def _fits(step: NumberStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and step.least <= value <= step.at_most


KIND = Kind(_ask, _read, _say, _fits, only("ask"), NumberStep)
