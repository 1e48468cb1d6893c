"""Reported: the figures of a year as a report says them, and as they stay once it is frozen. They name nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import Field

from network.entries import Entry
from network.figures.counts import NONE, Counts
from network.figures.definitions import Block, Figure, Measure
from network.figures.suppression import hidden
from network.look import Funder
from network.reports import Section, Template

Said = dict[str, str]
"""A text by language, in those of the network: names change, what was reported does not."""


class Number(Entry):
    """A figure: in the year, and in the year before; `of` how many, where it stands beside those."""

    now: dict[Measure, int]
    before: dict[Measure, int]
    of: int | None = None
    of_before: int | None = None


class Cell(Entry):
    """A cell of a table. Where the table adds a reason, there is one measure alone."""

    name: Said
    now: dict[Measure, int]


class Told(Entry):
    """A figure of the page of definitions with what was counted of it: a number, or the cells of a table, of which some
    may be `hidden`: then it is known how many they are `together`. What is `withheld` is said once the year is
    over.
    """

    key: str
    block: Block
    title: Said
    means: Said
    measures: tuple[Measure, ...]
    number: Number | None = None
    cells: tuple[Cell, ...] = ()
    hidden: tuple[Said, ...] = ()
    together: int = 0
    withheld: bool = False

    @property
    def said(self) -> bool:
        """Whether anything is said of it."""
        return self.withheld or self.number is not None or bool(self.cells or self.hidden)


class Meeting(Entry):
    """A meeting that was held: when, what about; how many had said that they would come, and from which organisations,
    where that is kept. Who came is signed on paper: `present` is None as long as nobody has told it here.
    """

    day: date
    subject: str
    answered: int | None = None
    organisations: tuple[str, ...] = ()
    present: int | None = None


class Reported(Entry):
    """All that the report of a year is made of. `version`: that of the definitions. `charts`: by language and name, as
    they are drawn, with what they say in words. `cases`: how many there are by number in the annex, when it was made.
    `words` are the coordination’s own, by template and section. `counted`: on which day; `over`: the year was, by then.
    `contact`: whom to ask about it, by then; earlier reports do not say.
    `erased`: of how many no more than their number was known. `zone`: the time zone of its days; `areas`: how each was
    called.
    """

    year: int
    version: str
    counted: date
    over: bool
    network: str
    main: str
    accent: str
    logo: str
    contact: Said = Field(default_factory=dict)
    funders: tuple[Funder, ...]
    templates: tuple[Template, ...]
    figures: tuple[Told, ...]
    charts: dict[str, dict[str, Any]]
    alts: dict[str, dict[str, str]]
    meetings: tuple[Meeting, ...]
    cases: int
    erased: int = 0
    words: dict[str, str]
    zone: str
    areas: dict[str, Said]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted in the year, no meeting held, and nothing written about it."""
        counted = (count for one in self.figures if one.number is not None for count in one.number.now.values())
        return not (self.cases or self.erased or self.meetings or self.words or any(counted))

    def of(self, key: str) -> Told | None:
        """A figure by its key; None where that year knew none."""
        return next((one for one in self.figures if one.key == key), None)

    def keys_of(self, section: Section) -> tuple[str, ...]:
        """The figures that stand in a section: of a block those that the definitions of then had."""
        if section.block is None:
            return section.figures
        return tuple(one.key for one in self.figures if one.block is section.block)

    def language(self, wanted: str) -> str:
        """That language, where the report is in it; else the first of those that it is in."""
        return wanted if wanted in self.charts else next(iter(self.charts))


def measured(figure: Figure, counts: Counts) -> dict[Measure, int]:
    """What is given of a figure."""
    return {one: getattr(counts, one) for one in figure.counts}


def safe_measures(figure: Figure) -> tuple[Measure, ...]:
    """What is given of a table: where it adds a reason, one measure alone. Two tables of one word have their rows in
    common, and a household says what a hidden count is: reasons by cases and by adults would undo each other.
    """
    return figure.counts[:1] if figure.sensitive else figure.counts


def told_cells(
    figure: Figure, cells: Mapping[str, Counts], domain: Sequence[str]
) -> tuple[dict[str, dict[Measure, int]], tuple[str, ...], int]:
    """The cells of a table that are said, in order; those that are hidden; and how many these are together. `domain`:
    every cell there may be.
    """
    measures = safe_measures(figure)
    whole = {**dict.fromkeys(domain, NONE), **cells}
    [first, *_] = measures
    veiled = hidden({by: getattr(one, first) for by, one in whole.items()}) if figure.sensitive else frozenset()
    shown = sorted((by for by in whole if by not in veiled), key=lambda by: (-getattr(whole[by], first), by))
    said = {by: {m: getattr(whole[by], m) for m in measures} for by in shown if whole[by] != NONE}
    rest = tuple(sorted(veiled))
    return said, rest, sum(getattr(whole[by], first) for by in rest)
