"""Band: a choice among bands of a number, by its button, by its words, or by the number itself: "j’ai 35 ans"."""

from __future__ import annotations

from bisect import bisect
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from conversations.engine.kind import Kind
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Typed
from conversations.kinds.choice import KIND as CHOICE
from conversations.kinds.choice import ChoiceStep
from conversations.words.cleaning import fold
from conversations.words.numbers import ABOUT, numbers_in


class BandStep(ChoiceStep):
    """`begins` are the numbers at which the bands after the first begin. Of numbers below `least` or above `at_most`
    none is meant.
    """

    begins: tuple[int, ...] = Field(min_length=1)
    least: int = Field(default=0, ge=0)
    at_most: int = Field(default=1000, ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if len(self.begins) != len(self.options) - 1 or any(one >= other for one, other in pairwise(self.begins)):
            raise ValueError("begins: each band but the first begins at a number, each at a greater one")
        return self


def _read(at: Moment[BandStep], offered: Offered) -> Outcome:
    if isinstance(offered, Typed) and (number := _said(at, offered.text)) is not None:
        return Accepted(at.step.options[bisect(at.step.begins, number)])
    return CHOICE.read(at, offered)


def _said(at: Moment[BandStep], text: str) -> int | None:
    """The one number of a text that says nothing but a number: neither "plus de 40 ans" nor "35 et 42", and no round
    one, "la quarantaine".
    """
    words = fold(text).split()
    numbers = numbers_in(words, at.locale)
    if len(numbers) != 1 or numbers[0].article or numbers[0].half or not ABOUT.keys().isdisjoint(words):
        return None
    [only] = numbers
    around = {*words[: only.first], *words[only.end :]} - set(fold(at.write(at.text("around"))).split())
    return only.value if not around and at.step.least <= only.value <= at.step.at_most else None


def _texts(step: BandStep) -> frozenset[str]:
    return CHOICE.texts(step) | {"around"}


KIND = Kind(
    CHOICE.ask,
    _read,
    CHOICE.say,
    CHOICE.fits,
    _texts,
    BandStep,
    CHOICE.may,
    show=CHOICE.show,
    closed=True,
    named=CHOICE.named,
    hears=CHOICE.hears,
)
