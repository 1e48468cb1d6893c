"""Past cases: what stays of a case when it is erased, so that the figures of its year stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Integer, String, Table, bindparam, func, select

from network.figures import cohorts as cohorts_
from network.figures import past_cases, periods
from network.figures.cohorts import Cohort
from network.figures.counts import Counted, Wanted
from network.figures.past_cases import PastCase
from network.figures.periods import Period
from storage import past_results
from storage.case_facts import PARTS
from storage.cases import case_file
from storage.engine.columns import Instant, Whose, metadata, of
from storage.engine.dialect import insert_for
from storage.engine.here import Here

# How many erased cases there are of each kind that `network.past_cases` leaves. A row that says more than year,
# household and end has what five cases of its year have in common; one that says no more may be of one case alone. None
# has a number, so that nothing says in which order they were erased. A household that was not told is -1.
past_case = Table(
    "past_case",
    metadata,
    Column("network_id", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("year", Integer, primary_key=True, autoincrement=False, info=of(Whose.NOBODY)),
    Column("territory", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("sector", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("natures", String(120), primary_key=True, info=of(Whose.NOBODY)),
    Column("adults", Integer, primary_key=True, autoincrement=False, info=of(Whose.NOBODY)),
    Column("children", Integer, primary_key=True, autoincrement=False, info=of(Whose.NOBODY)),
    Column("ended", Integer, primary_key=True, autoincrement=False, info=of(Whose.NOBODY)),
    Column("outcome", String(20), primary_key=True, info=of(Whose.NOBODY)),
    Column("cases", Integer, nullable=False, info=of(Whose.NOBODY)),
    sqlite_with_rowid=False,
)

_c, _f = past_case.c, case_file.c
_UNTOLD = -1
_NAMES = tuple(one.name for one in fields(PastCase))
_COUNTED = (_f.merged_into.is_(None), _f.silent.is_(False))
_SAID = (
    *(PARTS[part].label(part) for part in ("territory", "sector", "nature")), _f.adults, _f.children,
)  # fmt: skip
_ONE = select(*_SAID, _f.submitted_at, _f.closed_at, _f.outcome).where(_f.id == bindparam("case"), *_COUNTED)
_HELD = (
    select(*_SAID, func.count().label("cases"))
    .where(
        _f.network_id == bindparam("network"),
        _f.submitted_at >= bindparam("first", type_=Instant()),
        _f.submitted_at < bindparam("after", type_=Instant()),
        *_COUNTED,
    )
    .group_by(*_SAID)
)
_PAST = select(past_case).where(_c.network_id == bindparam("network"))


async def leave(here: Here, case_id: int, zone: str) -> None:
    """A case is erased in this transaction: what figures count of it stays. Of one that is silent, or goes on in
    another, nothing does.
    """
    row = (await here.execute(_ONE, {"case": case_id})).one_or_none()
    if row is None:
        return
    await past_results.leave(here, case_id, zone)
    year = _year(row.submitted_at, zone)
    one = past_cases.merged(_told(year, row), await of_year(here, year, zone))
    if row.closed_at is not None:
        one = replace(one, ended=_year(row.closed_at, zone), outcome=row.outcome or "")
    said = {name: _UNTOLD if (value := getattr(one, name)) is None else value for name in _NAMES}
    new = insert_for(here.connection)(past_case).values(network_id=here.network_id, cases=1, **said)
    await here.execute(new.on_conflict_do_update(index_elements=[*past_case.primary_key], set_={"cases": _c.cases + 1}))


async def of_year(here: Here, year: int, zone: str) -> Mapping[PastCase, int]:
    """How many cases of a year there are of each kind, erased or not; of how they ended nothing is said."""
    first, after = periods.year(year).bounds(zone)
    named = {"network": here.network_id, "first": first, "after": after}
    found: Counter[PastCase] = Counter()
    for held in await here.execute(_HELD, named):
        found[_told(year, held)] += held.cases
    for past, many in _read(await here.execute(_PAST.where(_c.year == year), {"network": here.network_id})).items():
        found[replace(past, ended=0, outcome="")] += many
    return found


def _year(moment: datetime, zone: str) -> int:
    return moment.astimezone(ZoneInfo(zone)).year


def _told(year: int, row: Any) -> PastCase:
    natures = " ".join(row.nature.split())
    return PastCase(year, row.territory, row.sector, natures, row.adults, row.children)


def _read(rows: Any) -> Mapping[PastCase, int]:
    found = {}
    for row in rows:
        said = {name: getattr(row, name) for name in _NAMES}
        household = {name: None if said[name] == _UNTOLD else said[name] for name in ("adults", "children")}
        found[PastCase(**{**said, **household})] = row.cases
    return found


async def counted(here: Here, wanted: Wanted, of_periods: Sequence[Period]) -> list[Counted]:
    """What figures count of them, of each period: of the whole network alone."""
    if not _counts(wanted, of_periods):
        return [Counted() for _ in of_periods]
    found = _read(await here.execute(_PAST, {"network": here.network_id}))
    results = await past_results.counted(here, of_periods)
    return [past_cases.counted(found, one).with_past(more) for one, more in zip(of_periods, results, strict=True)]


def _counts(wanted: Wanted, of_periods: Sequence[Period]) -> bool:
    whole = not wanted.narrowed and wanted.carriers is None
    return whole and any(map(past_cases.are_counted, of_periods))


async def cohorts(here: Here, wanted: Wanted, years: Sequence[Period]) -> list[Cohort]:
    """How those of each year have ended."""
    if not _counts(wanted, years):
        return [Cohort() for _ in years]
    found = _read(await here.execute(_PAST, {"network": here.network_id}))
    return [cohorts_.past(found, one) for one in years]
