"""Lanes: rows of one chat are worked in order, so only the oldest pending row of a lane may be leased."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    Table,
    Update,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.columns import Instant
from storage.engine.dialect import among

NOW = bindparam("moment", type_=Instant())
UNTIL = bindparam("until", type_=Instant())
FARTHEST = bindparam("farthest", type_=Instant())


def pending(table: FromClause) -> ColumnElement[bool]:
    """Whether a row is still to be worked. The status is written out, not bound: only then does SQLite know, when it
    prepares a statement, that the partial index serves it, and need not prepare it anew at each run.
    """
    return table.c.status == literal_column("'pending'")


def is_oldest_free(table: Table, lane: Column[int] | None, *, skip_locked: bool) -> ColumnElement[bool]:
    """Whether a row that is updated is the oldest pending one of a lane that nobody works on. Without a `lane` each row
    is one of its own: one that cannot be worked holds up no other.

    Parameters: `moment` (now), `farthest` (no row is leased or put off beyond it: one that seems to be was so before
    the clock was set back, and is free), `busy` (lanes that are left alone), `most` (how many). Built once for each
    table and database: putting such a statement together costs more than running it.

    What waits is gone through once, whatever the database believes of how much that is: while its statistics are older
    than a flood it would look anew for each row.
    """
    one = table.alias("one")
    free = (or_(at.is_(None), at <= NOW, at > FARTHEST) for at in (one.c.leased_until, one.c.retry_at))
    ids = select(one.c.id).where(pending(one), *free).order_by(one.c.id).limit(bindparam("most"))
    if lane is not None:
        left = ~among(lane, "busy")
        heads = select(func.min(table.c.id).label("id")).where(pending(table), left).group_by(lane).cte("heads")
        ids = ids.join(heads, heads.c.id == one.c.id)
    if not skip_locked:
        return table.c.id.in_(ids.scalar_subquery())
    found = ids.with_for_update(skip_locked=True, of=one).cte("free").prefix_with("MATERIALIZED")
    return table.c.id == found.c.id


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
