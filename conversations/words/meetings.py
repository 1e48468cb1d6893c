"""Meetings in typed words: a day and an hour; in French and in English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from conversations.words import dates
from network.phrase import Phrase, phrase
from network.text import unaccented

EARLIEST, LATEST = time(7), time(21)
"""Nobody is met before the one, or after the other."""
_HOUR = re.compile(
    r"(?<![\d/.-])(?:(?P<noon>midi|noon)\b(?:\s+et\s+(?P<half>demie?))?"
    r"|(?P<hour>\d{1,2})\s*(?:(?:heures?|h|:)\s*(?P<minutes>\d{2})?(?:\s+et\s+(?P<past>demie?|quart))?"
    r"|(?P<twelve>am|pm))\b)"
    r"(?:\s*(?P<noted>am|pm)\b)?"
)
_BESIDE = re.compile(
    r"\b(?:a|vers|at|around|about|pour|(?:le |in the )?(?:matin|morning)|(?:l'|in the )?(?:apres[ -]midi|afternoon))\b"
)
_PAST = {"quart": 15, "demi": 30, "demie": 30}


def read(text: str, today: date) -> datetime | None:
    """The day and the hour that a text says, both and each once, as the clock there shows them; else None."""
    said = unaccented(text).lower().replace("`", "'")
    found = list(_HOUR.finditer(said))
    if len(found) != 1:
        return None
    rest = _BESIDE.sub(" ", said[: found[0].start()] + " " + said[found[0].end() :])
    named, at = dates.read(rest), _time(found[0])
    day = dates.first_day(named[0], today) if len(named) == 1 else None
    return datetime.combine(day, at) if day is not None and at is not None else None


def _time(found: re.Match[str]) -> time | None:
    said = found.groupdict()
    hour = 12 if said["noon"] else int(said["hour"])
    minutes = int(said["minutes"] or 0) or _PAST.get(said["past"] or said["half"] or "", 0)
    half = said["twelve"] or said["noted"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minutes) if hour < 24 and minutes < 60 else None


def said_of(at: datetime) -> Phrase:
    """A day and an hour in words, as the clock there shows them."""
    key = "visit.at_minutes" if at.minute else "visit.at"
    return phrase(key, day=at.date(), hour=str(at.hour), minutes=f"{at.minute:02}")


def proposed(days: Iterable[date]) -> list[datetime]:
    """What is offered to somebody who cannot type: a morning or an afternoon of each of these days."""
    return [datetime.combine(day, at) for day in days for at in (time(10), time(14, 30))]
