"""Counts: what is counted, of which period and of whose cases, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from network.figures.periods import Period
from network.slots import Outcome

SILENT_DAYS = 30
"""After so many days on which nobody noted or wrote anything, a case that is followed counts as silent."""
LEFT = (Outcome.GIVEN_UP, Outcome.ELSEWHERE)
"""The ends of a project that does not go on here."""
FEWEST_FOR_A_RATE = 20
"""Of fewer cases neither a share nor a median is said, only how many of how many."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is counted: of which period; of one territory, of one commune, of one sector; of what these referents carry
    or carried (`carriers`, None: everybody). Empty: all.
    """

    period: Period
    territory: str = ""
    commune: str = ""
    sector: str = ""
    carriers: tuple[str, ...] | None = None

    @property
    def narrowed(self) -> bool:
        """Whether only a part of what somebody may see is asked for."""
        return bool(self.territory or self.commune or self.sector)


@dataclass(frozen=True, slots=True)
class Counts:
    """So many cases, with the adults and children, or the jobs, of those that told them."""

    cases: int = 0
    adults: int = 0
    children: int = 0
    jobs: int = 0

    def __sub__(self, other: Counts) -> Counts:
        adults, children = self.adults - other.adults, self.children - other.children
        return Counts(self.cases - other.cases, adults, children, self.jobs - other.jobs)

    def __add__(self, other: Counts) -> Counts:
        adults, children = self.adults + other.adults, self.children + other.children
        return Counts(self.cases + other.cases, adults, children, self.jobs + other.jobs)


NONE = Counts()


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one period: figures by their key, parts by theirs and by what they part the sheets by.
    `past`: how much of the figures is of cases that were erased since.
    """

    figures: Mapping[str, Counts] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, Counts]] = field(default_factory=dict)
    past: Mapping[str, Counts] = field(default_factory=dict)

    def of(self, key: str) -> Counts:
        """A figure; none where nothing was found."""
        return self.figures.get(key, NONE)

    def still_there(self, key: str) -> Counts:
        """A figure without what was erased since: the cases that can be opened, and of which is known what was done."""
        return self.of(key) - self.past.get(key, NONE)

    def with_past(self, past: Counted) -> Counted:
        """The same with what is counted of cases that were erased since."""
        parts = {
            name: _sum(self.parts.get(name, {}), past.parts.get(name, {})) for name in {**self.parts, **past.parts}
        }
        return Counted(_sum(self.figures, past.figures), parts, past.figures)


def _sum(some: Mapping[str, Counts], more: Mapping[str, Counts]) -> dict[str, Counts]:
    return {key: some.get(key, NONE) + more.get(key, NONE) for key in {**some, **more}}


def spans(period: Period) -> Sequence[Period]:
    """What stands beside each other: the period, the one before, the same of the year before, each once."""
    return tuple(dict.fromkeys(one for one in (period, period.before, period.year_before) if one is not None))
