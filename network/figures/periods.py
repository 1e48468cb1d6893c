"""Periods: a year, a quarter, a month, twelve months that end with one, or all since the creation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1990, 2100


class Kind(StrEnum):
    """How long a period is; `ROLLING`: twelve months, whenever they begin."""

    YEAR = "y"
    QUARTER = "q"
    MONTH = "m"
    ROLLING = "r"
    ALL = "a"


MONTHS = MappingProxyType({Kind.YEAR: 12, Kind.QUARTER: 3, Kind.MONTH: 1, Kind.ROLLING: 12})
_CODE = re.compile(r"([yqmr])(\d{4})(\d{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months from the first of `month` on; of `Kind.ALL` neither year nor month says anything."""

    kind: Kind
    year: int = 0
    month: int = 0

    @property
    def first(self) -> date:
        """Its first day."""
        return date.min if self.kind is Kind.ALL else date(self.year, self.month, 1)

    @property
    def after(self) -> date:
        """The first day after it."""
        return date.max if self.kind is Kind.ALL else self.moved(MONTHS[self.kind]).first

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.after

    def goes_on(self, today: date) -> bool:
        """Whether it has begun and will be over."""
        return self.kind is not Kind.ALL and today in self

    @property
    def before(self) -> Period | None:
        """As long a one before it."""
        return None if self.kind is Kind.ALL else self.moved(-MONTHS[self.kind])

    @property
    def year_before(self) -> Period | None:
        """The same one of the year before."""
        return None if self.kind is Kind.ALL else self.moved(-12)

    @property
    def next(self) -> Period | None:
        """As long a one after it."""
        return None if self.kind is Kind.ALL else self.moved(MONTHS[self.kind])

    @property
    def code(self) -> str:
        """What a button carries."""
        return self.kind.value if self.kind is Kind.ALL else f"{self.kind}{self.year:04d}{self.month:02d}"

    def months(self) -> tuple[Period, ...]:
        """Its months, in order."""
        if self.kind is Kind.ALL:
            return ()
        first = Period(Kind.MONTH, self.year, self.month)
        return tuple(first.moved(n) for n in range(MONTHS[self.kind]))

    def bounds(self, timezone: str) -> tuple[datetime, datetime]:
        """When it begins and when it is over, as moments of a time zone."""
        if self.kind is Kind.ALL:
            return datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
        zone = ZoneInfo(timezone)
        return datetime.combine(self.first, time(), zone), datetime.combine(self.after, time(), zone)

    def is_over(self, today: date) -> bool:
        """Whether nothing more happens in it."""
        return self.after <= today

    def moved(self, months: int) -> Period:
        """As long a one so many months later; negative: earlier."""
        at = self.year * 12 + self.month - 1 + months
        return Period(self.kind, at // 12, at % 12 + 1)


ALL = Period(Kind.ALL)


def year(number: int) -> Period:
    """A calendar year."""
    return Period(Kind.YEAR, number, 1)


def quarter(number: int, of: int) -> Period:
    """A quarter of a year, from 1 to 4."""
    return Period(Kind.QUARTER, of, number * 3 - 2)


def month(number: int, of: int) -> Period:
    """A month of a year, from 1 to 12."""
    return Period(Kind.MONTH, of, number)


def of_late(today: date, began: int) -> Period:
    """The year of which somebody asks who names none: in January the one just over, for the new one has next to nothing
    to show; none before `began`, the first year of which something is known.
    """
    return year(max(today.year - (today.month == 1), began))


def rolling(today: date) -> Period:
    """The twelve months that end with that of today."""
    return Period(Kind.ROLLING, today.year - (today.month < 12), today.month % 12 + 1)


def read(code: str) -> Period | None:
    """The period of a button; None where it cannot be one."""
    if code == Kind.ALL:
        return ALL
    if not (found := _CODE.fullmatch(code)):
        return None
    made = Period(Kind(found[1]), int(found[2]), int(found[3]))
    begins = {Kind.YEAR: (1,), Kind.QUARTER: (1, 4, 7, 10)}.get(made.kind, range(1, 13))
    return made if FIRST_YEAR <= made.year <= LAST_YEAR and made.month in begins else None


def years(first: int, last: int) -> tuple[Period, ...]:
    """Calendar years, both included; none where the first is later."""
    return tuple(year(number) for number in range(first, last + 1))
