"""Working days, deadlines and sending hours around weekends, holidays and changes of hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.calendar import (
    add_working_days,
    deadline,
    in_sending_hours,
    is_holiday,
    is_working_day,
    next_sending_time,
)

PARIS = "Europe/Paris"


def paris(*when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(PARIS))  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (paris(2025, 3, 3, 9), 2, date(2025, 3, 5)),  # Monday → Wednesday
        (paris(2025, 3, 6, 9), 2, date(2025, 3, 10)),  # Thursday → Monday, over a weekend
        (paris(2025, 3, 7, 23, 59), 1, date(2025, 3, 10)),
        (paris(2025, 3, 8, 9), 2, date(2025, 3, 11)),  # from a Saturday
        (paris(2025, 3, 9, 9), 2, date(2025, 3, 11)),  # from the Sunday after it, the same
        (paris(2025, 4, 30, 9), 2, date(2025, 5, 5)),  # Thursday 1 May is off, Friday 2 is worked, bridge or not
        (paris(2025, 4, 18, 9), 1, date(2025, 4, 22)),  # Easter Monday is the 21st
        (paris(2025, 5, 28, 9), 1, date(2025, 5, 30)),  # Ascension Day is the 29th
        (paris(2025, 6, 6, 9), 1, date(2025, 6, 10)),  # Pentecost Monday is the 9th
        (paris(2025, 12, 24, 9), 2, date(2025, 12, 29)),
        (paris(2025, 12, 31, 9), 1, date(2026, 1, 2)),  # over the new year, in another year's holidays
        (paris(2025, 3, 3, 9), 0, date(2025, 3, 3)),
        (paris(2025, 3, 8, 9), 0, date(2025, 3, 10)),
        (paris(2025, 5, 1, 9), 0, date(2025, 5, 2)),
    ],
)
def test_working_days_are_counted_from_the_next_day(start: datetime, days: int, expected: date) -> None:
    assert add_working_days(start, days, PARIS) == expected


def test_the_day_is_that_of_the_network_not_of_the_clock() -> None:
    sunday_evening_utc = datetime(2025, 3, 9, 23, 30, tzinfo=UTC)  # Monday 00:30 in Paris
    assert add_working_days(sunday_evening_utc, 1, PARIS) == date(2025, 3, 11)
    assert add_working_days(sunday_evening_utc, 1, "UTC") == date(2025, 3, 10)


@pytest.mark.parametrize(
    ("start", "days", "utc"),
    [
        (paris(2025, 3, 27, 9), 2, "2025-03-31T16:00:00+00:00"),  # summer time since the 30th
        (paris(2025, 3, 26, 9), 2, "2025-03-28T17:00:00+00:00"),
        (paris(2025, 10, 23, 9), 2, "2025-10-27T17:00:00+00:00"),  # winter time since the 26th
    ],
)
def test_a_deadline_is_six_in_the_evening_whatever_the_season(start: datetime, days: int, utc: str) -> None:
    due = deadline(start, days, PARIS)
    assert due.hour == 18
    assert due.astimezone(UTC).isoformat() == utc


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (paris(2025, 3, 3, 7, 59), paris(2025, 3, 3, 8)),
        (paris(2025, 3, 3, 8), paris(2025, 3, 3, 8)),
        (paris(2025, 3, 3, 18, 59), paris(2025, 3, 3, 18, 59)),
        (paris(2025, 3, 3, 20), paris(2025, 3, 4, 8)),
        (paris(2025, 3, 8, 12), paris(2025, 3, 8, 12)),  # Saturday
        (paris(2025, 3, 8, 21), paris(2025, 3, 10, 8)),
        (paris(2025, 3, 9, 12), paris(2025, 3, 10, 8)),  # Sunday
        (paris(2025, 4, 19, 20), paris(2025, 4, 22, 8)),  # Easter weekend
        (paris(2025, 5, 1, 10), paris(2025, 5, 2, 8)),
        (paris(2025, 3, 30, 1), paris(2025, 3, 31, 8)),  # the night the hour changes
        (datetime(2025, 7, 1, 5, 59, tzinfo=UTC), paris(2025, 7, 1, 8)),
        (datetime(2025, 7, 1, 6, 0, tzinfo=UTC), paris(2025, 7, 1, 8)),
    ],
)
def test_messages_wait_for_sending_hours(now: datetime, expected: datetime) -> None:
    assert next_sending_time(now, PARIS) == expected
    assert in_sending_hours(now, PARIS) is (now == expected)


def test_the_eleven_holidays_of_metropolitan_france() -> None:
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
    holidays = " ".join(day.strftime("%d/%m") for day in days if is_holiday(day))
    assert holidays == "01/01 21/04 01/05 08/05 29/05 09/06 14/07 15/08 01/11 11/11 25/12"


def test_what_has_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        add_working_days(datetime(2025, 3, 3), 1, PARIS)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        in_sending_hours(datetime(2025, 3, 3), PARIS)  # noqa: DTZ001
    with pytest.raises(ValueError, match="negative"):
        add_working_days(paris(2025, 3, 3), -1, PARIS)


@given(
    start=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    days=st.integers(0, 30),
)
@settings(derandomize=True, max_examples=200, deadline=None, database=None)
def test_a_deadline_is_worked_and_exactly_that_many_days_away(start: datetime, days: int) -> None:
    due = deadline(start, days, PARIS)
    first = start.astimezone(ZoneInfo(PARIS)).date()
    between = (first + timedelta(days=n) for n in range(1, (due.date() - first).days + 1))
    assert is_working_day(due.date())
    if days:
        assert sum(is_working_day(day) for day in between) == days
