"""Opening hours in OpenStreetMap's form: what we write of it, read back, and taken from what the State publishes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

MIDNIGHT = 24 * 60
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LEAP = 2024
"""A year in which every day of the calendar exists."""

Span = tuple[int, int]
"""From so many minutes after midnight to so many, in order; past `MIDNIGHT` it ends on the next day."""
Spans = tuple[Span, ...]
"""The hours of one day, in order, none touching another; empty where it is closed."""
Week = tuple[Spans, ...]
"""Seven days, Monday first."""

CLOSED: Week = ((),) * 7
ALWAYS: Week = (((0, MIDNIGHT),),) * 7


class HoursError(ValueError):
    """Not a form of hours that we write; the message names the rule."""


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day of the calendar; of every year where `year` is 0. No such day: `HoursError`."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.day <= monthrange(self.year or _LEAP, self.month)[1]):
            raise HoursError(f"no such day: {self.day}/{self.month}")

    @property
    def osm(self) -> str:
        """ "Aug 01", "2026 Aug 01"."""
        return f"{f'{self.year} ' if self.year else ''}{MONTHS[self.month - 1]} {self.day:02}"


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which other hours hold, both included; both days have a year, or neither. `CLOSED`: closed throughout."""

    first: Day
    last: Day
    week: Week = CLOSED

    def __post_init__(self) -> None:
        if bool(self.first.year) != bool(self.last.year) or (self.first.year and self.last < self.first):
            raise HoursError(f"no such time: {self._dates}")

    @property
    def _dates(self) -> str:
        return self.first.osm if self.first == self.last else f"{self.first.osm}-{self.last.osm}"

    @property
    def osm(self) -> Iterator[str]:
        """Its rules: closed first, so that days it does not name keep none of the usual hours."""
        if not all(self.week):
            yield f"{self._dates} off"
        yield from (f"{self._dates} {rule}" for rule in _rules(self.week))


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a week, other hours of some periods, and those of public holidays: closed; None: like any day.

    Later periods go before earlier ones, and public holidays before all.
    """

    week: Week
    periods: tuple[Period, ...] = ()
    holidays: Spans | None = ()

    @property
    def osm(self) -> str:
        """The whole as one text; `read` gives it back."""
        usual = ["24/7"] if self.week == ALWAYS else list(_rules(self.week)) or ["off"]
        dated = [rule for period in self.periods for rule in period.osm]
        last = [] if self.holidays is None else [f"PH {_times(self.holidays) or 'off'}"]
        return "; ".join([*usual, *dated, *last])


def day_of(spans: Iterable[Span]) -> Spans:
    """Hours of one day in order, those that touch or overlap as one. A span without length is none."""
    joined: list[Span] = []
    for first, last in sorted(span for span in spans if span[0] < span[1]):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def grouped(week: Week) -> Iterator[tuple[tuple[int, ...], Spans]]:
    """The days that have the same hours, with these, the earliest day first; closed days are left out."""
    for spans in dict.fromkeys(filter(None, week)):
        yield tuple(day for day in range(7) if week[day] == spans), spans


def runs(days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Days in order as first and last of those that follow one another: 0 1 2 4 → (0, 2), (4, 4)."""
    first = last = days[0]
    for day in days[1:]:
        if day != last + 1:
            yield first, last
            first = day
        last = day
    yield first, last


def _rules(week: Week) -> Iterator[str]:
    for days, spans in grouped(week):
        names = ",".join(
            WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}-{WEEKDAYS[last]}" for first, last in runs(days)
        )
        yield f"{names} {_times(spans)}"


def _times(spans: Spans) -> str:
    return ",".join(f"{_clock(first)}-{_clock(last)}" for first, last in spans)


def _clock(minutes: int) -> str:
    """An end after midnight is written as the hour of the next day; midnight itself as 24:00."""
    minutes = minutes - MIDNIGHT if minutes > MIDNIGHT else minutes
    return f"{minutes // 60:02}:{minutes % 60:02}"


# --- reading --------------------------------------------------------------------------------------------------------

_DAY = rf"(?:(\d{{4}}) )?({'|'.join(MONTHS)}) (\d{{1,2}})"
_DATES = re.compile(rf"{_DAY}(?:-(?:{_DAY}|(\d{{1,2}})))?(?: |$)")
_NAME = "|".join(WEEKDAYS)
_DAYS = re.compile(rf"(?:{_NAME})(?:-(?:{_NAME}))?(?:,(?:{_NAME})(?:-(?:{_NAME}))?)*(?: |$)")
_TIME = re.compile(r"(\d{2}):(\d{2})-(\d{2}):(\d{2})")


def read(osm: str) -> Hours:
    """The inverse of `Hours.osm`; hours of a wider form than we write raise `HoursError`."""
    hours = Hours(CLOSED, holidays=None)
    for rule in osm.split(";"):
        hours = _with_rule(hours, rule.strip())
    return hours


def _with_rule(hours: Hours, rule: str) -> Hours:
    if rule == "24/7":
        return replace(hours, week=ALWAYS)
    if rule.startswith("PH "):
        return replace(hours, holidays=_spans(rule[3:], rule))
    dates = _DATES.match(rule)
    rest = rule[dates.end() :] if dates else rule
    days = _DAYS.match(rest)
    named = _named(days[0].strip()) if days else range(7)
    spans = _spans(rest[days.end() :] if days else rest, rule)
    if dates is None:
        return replace(hours, week=_changed(hours.week, named, spans))
    first, last = _period(dates)
    found = next((p for p in hours.periods if (p.first, p.last) == (first, last)), Period(first, last, hours.week))
    others = tuple(period for period in hours.periods if (period.first, period.last) != (first, last))
    return replace(hours, periods=(*others, replace(found, week=_changed(found.week, named, spans))))


def _period(dates: re.Match[str]) -> tuple[Day, Day]:
    year, month, day, to_year, to_month, to_day, day_alone = dates.groups()
    first = Day(int(year or 0), MONTHS.index(month) + 1, int(day))
    if day_alone:
        return first, replace(first, day=int(day_alone))
    if not to_month:
        return first, first
    return first, Day(int(to_year or year or 0), MONTHS.index(to_month) + 1, int(to_day))


def _named(days: str) -> Iterator[int]:
    for part in days.split(","):
        first, _, last = part.partition("-")
        at, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        yield from (day % 7 for day in range(at, end + (7 if end < at else 0) + 1))


def _changed(week: Week, days: Iterable[int], spans: Spans) -> Week:
    named = frozenset(days)
    return tuple(spans if day in named else usual for day, usual in enumerate(week))


def _spans(times: str, rule: str) -> Spans:
    if times in ("off", "closed"):
        return ()
    found = [_TIME.fullmatch(time) for time in times.split(",")]
    if not times or None in found:
        raise HoursError(f"not understood: {rule}")
    return day_of(span(*map(int, time.groups())) for time in found if time)


def span(hour: int, minute: int, to_hour: int, to_minute: int) -> Span:
    """The hours from one time to another, the next day's where that is earlier. No such time: `HoursError`."""
    first, last = hour * 60 + minute, to_hour * 60 + to_minute
    if first >= MIDNIGHT or last > MIDNIGHT or minute > 59 or to_minute > 59:
        raise HoursError(f"no such time: {hour}:{minute:02}-{to_hour}:{to_minute:02}")
    return first, last if first < last else last + MIDNIGHT


# --- what the State publishes ---------------------------------------------------------------------------------------

_DAYS_PUBLISHED = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

Published = Iterable[tuple[str, str, Iterable[tuple[str, str]]]]
"""First and last day, from when to when: ("lundi", "vendredi", [("09:00:00", "12:00:00")]), as the DILA has them."""


def published(entries: Published) -> Hours | None:
    """The hours of a public office: what is said of one day in several places counts together. None where none are.

    Public offices are closed on public holidays.
    """
    days: list[list[Span]] = [[] for _ in WEEKDAYS]
    for first, last, times in entries:
        for day in _named_there(first, last or first):
            days[day] += [(_minutes(begin), _minutes(end)) for begin, end in times]
    week = tuple(map(day_of, days))
    return Hours(week) if any(week) else None


def _named_there(first: str, last: str) -> Iterator[int]:
    return _named(f"{WEEKDAYS[_DAYS_PUBLISHED.index(first)]}-{WEEKDAYS[_DAYS_PUBLISHED.index(last)]}")


def _minutes(time: str) -> int:
    """ "13:30:30" → 810: seconds are a slip."""
    hour, minute, _ = time.split(":")
    return int(hour) * 60 + int(minute)
