"""Dates: a first and a last day, both included. Value: {"first": ISO day, "last": ISO day}."""

from __future__ import annotations

from datetime import date, timedelta

from pydantic import Field

from conversations.engine.effects import Button, Message, Row
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.words import dates
from conversations.words.catalogue import in_words
from network.phrase import Phrase, phrase


class DatesStep(Step):
    """`at_most` is how many days there may be."""

    at_most: int = Field(default=1000, ge=1, le=3000)


FARTHEST = timedelta(days=366)
"""How far away a first day may lie."""
FRIDAY = 4


def _ask(at: Moment[DatesStep]) -> Message:
    first = _first(at)
    if first is None:
        return Message((at.text("ask"),), _firsts(at.knowledge.today))
    again: Row = (Button(phrase("dates.again"), "again"),)
    return Message((at.text("last", first=first),), (*_lasts(at, first), again))


def _firsts(today: date) -> tuple[Row, ...]:
    tomorrow, monday = today + timedelta(days=1), dates.next_weekday(today, 0)
    known = {today: "dates.today", tomorrow: "dates.tomorrow", monday: "dates.monday"}
    return (tuple(Button(phrase(key), f"f:{day.isoformat()}") for day, key in known.items()),)


def _lasts(at: Moment[DatesStep], first: date) -> tuple[Row, ...]:
    """The same day, the end of that week, one and two weeks."""
    weeks = [first + timedelta(days=7 * count - 1) for count in (1, 2)]
    friday = dates.next_weekday(first, FRIDAY, strictly=False)
    shown = [day for day in dict.fromkeys((first, friday, *weeks)) if not _too_long(at, first, day)]
    return tuple((Button(_label(at, first, day), f"l:{day.isoformat()}"),) for day in shown)


def _label(at: Moment[DatesStep], first: date, day: date) -> Phrase:
    return phrase("dates.same") if day == first else phrase("dates.until", day=day)


def _first(at: Moment[DatesStep]) -> date | None:
    return _day(at.data.get("first"))


def _day(text: JsonValue) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _read(at: Moment[DatesStep], offered: Offered) -> Outcome:
    match offered:
        case Tapped("again"):
            return Drafted({})
        case Tapped(value) if (day := _day(value[2:])) is not None:
            return _tapped(at, value[:2], day)
        case Typed(text):
            return _typed(at, text)
        case _:
            return Unknown()


def _tapped(at: Moment[DatesStep], which: str, day: date) -> Outcome:
    """A button says which day it gives: the first one pressed twice is not the last day as well."""
    first = _first(at)
    if which == "f:":
        return _begun(at, day)
    return Unknown() if first is None or which != "l:" else _ended(at, first, day)


def _typed(at: Moment[DatesStep], text: str) -> Outcome:
    named = dates.read(text)
    if not named:
        return Refused(phrase("refused.dates"))
    today, first = at.knowledge.today, _first(at)
    if len(named) == 1 and first is not None:
        return _ended(at, first, dates.last_day(named[0], first, today))
    if len(named) == 1 and dates.until(text):
        return _limited(at, dates.last_day(named[0], today, today))
    begun = dates.first_day(named[0], today, named[1] if len(named) > 1 else None)
    if begun is None:
        return Refused(phrase("refused.dates"))
    outcome = _begun(at, begun)
    if isinstance(outcome, Refused) or len(named) == 1:
        return outcome
    return _ended(at, begun, dates.last_day(named[1], begun, today))


def _begun(at: Moment[DatesStep], first: date) -> Outcome:
    today = at.knowledge.today
    if first < today:
        return Refused(phrase("refused.dates_past", day=_with_year(at, first)))
    if first - today > FARTHEST:
        return Refused(phrase("refused.dates_far", day=_with_year(at, first)))
    last = _day(at.data.get("last"))
    if last is not None and last >= first and not _too_long(at, first, last):
        return _ended(at, first, last)
    return Drafted({"first": first.isoformat()})


def _limited(at: Moment[DatesStep], last: date | None) -> Outcome:
    """Only the last day is said: it is kept, and the first one asked."""
    if last is None:
        return Refused(phrase("refused.dates"))
    if last < at.knowledge.today:
        return Refused(phrase("refused.dates_past", day=_with_year(at, last)))
    return Drafted({"last": last.isoformat()}, phrase("dates.only_last", day=last))


def _ended(at: Moment[DatesStep], first: date, last: date | None) -> Outcome:
    if last is None:
        return Refused(phrase("refused.dates"))
    if last < first:
        return Refused(phrase("refused.dates_order", last=_with_year(at, last), first=_with_year(at, first)))
    if _too_long(at, first, last):
        return Refused(phrase("refused.dates_long", most=at.step.at_most))
    return Accepted({"first": first.isoformat(), "last": last.isoformat()})


def _with_year(at: Moment[DatesStep], day: date) -> str:
    return in_words(day, at.locale, year=True)


def _too_long(at: Moment[DatesStep], first: date, last: date) -> bool:
    return (last - first).days + 1 > at.step.at_most


def _say(at: Moment[DatesStep], value: JsonValue) -> Phrase:
    return dates.span(date.fromisoformat(value["first"]), date.fromisoformat(value["last"]), at.locale)


def _fits(step: DatesStep, value: JsonValue, knowledge: Knowledge) -> bool:
    """Days that have begun meanwhile are still an answer: who speaks of them decides."""
    if not isinstance(value, dict):
        return False
    first, last = _day(value.get("first")), _day(value.get("last"))
    return first is not None and last is not None and first <= last


KIND = Kind(_ask, _read, _say, _fits, only("ask", "last"), DatesStep)
