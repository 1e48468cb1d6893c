"""Opening hours in words: a line for each group of days, as phrases; `conversations/words/hours.py` reads them back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from network.hours import CLOSED, MIDNIGHT, Day, Hours, HoursError, Period, Span, Spans, grouped, read, runs
from network.phrase import Phrase, phrase

BUILT_KEYS = {
    "hours.month.{}": tuple(map(str, range(1, 13))),
    "hours.weekday.{}": tuple(map(str, range(7))),
}


def lines(hours: Hours) -> tuple[Phrase, ...]:
    """The hours in words, a line each: the usual week, other times of the year, public holidays."""
    return tuple(_lines(hours))


def lines_of(osm: str) -> tuple[Phrase, ...]:
    """The same of hours in OpenStreetMap's form; none where they are of a wider form than we write."""
    try:
        return lines(read(osm))
    except HoursError:
        return ()


def clock(minutes: int) -> Phrase:
    """A time of the day: "9 h", "14 h 30", "minuit"; after midnight it is the next day's."""
    if minutes == MIDNIGHT:
        return phrase("hours.midnight")
    hour, minute = divmod(minutes % MIDNIGHT, 60)
    return phrase("hours.time", hour=hour, minute=f"{minute:02}") if minute else phrase("hours.time.whole", hour=hour)


def date_said(day: Day) -> Phrase:
    """A day of the calendar: "1er août", "20 août 2026"."""
    number = phrase("hours.first") if day.day == 1 else day.day
    named = phrase("hours.date", day=number, month=phrase(f"hours.month.{day.month}"))
    return phrase("hours.date.year", date=named, year=day.year) if day.year else named


def _lines(hours: Hours) -> Iterator[Phrase]:
    for days, spans in grouped(hours.week):
        yield phrase("hours.line", days=days_said(days), times=_times(spans))
    for period in hours.periods:
        yield from _period(period)
    if hours.week == CLOSED:
        yield phrase("hours.rest.closed") if hours.periods else phrase("hours.never")
    if hours.holidays:
        yield phrase("hours.holidays", times=_times(hours.holidays))
    elif hours.holidays is None:
        yield phrase("hours.holidays.usual")
    else:
        yield phrase("hours.holidays.closed")


def _period(period: Period) -> Iterator[Phrase]:
    dates = _dates(period)
    if period.week == CLOSED:
        yield phrase("hours.closed", dates=dates)
    for days, spans in grouped(period.week):
        yield phrase("hours.line.dated", dates=dates, days=days_said(days), times=_times(spans))


def _dates(period: Period) -> Phrase:
    first, last = date_said(period.first), date_said(period.last)
    one = period.first == period.last
    said = phrase("hours.dates.one", date=first) if one else phrase("hours.dates", first=first, last=last)
    return said if period.first.year else phrase("hours.dates.yearly", dates=said)


def days_said(days: Sequence[int]) -> Phrase:
    """Days of the week in order: "du lundi au vendredi", "le lundi et le jeudi", "tous les jours"."""
    if len(days) == len(CLOSED):
        return phrase("hours.days.all")
    return _together([part for first, last in runs(days) for part in _run(first, last)])


def _run(first: int, last: int) -> list[Phrase]:
    """Days in sequence: more than two as one part, "du lundi au jeudi"; two are parts like all the others."""
    names = [phrase(f"hours.weekday.{day}") for day in range(first, last + 1)]
    if len(names) > 2:
        return [phrase("hours.days.run", first=names[0], last=names[-1])]
    return [phrase("hours.days.one", day=name) for name in names]


def _times(spans: Spans) -> Phrase:
    return _together([_span(span) for span in spans])


def _span(span: Span) -> Phrase:
    if span == (0, MIDNIGHT):
        return phrase("hours.all_day")
    return phrase("hours.span", first=clock(span[0]), last=clock(span[1]))


def _together(parts: Sequence[Phrase]) -> Phrase:
    """ "le lundi", "le lundi et le mardi", "le lundi, le mardi et le samedi"."""
    return phrase("hours.and", left=tuple(parts[:-1]), right=parts[-1]) if len(parts) > 1 else parts[0]
