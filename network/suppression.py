"""Suppression: which cells of a table are hidden, so that nobody is known by them, and none can be computed back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from network.figures import Wanted
from network.periods import Kind

FEWEST = 5
"""Counts below are hidden where a cell adds age, sex, status, a reason or a commune."""

K = TypeVar("K")


def hidden(cells: Mapping[K, int]) -> frozenset[K]:
    """The cells that are not said, of a table that names every one it may have, with those of nought, and whose sum is
    known. Once one is under `FEWEST` all of them are, nought too, and those of the least that is not: whatever numbers
    stand in the hidden cells, in another order they would be hidden as well, so none is known to be small.
    """
    if not any(0 < count < FEWEST for count in cells.values()):
        return frozenset()
    least = min((count for count in cells.values() if count >= FEWEST), default=0)
    return frozenset(key for key, count in cells.items() if count < FEWEST or count == least)


def parts_are_said(wanted: Wanted, today: date) -> bool:
    """Whether reasons are said at all outside the coordinators' chat: of a calendar year that is over, of all that
    somebody may see. No two such tables share a case, and none changes from a day to the next, so that none can be
    taken off another.
    """
    period = wanted.period
    return period.kind is Kind.YEAR and period.is_over(today) and not wanted.narrowed
