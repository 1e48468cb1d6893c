"""Confirmations: how often whoever keeps an entry says that it is right, when that is asked, and when it is too old."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

PACES = (3, 6, 12)
"""Months after which somebody confirms an entry again, as they choose."""
USUAL = 12
GRACE = 2
"""Months after its date until an entry that nobody confirmed is to be checked."""


def later(day: date, months: int) -> date:
    """So many months after a day; where that month is shorter, its last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_asked(due: date, asked: int, months: int) -> date:
    """When somebody is asked for the so-manyeth time (from 0) to confirm what is due: on its date, a month after it,
    two months after it, then at the pace they chose.
    """
    return later(due, asked if asked <= GRACE else GRACE + (asked - GRACE) * months)


def to_check(due: date, today: date) -> bool:
    """Whether the date has passed by two months without anybody confirming."""
    return today >= later(due, GRACE)
