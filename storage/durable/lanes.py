"""Lanes: rows of one chat are worked in order, so only the oldest pending row of a lane may be leased."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    ScalarSelect,
    Table,
    Update,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.columns import Instant

NOW = bindparam("moment", type_=Instant())
UNTIL = bindparam("until", type_=Instant())
FARTHEST = bindparam("farthest", type_=Instant())


def pending(table: FromClause) -> ColumnElement[bool]:
    """Whether a row is still to be worked. The status is written out, not bound: only then does SQLite know, when it
    prepares a statement, that the partial index serves it, and need not prepare it anew at each run.
    """
    return table.c.status == literal_column("'pending'")


def oldest_free(table: Table, lane: Column[int], *, skip_locked: bool) -> ScalarSelect[int]:
    """The ids of the oldest pending rows of lanes that nobody works on.

    Parameters: `moment` (now), `farthest` (no row is leased or put off beyond it: one that seems to be was so before
    the clock was set back, and is free), `busy` (lanes that are left alone), `most` (how many). Built once for each
    table and database: putting such a statement together costs more than running it.
    """
    earlier = table.alias("earlier")
    is_head = ~(
        select(literal(1)).where(earlier.c[lane.name] == lane, earlier.c.id < table.c.id, pending(earlier)).exists()
    )
    free = and_(
        pending(table),
        *(or_(at.is_(None), at <= NOW, at > FARTHEST) for at in (table.c.leased_until, table.c.retry_at)),
        lane.not_in(bindparam("busy", expanding=True)),
        is_head,
    )
    ids = select(table.c.id).where(free).order_by(table.c.id).limit(bindparam("most"))
    return (ids.with_for_update(skip_locked=True) if skip_locked else ids).scalar_subquery()


async def postpone(
    connection: AsyncConnection, table: Table, row_id: int, attempts: int, until: datetime, fault: str
) -> None:
    """Give a row back: it is tried again at `until`, after `attempts` tries that count."""
    values = {"attempts": attempts, "leased_until": None, "retry_at": until, "fault": fault[:200]}
    await connection.execute(update(table).where(table.c.id == row_id).values(**values))


@cache
def _release(table: Table) -> Update:
    return update(table).where(pending(table), table.c.leased_until.is_not(None)).values(leased_until=None)


async def release(connection: AsyncConnection, table: Table) -> None:
    """Free every lease: for a process that knows that no other one runs."""
    await connection.execute(_release(table))


async def waiting(connection: AsyncConnection, table: Table) -> int:
    """How many rows are pending."""
    return int((await connection.execute(select(func.count()).where(pending(table)))).scalar_one())
