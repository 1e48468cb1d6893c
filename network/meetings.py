"""Meetings of the network: what is answered to a date, which date suits most, and by when answers are waited for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from network.calendar import END_OF_DAY, deadline, is_working_day

REMINDED_BEFORE = 2
"""Working days before the last one on which somebody may answer: who has not is reminded then."""
MORNING = time(10)


class Says(StrEnum):
    """What somebody answers to a date; MAYBE: they come if it must be."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Tally:
    """A date by its number, from 1, and who answered what to it, in the order of the network."""

    number: int
    at: datetime
    answers: Mapping[str, Says]

    def who(self, says: Says) -> tuple[str, ...]:
        """Those who answered so."""
        return tuple(who for who, said in self.answers.items() if said is says)


def by_favour(dates: Sequence[Tally]) -> list[Tally]:
    """The dates that most say yes to come first, then those that most could come to, then the earlier ones."""
    return sorted(dates, key=lambda one: (-len(one.who(Says.YES)), -len(one.who(Says.MAYBE)), one.at))


def closes_at(now: datetime, days: int, first: datetime, timezone: str) -> datetime:
    """When answers are waited for no longer: at the end of the `days`-th working day after `now`, and on the eve of the
    `first` date at the latest, but never before `now`. `now` and `first` are aware.
    """
    zone = ZoneInfo(timezone)
    eve = datetime.combine(first.astimezone(zone).date() - timedelta(days=1), END_OF_DAY, zone)
    return max(min(deadline(now, days, timezone), eve), now)


def reminded_at(closes: datetime, timezone: str) -> datetime:
    """When those are reminded who have not answered: in the morning, two working days before answers end."""
    return morning_before(closes, REMINDED_BEFORE, timezone)


def morning_before(moment: datetime, days: int, timezone: str) -> datetime:
    """The morning of the `days`-th working day before the local day of a moment, which is aware."""
    zone = ZoneInfo(timezone)
    day = moment.astimezone(zone).date()
    while days:
        day -= timedelta(days=1)
        days -= is_working_day(day)
    return datetime.combine(day, MORNING, zone)
