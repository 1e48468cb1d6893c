"""Confirmations: months are counted to the end of a short one; whoever is asked is asked later each time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.confirmations import GRACE, PACES, later, next_asked, to_check

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 1, 31), 6, date(2026, 7, 31)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
)
def test_a_month_ends_when_it_ends(day: date, months: int, then: date) -> None:
    assert later(day, months) == then


@given(DAYS, st.integers(0, 20), st.sampled_from(PACES))
def test_each_time_is_after_the_last(day: date, asked: int, months: int) -> None:
    """The first on the day itself; at the third the entry is to be checked, and from then on at its pace."""
    assert next_asked(day, 0, months) == day
    assert next_asked(day, asked + 1, months) > next_asked(day, asked, months)
    third = next_asked(day, GRACE, months)
    assert to_check(day, third)
    assert not to_check(day, third - timedelta(days=1))
    assert next_asked(day, GRACE + 1, months) == later(day, GRACE + months)
