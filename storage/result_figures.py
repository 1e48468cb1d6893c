"""Figures of results: what was told after cases ended, and how people are twelve months after they settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from network.figures.cohorts import Cohort
from network.figures.counts import LEFT, NONE, Counted, Counts
from network.slots import Outcome
from storage import figure_statements as statements
from storage.case_facts import RESULTS, STATES
from storage.engine.here import Here
from storage.figure_statements import Narrowed

MEASURES: Mapping[str, str] = {"jobs_created": "jobs", "jobs_kept": "jobs", "settled_children": "children"}
"""What is added up of the cases that a figure counts, besides how many they are."""


async def results(
    here: Here, narrowed: Narrowed, many: int, named: Mapping[str, Any], *, of_one: bool = False
) -> list[Counted]:
    """Of cases that ended in each span: jobs, children, what they moved here, and why they stopped as they say."""
    found: list[Counted] = [Counted({}, {}) for _ in range(many)]
    for span, settled_as, outcome, reason, cases, *numbers in await here.execute(
        statements.results(narrowed, many, of_one=of_one), named
    ):
        figures, parts = dict(found[span].figures), {name: dict(of) for name, of in found[span].parts.items()}
        _add_all(figures, RESULTS, numbers)
        if outcome == Outcome.INSTALLED:
            _add(parts.setdefault("installed_as", {}), settled_as or "", Counts(cases))
        if outcome in LEFT:
            _add(parts.setdefault("own_reasons", {}), reason or "none", Counts(cases))
        found[span] = Counted(figures, parts)
    return found


async def states(
    here: Here, narrowed: Narrowed, many: int, named: Mapping[str, Any], *, of_one: bool = False
) -> list[Counted]:
    """Of those who were asked in each span: whether they are still active, still live here, and why not."""
    found: list[Counted] = [Counted({}, {}) for _ in range(many)]
    for span, why, cases, *numbers in await here.execute(statements.states(narrowed, many, of_one=of_one), named):
        figures, parts = dict(found[span].figures), {name: dict(of) for name, of in found[span].parts.items()}
        _add_all(figures, STATES, numbers)
        if why:
            _add(parts.setdefault("stopped", {}), why, Counts(cases))
        found[span] = Counted(figures, parts)
    return found


def _add_all(figures: dict[str, Counts], keys: Mapping[str, Any], numbers: Sequence[int]) -> None:
    for n, key in enumerate(keys):
        cases, many = numbers[2 * n : 2 * n + 2]
        measure = MEASURES.get(key)
        _add(figures, key, Counts(cases) if measure is None else Counts(cases, **{measure: many}))


def _add(to: dict[str, Counts], key: str, more: Counts) -> None:
    to[key] = to.get(key, NONE) + more


async def cohorts(here: Here, narrowed: Narrowed, many: int, named: Mapping[str, Any]) -> list[Cohort]:
    """How far the cases met in each span are to this day."""
    found = [Cohort() for _ in range(many)]
    for span, *numbers in await here.execute(statements.cohorts(narrowed, many), named):
        found[span] = Cohort(*numbers)
    return found


@dataclass(frozen=True, slots=True)
class Handed:
    """So many `cases` that a referent `entered`, or nobody did, followed for the trade and on the spot by these."""

    entered: str | None
    technical: str | None
    territorial: str | None
    cases: int


async def handed(here: Here, narrowed: Narrowed, named: Mapping[str, Any]) -> list[Handed]:
    """Who entered cases met in the span, and who follows or followed them."""
    return [Handed(*row) for row in await here.execute(statements.handed(narrowed), named)]
