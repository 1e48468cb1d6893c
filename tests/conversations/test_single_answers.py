"""What reads single answers: every number spelled out, and any text on any day without a fault."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.engine.flow import Flow
from conversations.engine.kind import kind_of
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Typed
from conversations.words.cleaning import fold
from conversations.words.numbers import numbers_in
from conversations.words.periods import told
from tests.conversations.test_heard import table

SMALL = {
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
}
TENS = {
    "fr": ("vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"),
    "en": ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
}
TYPED = [line.said for line in table()]


def spelled(number: int, locale: str) -> str:
    """A number below a thousand as it is written in full."""
    small, (hundreds, rest) = SMALL[locale].split(), divmod(number, 100)
    if hundreds:
        many = "s" if locale == "fr" and hundreds > 1 and not rest else ""
        begin = " ".join(
            [small[hundreds]] * (hundreds > 1 or locale == "en") + ["cent" if locale == "fr" else "hundred"]
        )
        joined = " and " if locale == "en" else " "
        return begin + many + (joined + spelled(rest, locale) if rest else "")
    if number < len(small):
        return small[number]
    tens, units = divmod(number, 10)
    units += 10 * (locale == "fr" and tens in (7, 9))
    begin = TENS[locale][tens - 2]
    if not units:
        return begin + "s" * (begin == "quatre-vingt")
    return (
        f"{begin} et {small[units]}" if locale == "fr" and units in (1, 11) and tens < 8 else f"{begin}-{small[units]}"
    )


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_every_number_is_read_whole(locale: str) -> None:
    for number in range(1000):
        words = fold(spelled(number, locale)).split()
        assert [(one.value, one.end) for one in numbers_in(words, locale)] == [(number, len(words))], words


DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31)) | st.sampled_from((date(2028, 2, 29), date(2027, 12, 31)))


@settings(max_examples=80)
@given(one=st.sampled_from(TYPED), other=st.sampled_from(TYPED), today=DAYS)
def test_any_text_on_any_day(one: str, other: str, today: date) -> None:
    """No time is told that lies before the day; two texts in one are no fault either."""
    words = tuple(fold(f"{one}, {other}").split())
    found = told(words, today, "fr")
    assert found is None or all(begin >= 0 and end >= 0 for begin, end in found.times)


@settings(max_examples=80)
@given(one=st.sampled_from(TYPED), other=st.sampled_from(TYPED))
def test_whoever_comes_is_an_answer_of_the_question(one: str, other: str, intake: Flow, knowledge: Knowledge) -> None:
    at = Moment("intake", intake.step_by_id["household"], knowledge, "fr")
    outcome = kind_of(at.step).read(at, Typed(f"{one} {other}"))
    assert not isinstance(outcome, Accepted) or kind_of(at.step).fits(at.step, outcome.value, knowledge)
