"""Reports: the year that was frozen, the words that the coordination wrote into it, the cases its annex lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, bindparam, func, select

from network.figures.counts import Wanted
from network.figures.reported import Reported
from storage import listings
from storage.case_facts import PARTS
from storage.cases import case_file
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.figure_statements import Narrowed
from storage.listings import AT_ONCE
from storage.past_cases import past_case

CLOCK = "clock"
"""Who froze it, where nobody had by the first working day of February."""

# A year that is over, as it was counted when it was frozen: figures and their definitions. It names nobody who was met.
report = Table(
    "report",
    metadata,
    Column("network_id", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("year", Integer, primary_key=True, autoincrement=False, info=of(Whose.NOBODY)),
    Column("frozen_at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("frozen_by", String(60), nullable=False, info=names(Whose.PARTNER, left="")),
    Column("definitions", String(120), nullable=False, info=of(Whose.NOBODY)),
    Column("content", Text, nullable=False, info=of(Whose.NOBODY)),
    Index("ix_report_frozen_by", "frozen_by"),
)

# A case of a frozen year, as its annex lists it: whoever is erased leaves it, and stays in the figures.
reported_case = Table(
    "reported_case",
    metadata,
    Column(
        "case_id", Serial, ForeignKey("case_file.id"), primary_key=True, autoincrement=False, info=names(Whose.CASE)
    ),
    Column("year", Integer, primary_key=True, autoincrement=False, info=of(Whose.CASE)),
    Column("met_at", Instant, nullable=False, info=of(Whose.CASE)),
    Column("territory", String(40), nullable=False, info=of(Whose.CASE)),
    Column("outcome", String(20), nullable=False, info=of(Whose.CASE)),
    Index("ix_reported_case_year", "year"),
)

# What the coordination wrote into a section of a report, before it was frozen.
report_words = Table(
    "report_words",
    metadata,
    Column("network_id", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("year", Integer, primary_key=True, autoincrement=False, info=of(Whose.NOBODY)),
    Column("section", String(81), primary_key=True, info=of(Whose.NOBODY)),
    Column("words", Text, nullable=False, info=of(Whose.PARTNER)),
)

_KEPT = ("case_id", "met_at", "territory", "outcome")
UNKNOWN = "unknown"
"""How a case ended, where it was closed and nobody said."""
_r, _k, _w, _c = report.c, reported_case.c, report_words.c, case_file.c


@dataclass(frozen=True, slots=True)
class Frozen:
    """A year that is frozen: since when, by whom (as in histories), and what was reported."""

    at: datetime
    by: str
    reported: Reported


@dataclass(frozen=True, slots=True)
class Listed:
    """A case by its number: when it was met, its territory, how it ended; "" where that is not known."""

    case_id: int
    reference: str
    met_at: datetime
    territory: str
    outcome: str


async def find(here: Here, year: int) -> Frozen | None:
    """What was frozen of a year."""
    found = select(_r.frozen_at, _r.frozen_by, _r.content).where(_r.network_id == here.network_id, _r.year == year)
    row = (await here.execute(found)).one_or_none()
    if row is None:
        return None
    return Frozen(row.frozen_at, row.frozen_by, Reported.model_validate_json(row.content))


async def frozen(here: Here, years: Iterable[int]) -> list[int]:
    """Those of some years that are frozen, in their order."""
    found = select(_r.year).where(_r.network_id == here.network_id, _r.year.in_(list(years))).order_by(_r.year)
    return list((await here.execute(found)).scalars())


_FIRST = select(
    select(func.min(_r.year)).where(_r.network_id == bindparam("network")).scalar_subquery().label("frozen"),
    select(func.min(past_case.c.year))
    .where(past_case.c.network_id == bindparam("network"))
    .scalar_subquery()
    .label("past"),
)


async def first(here: Here) -> int | None:
    """The first year that is frozen, or of which erased cases are still counted; None where there is none."""
    row = (await here.execute(_FIRST, {"network": here.network_id})).one()
    return min((year for year in row if year is not None), default=None)


async def freeze(here: Here, reported: Reported, by: str, now: datetime, cases: Sequence[Listed]) -> bool:
    """Keep a year for good, with the cases that its annex lists, by one INSERT. Returns whether nobody had before.
    Raises ConflictError where one of them was erased meanwhile: look again.
    """
    new: dict[str, Any] = {"network_id": here.network_id, "year": reported.year, "frozen_at": now, "frozen_by": by}
    said = {"definitions": reported.version, "content": reported.model_dump_json()}
    put = insert_for(here.connection)(report).values(**new, **said)
    if not (await here.execute(put.on_conflict_do_nothing(index_elements=["network_id", "year"]))).rowcount:
        return False
    for begin in range(0, len(cases), AT_ONCE):
        some = cases[begin : begin + AT_ONCE]
        await listings.hold(here, sorted(one.case_id for one in some))
        rows = [{"year": reported.year, **{name: getattr(one, name) for name in _KEPT}} for one in some]
        await here.execute(reported_case.insert(), rows)
    return True


# --- the cases of the annex -------------------------------------------------------------------------------------------

_OUTCOME = func.coalesce(_c.outcome, "")


async def met(here: Here, wanted: Wanted, zone: str) -> list[Listed]:
    """The cases that were met in a period, in the order of their numbers, as they stand now."""
    first, after = wanted.period.bounds(zone)
    chosen = Narrowed.of(wanted).conditions()
    period = (
        _c.submitted_at >= bindparam("first", type_=Instant()),
        _c.submitted_at < bindparam("after", type_=Instant()),
    )
    said = (
        _c.id,
        _c.reference,
        _c.submitted_at,
        PARTS["territory"].label("area"),
        _OUTCOME.label("ended"),
        _c.closed_at,
    )
    query = select(*said).where(*chosen, *period).order_by(_c.number)
    named = {"network": here.network_id, "first": first, "after": after}
    return [
        Listed(row.id, row.reference, row.submitted_at, row.area, row.ended or (UNKNOWN if row.closed_at else ""))
        for row in await here.execute(query, named)
    ]


async def listed(here: Here, year: int) -> list[Listed]:
    """The cases that the annex of a frozen year still lists."""
    query = (
        select(_c.id, _c.reference, _k.met_at, _k.territory, _k.outcome)
        .join(case_file, _c.id == _k.case_id)
        .where(_c.network_id == here.network_id, _k.year == year)
        .order_by(_c.number)
    )
    return [Listed(*row) for row in await here.execute(query)]


# --- what the coordination writes -------------------------------------------------------------------------------------


async def write(here: Here, year: int, section: str, words: str) -> None:
    """Keep the words of a section, in the place of what stood there."""
    put = insert_for(here.connection)(report_words)
    new = {"network_id": here.network_id, "year": year, "section": section, "words": words}
    changed = put.on_conflict_do_update(
        index_elements=["network_id", "year", "section"], set_={"words": put.excluded.words}
    )
    await here.execute(changed.values(**new))


async def written(here: Here, year: int) -> dict[str, str]:
    """The words that were written, by section."""
    found = select(_w.section, _w.words).where(_w.network_id == here.network_id, _w.year == year)
    return {row.section: row.words for row in await here.execute(found)}
