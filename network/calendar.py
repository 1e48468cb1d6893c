"""Working days, deadlines and sending hours, by French public holidays and the network's own time zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

END_OF_DAY = time(18)
SENDING_FROM = time(8)
GATHERING = time(17)
SENDING_UNTIL = time(19)
_SUNDAY = 6
_SATURDAY = 5


def is_holiday(day: date) -> bool:
    """Whether `day` is a public holiday in metropolitan France (Code du travail, article L3133-1)."""
    return day in _holidays(day.year)


def is_working_day(day: date) -> bool:
    """Monday to Friday, public holidays apart."""
    return day.weekday() < _SATURDAY and not is_holiday(day)


def first_working_day(year: int, month: int) -> date:
    """The first working day of a month."""
    day = date(year, month, 1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(start: datetime, days: int, timezone: str) -> date:
    """The `days`-th working day after the local day of `start`, which itself is never counted.

    With 0, that day, or the first working day after it. `start` must be aware and `days` not negative, else
    `ValueError`; an unknown `timezone` raises `ZoneInfoNotFoundError`.
    """
    if days < 0:
        raise ValueError("days must not be negative")
    day = _local(start, timezone).date()
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def deadline(start: datetime, days: int, timezone: str) -> datetime:
    """The end (18:00, local) of the `days`-th working day after `start`, aware, in `timezone`. Errors as above."""
    return datetime.combine(add_working_days(start, days, timezone), END_OF_DAY, ZoneInfo(timezone))


def working_days_since(moment: datetime, now: datetime, timezone: str) -> int:
    """How many working days have begun since the local day of `moment`, today among them: 0 on that day."""
    day, today, count = _local(moment, timezone).date(), _local(now, timezone).date(), 0
    while day < today:
        day += timedelta(days=1)
        count += is_working_day(day)
    return count


def working_days(first: date, last: date) -> dict[date, int]:
    """How many working days have begun after `first`, by each day from there to `last`."""
    counted, day = {first: 0}, first
    while day < last:
        before, day = counted[day], day + timedelta(days=1)
        counted[day] = before + is_working_day(day)
    return counted


def in_sending_hours(now: datetime, timezone: str) -> bool:
    """Whether a message that nobody asked for may be sent now: 8:00 to 19:00, not on Sundays or public holidays."""
    local = _local(now, timezone)
    return _is_sending_day(local.date()) and SENDING_FROM <= local.time() < SENDING_UNTIL


def next_sending_time(now: datetime, timezone: str) -> datetime:
    """`now` in `timezone` where it lies within sending hours, else the next 8:00 of a sending day."""
    local = _local(now, timezone)
    if in_sending_hours(now, timezone):
        return local
    day = local.date() if local.time() < SENDING_FROM else local.date() + timedelta(days=1)
    while not _is_sending_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, SENDING_FROM, ZoneInfo(timezone))


def next_gathering(now: datetime, timezone: str) -> datetime:
    """When what is gathered in the course of a day is told: at 17:00 of a sending day, or the next 8:00 of one."""
    local = _local(now, timezone)
    today = datetime.combine(local.date(), GATHERING, ZoneInfo(timezone))
    if _is_sending_day(local.date()):
        return today if local < today else next_sending_time(today + timedelta(hours=2), timezone)
    return next_sending_time(local, timezone)


def _is_sending_day(day: date) -> bool:
    return day.weekday() != _SUNDAY and not is_holiday(day)


def _local(moment: datetime, timezone: str) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("the moment needs a time zone")
    return moment.astimezone(ZoneInfo(timezone))


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", years=year))


def kept_until(spoken_at: datetime, months: int) -> datetime:
    """The moment at which a case is erased, after the last exchange about it; a month counts thirty days, so that it is
    never later than was said.
    """
    return spoken_at + timedelta(days=30 * months)
