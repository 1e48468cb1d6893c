"""Absences: on which days a referent takes no new case, and whom they named to stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, Index, Select, String, Table, select, text, update

from storage.acts import case_act
from storage.cases import case_file
from storage.engine.columns import Instant, Whose, metadata, names, of, of_network, own_id
from storage.engine.here import Here

# On which days, both included, somebody takes no new case. `substitute`: a referent, "@coordination", or nobody (null).
# One at a time: `ended_at` when they came back, or planned otherwise.
absence = Table(
    "absence",
    metadata,
    own_id(),
    of_network(),
    Column("referent_id", String(40), nullable=False, info=names(Whose.PARTNER)),
    Column("first", Date, nullable=False, info=of(Whose.PARTNER)),
    Column("last", Date, nullable=False, info=of(Whose.PARTNER)),
    Column("substitute", String(40), info=of(Whose.PARTNER)),
    Column("created_at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("ended_at", Instant, info=of(Whose.PARTNER)),
    Index("ix_absence_open", "network_id", "referent_id", unique=True, sqlite_where=text("ended_at IS NULL"),
          postgresql_where=text("ended_at IS NULL")),
    sqlite_autoincrement=True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Absence:
    """Days, both included. `substitute`: a referent's id, `network.substitutes.COORDINATION`, or None for nobody."""

    id: int
    referent: str
    first: date
    last: date
    substitute: str | None


def _query(network_id: str) -> Select[Any]:
    """Those that have not been ended; one whose last day is over ends by itself."""
    c = absence.c
    return select(c.id, c.referent_id, c.first, c.last, c.substitute).where(
        c.network_id == network_id, c.ended_at.is_(None)
    )


async def plan(
    here: Here,
    referent_id: str,
    first: date,
    last: date,
    substitute: str | None,
    now: datetime,
) -> Absence:
    """A referent will be away; what was planned for them before counts no more."""
    c = absence.c
    await here.execute(
        update(absence)
        .where(c.network_id == here.network_id, c.referent_id == referent_id, c.ended_at.is_(None))
        .values(ended_at=now)
    )
    values = {"first": first, "last": last, "substitute": substitute, "created_at": now}
    row = await here.execute(
        absence.insert().values(network_id=here.network_id, referent_id=referent_id, **values).returning(c.id)
    )
    return Absence(int(row.scalar_one()), referent_id, first, last, substitute)


async def find(here: Here, absence_id: int) -> Absence | None:
    """An absence that has not been ended."""
    row = (await here.execute(_query(here.network_id).where(absence.c.id == absence_id))).one_or_none()
    return None if row is None else _absence(row)


def _absence(row: Any) -> Absence:
    return Absence(row.id, row.referent_id, row.first, row.last, row.substitute)


async def planned(here: Here, day: date) -> dict[str, Absence]:
    """Who is away on `day` or later, by referent."""
    rows = await here.execute(_query(here.network_id).where(absence.c.last >= day))
    return {row.referent_id: _absence(row) for row in rows}


async def away(here: Here, day: date) -> dict[str, Absence]:
    """Who is away on `day`, by referent."""
    rows = await here.execute(_query(here.network_id).where(absence.c.first <= day, absence.c.last >= day))
    return {row.referent_id: _absence(row) for row in rows}


async def end(here: Here, absence_id: int, now: datetime) -> bool:
    """They are back. Returns whether they were away, or were to be."""
    done = await here.execute(
        update(absence).where(absence.c.id == absence_id, absence.c.ended_at.is_(None)).values(ended_at=now)
    )
    return done.rowcount == 1


async def moved(here: Here, ended: Absence) -> list[tuple[str, str]]:
    """Which slots left somebody when their absence began: references and roles, oldest first."""
    query = (
        select(case_file.c.reference, case_act.c.role, case_act.c.detail)
        .join(case_file, case_file.c.id == case_act.c.case_id)
        .where(case_act.c.kind == "absent", case_act.c.actor == ended.referent)
        .order_by(case_act.c.id)
    )
    rows = await here.execute(query)
    return [(row.reference, row.role) for row in rows if row.detail.get("absence") == ended.id]
