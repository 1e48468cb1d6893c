"""Past results: what figures still count of what became of people who settled, once their cases are erased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Integer, String, Table, bindparam, select

from network.figures import periods
from network.figures.counts import NONE, Counted, Counts, Wanted
from network.figures.past_cases import are_counted
from network.figures.periods import Kind, Period
from storage import figure_statements as statements
from storage.cases import case_file
from storage.engine.columns import Whose, metadata, of
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.figure_statements import Narrowed
from storage.result_figures import MEASURES, add_result, add_state
from storage.results import case_result

# Sums of a year, each by itself: nothing says which jobs, children and answers were of the same case, nor whose. `by`
# is a cell of a table, empty for a figure; `many` are jobs or children. The year is that of the end, or of the asking.
past_result = Table(
    "past_result",
    metadata,
    Column("network_id", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("year", Integer, primary_key=True, autoincrement=False, info=of(Whose.NOBODY)),
    Column("figure", String(20), primary_key=True, info=of(Whose.NOBODY)),
    Column("by", String(10), primary_key=True, info=of(Whose.NOBODY)),
    Column("cases", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("many", Integer, nullable=False, info=of(Whose.NOBODY)),
    sqlite_with_rowid=False,
)

_c = past_result.c
_PARTS = ("installed_as",)
"""The tables that stay; of reasons nothing does."""
_UNTOLD = "none"
_IT = replace(Narrowed.of(Wanted(periods.ALL)), some=True)
_WHEN = (
    select(case_file.c.closed_at, case_result.c.asked_at)
    .select_from(case_file.outerjoin(case_result, case_result.c.case_id == case_file.c.id))
    .where(case_file.c.id == bindparam("case"))
)
_PAST = select(_c.year, _c.figure, _c.by, _c.cases, _c.many).where(_c.network_id == bindparam("network"))


async def leave(here: Here, case_id: int, zone: str) -> None:
    """A case is erased in this transaction: what figures count of its results is added to its years."""
    ended, asked = (await here.execute(_WHEN, {"case": case_id})).one()
    first, after = periods.ALL.bounds(zone)
    named = {"network": here.network_id, "cases": [case_id], "first_0": first, "after_0": after}
    for when, statement, add in ((ended, statements.results, add_result), (asked, statements.states, add_state)):
        if when is not None:
            figures: dict[str, Counts] = {}
            parts = defaultdict[str, dict[str, Counts]](dict)
            for _, *row in await here.execute(statement(_IT, 1), named):
                add(figures, parts, *row)
            await _add(here, _year(when, zone), Counted(figures, parts))


def _year(moment: datetime, zone: str) -> int:
    return moment.astimezone(ZoneInfo(zone)).year


async def _add(here: Here, year: int, counted: Counted) -> None:
    cells = {(key, ""): one for key, one in counted.figures.items()}
    cells |= {(part, by or _UNTOLD): one for part in _PARTS for by, one in counted.parts.get(part, {}).items()}
    rows = [
        {"network_id": here.network_id, "year": year, "figure": key, "by": by, "cases": one.cases,
         "many": getattr(one, MEASURES.get(key, ""), 0)}
        for (key, by), one in sorted(cells.items()) if one != NONE
    ]  # fmt: skip
    put = insert_for(here.connection)(past_result)
    more = {"cases": _c.cases + put.excluded.cases, "many": _c.many + put.excluded.many}
    for row in rows:
        added = put.values(**row).on_conflict_do_update(index_elements=[*past_result.primary_key], set_=more)
        await here.execute(added)


async def counted(here: Here, of_periods: Sequence[Period]) -> list[Counted]:
    """What figures count of them, of the whole network, in each period of which that is known."""
    rows = (await here.execute(_PAST, {"network": here.network_id})).all()
    return [_counted(rows, one) for one in of_periods]


def _counted(rows: Sequence[Any], period: Period) -> Counted:
    figures: dict[str, Counts] = {}
    parts: dict[str, dict[str, Counts]] = {}
    for row in rows if are_counted(period) else ():
        if period.kind is Kind.ALL or period.year == row.year:
            one = _counts(row)
            cells: dict[str, Counts] = parts.setdefault(row.figure, {}) if row.by else figures
            key = "" if row.by == _UNTOLD else row.by or row.figure
            cells[key] = cells.get(key, NONE) + one
    return Counted(figures, parts)


def _counts(row: Any) -> Counts:
    measure: Mapping[str, int] = {MEASURES[row.figure]: row.many} if row.figure in MEASURES else {}
    return Counts(row.cases, **measure)
