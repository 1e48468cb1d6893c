"""Cohorts: of the cases met in a year, how far they are to this day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from network.figures.counts import LEFT
from network.figures.past_cases import PastCase, are_counted
from network.figures.periods import Kind, Period
from network.slots import Outcome


@dataclass(frozen=True, slots=True)
class Cohort:
    """So many cases were met; of them settled, go on still, stopped or went elsewhere."""

    met: int = 0
    installed: int = 0
    going: int = 0
    left: int = 0

    @property
    def untold(self) -> int:
        """Of how many nobody knows how they ended."""
        return self.met - self.installed - self.going - self.left

    def __add__(self, other: Cohort) -> Cohort:
        installed, going = self.installed + other.installed, self.going + other.going
        return Cohort(self.met + other.met, installed, going, self.left + other.left)


def past(cases: Mapping[PastCase, int], period: Period) -> Cohort:
    """Those that were erased since, of a calendar year or all time: nobody follows them any more."""
    found = Cohort()
    for one, many in cases.items():
        if are_counted(period) and (period.kind is Kind.ALL or period.year == one.year):
            installed = many if one.outcome == Outcome.INSTALLED else 0
            found += Cohort(many, installed, 0, many if one.outcome in LEFT else 0)
    return found
