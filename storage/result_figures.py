"""Figures of results: what was told after cases ended, and how people are twelve months after they settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from network.figures.counts import LEFT, NONE, Counts
from network.slots import Outcome
from storage.case_facts import RESULTS, STATES

MEASURES: Mapping[str, str] = {"jobs_created": "jobs", "jobs_kept": "jobs", "settled_children": "children"}
"""What is added up of the cases that a figure counts, besides how many they are."""
Cells = dict[str, Counts]
Parts = Mapping[str, Cells]
"""The cells of each table; one that is not there yet is made when it is asked for."""


def add_result(
    figures: Cells, parts: Parts, settled_as: str | None, outcome: str, reason: str | None, cases: int, *numbers: int
) -> None:
    """A row of cases that ended: jobs, children, what they moved here, and why they stopped as they say."""
    _add_all(figures, RESULTS, numbers)
    if outcome == Outcome.INSTALLED:
        add(parts["installed_as"], settled_as or "", Counts(cases))
    if outcome in LEFT:
        add(parts["own_reasons"], reason or "none", Counts(cases))


def add_state(figures: Cells, parts: Parts, why: str, cases: int, *numbers: int) -> None:
    """A row of those who were asked: whether they are still active, still live here, and why not."""
    _add_all(figures, STATES, numbers)
    if why:
        add(parts["stopped"], why, Counts(cases))


def _add_all(figures: Cells, keys: Iterable[str], numbers: Sequence[int]) -> None:
    for n, key in enumerate(keys):
        cases, many = numbers[2 * n : 2 * n + 2]
        measure = MEASURES.get(key)
        add(figures, key, Counts(cases) if measure is None else Counts(cases, **{measure: many}))


def add(to: Cells, key: str, more: Counts) -> None:
    """Count more of one cell."""
    to[key] = to.get(key, NONE) + more


@dataclass(frozen=True, slots=True)
class Handed:
    """So many `cases` that a referent `entered`, or nobody did, followed for the trade and on the spot by these."""

    entered: str | None
    technical: str | None
    territorial: str | None
    cases: int
