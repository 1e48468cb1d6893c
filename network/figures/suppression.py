"""Suppression: which cells of a table are hidden, so that nobody is known by them, and none can be computed back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from network.figures.counts import Wanted
from network.figures.periods import Kind

FEWEST = 5
"""Counts below are hidden where a cell adds age, sex, status, a reason or a commune."""

K = TypeVar("K")


def hidden(cells: Mapping[K, int], own: Mapping[K, int] = MappingProxyType({})) -> frozenset[K]:
    """The cells that are not said, of a table that names every one it may have, with those of nought, and whose sum is
    known. Once one is under `FEWEST` all of them are, nought too, and those of the least that is not: whatever numbers
    stand in the hidden cells, in another order they would be hidden as well, so none is known to be small. Whoever
    reads it may take away their `own` part, which they know: so which are hidden is told by what is left then.
    """
    left = {key: count - own.get(key, 0) for key, count in cells.items()}
    if not any(0 < count < FEWEST for count in (*cells.values(), *left.values())):
        return frozenset()
    least = min((count for count in left.values() if count >= FEWEST), default=0)
    return frozenset(key for key, count in left.items() if count < FEWEST or count == least)


ALL_CLASSES, CLASSES = (0, 1, FEWEST, 10), (0, FEWEST, 10)
"""The least of each class in which communes stand on a map: in the coordinators' chat, and outside of it."""


def class_of(count: int, classes: Sequence[int]) -> int:
    """The number of the class that a count is in."""
    return bisect_right(classes, count) - 1


def parts_are_said(wanted: Wanted, today: date) -> bool:
    """Whether reasons, and the classes of communes, are said at all outside the coordinators' chat: of a calendar year
    that is over, of all that somebody may see. No two such tables share a case, so that none can be taken off another,
    but an organisation's and one's own: `hidden` knows that. What may still change in such a year stands in the docs.
    """
    period = wanted.period
    return period.kind is Kind.YEAR and period.is_over(today) and not wanted.narrowed
