"""Whether somewhere is open at an instant, until when or from when on, and in which words that is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, validate

from network.calendar import is_holiday
from network.hours import MIDNIGHT, Day, HoursError
from network.hours_said import clock, date_said
from network.phrase import Phrase, phrase

BUILT_KEYS = {"opening.{}": ("closed", "closed_holiday")}
FARTHEST = timedelta(days=366)
"""A change that is farther away is none."""
_WEEK = timedelta(days=6)
"""So far away a day is known by its name alone."""


@dataclass(frozen=True, slots=True)
class State:
    """How things stand at `now`; `change` is when that ends, None where it does not within a year. Both local, naive.

    `holiday`: it is closed for a public holiday.
    """

    open: bool
    now: datetime
    change: datetime | None
    holiday: bool = False


def state(osm: str, now: datetime, timezone: str) -> State:
    """How things stand by hours in OpenStreetMap's form, public holidays those of metropolitan France.

    `now` is aware. What cannot be read, or says that nobody knows, raises `HoursError`.
    """
    hours, local = _read(osm), now.astimezone(ZoneInfo(timezone)).replace(tzinfo=None)
    if hours.is_unknown(local):
        raise HoursError("not known")
    change, is_open = hours.next_change(local), hours.is_open(local)
    within = change if change is not None and change - local <= FARTHEST else None
    return State(is_open, local, within, not is_open and "PH off" in osm and is_holiday(local.date()))


def at_a_glance(osm: str, now: datetime, timezone: str) -> Phrase | None:
    """The same in words, for a card; None where hours are empty or cannot be read."""
    try:
        return said(state(osm, now, timezone))
    except HoursError:
        return None


def is_valid(osm: str) -> bool:
    """Whether a text is a form of hours at all, ours or a wider one."""
    try:
        _read(osm)
    except HoursError:
        return False
    return True


def said(found: State) -> Phrase:
    """ "ouvert jusqu’à 17 h", "fermé, ouvre lundi à 9 h", "fermé aujourd’hui (jour férié), ouvre demain à 9 h"."""
    if found.open:
        return _open(found)
    closed = phrase(f"opening.{'closed_holiday' if found.holiday else 'closed'}")
    return closed if found.change is None else phrase("opening.then", closed=closed, opens=_opens(found, found.change))


def according(told: Phrase, who: Phrase, day: date, today: date) -> Phrase:
    """The same with its source: "… (d’après la mairie, le 3 mai)"; another year than today's is said."""
    named = date_said(Day(day.year if day.year != today.year else 0, day.month, day.day))
    return phrase("opening.according", told=told, who=who, day=named)


def noted(told: Phrase, source: Phrase) -> Phrase:
    """The same with what is known of its source: "… (données publiques, octobre 2026, à confirmer)"."""
    return phrase("opening.noted", told=told, source=source)


def _open(found: State) -> Phrase:
    if found.change is None:
        return phrase("opening.always")
    until, midnight = found.change.date(), found.change.time() == datetime.min.time()
    last = until - timedelta(days=1) if midnight else until
    time = clock(MIDNIGHT if midnight else _minutes(found.change))
    if last <= found.now.date() or (last == found.now.date() + timedelta(days=1) and not midnight and _night(found)):
        return phrase("opening.until", time=time)
    return phrase("opening.until_day", day=last, time=time)


def _night(found: State) -> bool:
    """Whether it closes within half a day: then the time says it all, as "jusqu’à 2 h" in the evening."""
    return found.change is not None and found.change - found.now < timedelta(hours=12)


def _opens(found: State, change: datetime) -> Phrase:
    time, ahead = clock(_minutes(change)), change.date() - found.now.date()
    if not ahead:
        return phrase("opening.today", time=time)
    if ahead == timedelta(days=1):
        return phrase("opening.tomorrow", time=time)
    day = phrase(f"hours.weekday.{change.weekday()}") if ahead <= _WEEK else change.date()
    return phrase("opening.day", day=day, time=time)


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


@lru_cache(maxsize=512)
def _read(osm: str) -> OpeningHours:
    if not validate(osm):
        raise HoursError("not a form of hours")
    return OpeningHours(osm, country="FR", max_interval_days=FARTHEST.days)
