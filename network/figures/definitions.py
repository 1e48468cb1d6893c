"""Definitions: what each figure means, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from network.entries import Entry, Label, Title, Wording


class Block(StrEnum):
    """Where figures stand together."""

    CONTACTS = "contacts"
    PEOPLE = "people"
    PROJECTS = "projects"
    SUPPORT = "support"
    RESULTS = "results"
    OFFERS = "offers"
    NETWORK = "network"
    GAPS = "gaps"
    DELAYS = "delays"


Measure = Literal["cases", "adults", "children", "jobs"]


class Figure(Entry):
    """A figure: what it is called, what it means in a sentence, and which of `counts` is given of it. `of` is that
    beside which it stands. A `part` is a table of the same sheets by one word; `sensitive`: that word is a
    reason, or what a funder asks. `today`: it tells of today, whatever the period. One that is not `reported` stands in
    no report of a year.
    """

    key: Title
    block: Block
    counts: tuple[Measure, ...]
    of: str = ""
    part: bool = False
    sensitive: bool = False
    today: bool = False
    reported: bool = True
    title: Label
    means: Wording

    @property
    def yearly(self) -> bool:
        """Whether the report of a year may have it."""
        return self.reported and not self.today


class Definitions(Entry):
    """The page of all figures, and which version of it."""

    version: Title
    figures: tuple[Figure, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Figure]:
        """Each figure by its key, in order."""
        return {one.key: one for one in self.figures}

    def of_block(self, block: Block) -> tuple[Figure, ...]:
        """The figures of a block, in order."""
        return tuple(one for one in self.figures if one.block is block)


@cache
def definitions() -> Definitions:
    """The page as it is now."""
    return Definitions.model_validate(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")))
