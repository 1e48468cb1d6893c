"""Figures: what each means, as data, and what was counted of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from network.entries import Entry, Label, Title, Wording
from network.periods import Period
from network.slots import Outcome

SILENT_DAYS = 30
"""After so many days on which nobody noted or wrote anything, a case that is followed counts as silent."""
LEFT = (Outcome.GIVEN_UP, Outcome.ELSEWHERE)
"""The ends of a project that does not go on here."""
FEWEST_FOR_A_RATE = 20
"""Of fewer cases no share is said, only how many of how many."""


class Block(StrEnum):
    """Where figures stand together."""

    CONTACTS = "contacts"
    PEOPLE = "people"
    PROJECTS = "projects"
    SUPPORT = "support"
    RESULTS = "results"
    OFFERS = "offers"
    NETWORK = "network"
    DELAYS = "delays"


Measure = Literal["cases", "adults", "children"]


class Figure(Entry):
    """A figure: what it is called, what it means in a sentence, and which of `counts` is given of it. `of` is that
    beside which it stands. A `part` is a table of the same sheets by one word; `sensitive`: that word is a reason.
    `today`: it tells of today, whatever the period.
    """

    key: Title
    block: Block
    counts: tuple[Measure, ...]
    of: str = ""
    part: bool = False
    sensitive: bool = False
    today: bool = False
    title: Label
    means: Wording


class Definitions(Entry):
    """The page of all figures, and which version of it."""

    version: Title
    figures: tuple[Figure, ...]

    def of_block(self, block: Block) -> tuple[Figure, ...]:
        """The figures of a block, in order."""
        return tuple(one for one in self.figures if one.block is block)


@cache
def definitions() -> Definitions:
    """The page as it is now."""
    return Definitions.model_validate(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")))


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
    """So many cases, with the adults and children of those that told them."""

    cases: int = 0
    adults: int = 0
    children: int = 0

    def __sub__(self, other: Counts) -> Counts:
        return Counts(self.cases - other.cases, self.adults - other.adults, self.children - other.children)

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.cases + other.cases, self.adults + other.adults, self.children + other.children)


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
