"""Lanes: rows of one chat are worked in order, so only the oldest pending row of a lane may be leased."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any, Literal, Protocol

from sqlalchemy import (
    ARRAY,
    CTE,
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Table,
    Update,
    and_,
    any_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.columns import Instant, Whose, of
from storage.engine.dialect import among

NOW = bindparam("moment", type_=Instant())
UNTIL = bindparam("until", type_=Instant())
FARTHEST = bindparam("farthest", type_=Instant())
START = -(2**63)
"""A number below that of any lane."""
_MOST: BindParameter[int] = bindparam("most")


def pending(table: FromClause) -> ColumnElement[bool]:
    """Whether a row is still to be worked. The status is written out, not bound: only then does SQLite know, when it
    prepares a statement, that the partial index serves it, and need not prepare it anew at each run.
    """
    return table.c.status == literal_column("'pending'")


def tries() -> tuple[Column[int], Column[int]]:
    """The two counts of a row that is tried. `attempts`: the tries that were begun, each counted in a commit before
    anything is done; so a row that ends the program is known by it. `waits`: the tries that ended in something that
    passes and is not the row's; these do not count among the others, and are waited out for longer.
    """
    attempts, waits = (
        Column(name, Integer, nullable=False, server_default="0", info=of(Whose.NOBODY))
        for name in ("attempts", "waits")
    )
    return attempts, waits


def begins(table: Table) -> dict[str, Any]:
    """What a lease writes: whose it is until when, and that a try has begun."""
    return {"leased_until": UNTIL, "attempts": table.c.attempts + 1, "retry_at": None}


def is_oldest_free(
    table: Table, lane: Column[int] | None, *, skip_locked: bool, begun: bool = False
) -> ColumnElement[bool]:
    """Whether a row that is updated is the oldest pending one of a lane that nobody works on. Without a `lane` each row
    is one of its own: one that cannot be worked holds up no other.

    Parameters: `moment` (now), `farthest` (no row is leased or put off beyond it: one that seems to be was so before
    the clock was set back, and is free), `busy` (lanes that are left alone), `after` (only lanes with a higher number),
    `most` (how many). Built once for each table and database: putting such a statement together costs more than running
    it. `begun`: only one whose last try was begun and came to no end.

    It goes from lane to lane in the index, and looks at the first row of each, until enough are free: so what it costs
    hangs neither on how much waits nor on what the database believes of that (see `Database.look`).
    """
    one = table.alias("one")
    free = [or_(at.is_(None), at <= NOW, at > FARTHEST) for at in (one.c.leased_until, one.c.retry_at)]
    if begun:
        free += [one.c.attempts > 0, one.c.retry_at.is_(None)]
    if lane is None:
        found = select(one.c.id).where(pending(one), *free).order_by(one.c.id).limit(_MOST)
    else:
        each, its = _lanes(table, lane), one.c[lane.name]
        head = select(case((and_(*free), one.c.id))).where(pending(one), its >= each.c.lane).order_by(its, one.c.id)
        first = head.limit(1).scalar_subquery().label("id")
        heads = select(first).where(each.c.lane.is_not(None), ~among(each.c.lane, "busy")).cte("heads")
        found = select(heads.c.id).where(heads.c.id.is_not(None)).limit(_MOST)
    if not skip_locked:
        return table.c.id.in_(found.scalar_subquery())
    still = one.c.status.like("pending")  # so that it is looked up by its number, not in the index of what waits
    locked = select(one.c.id).where(one.c.id == _one_of(found), still, *free)
    taken = locked.with_for_update(skip_locked=True, of=one).cte("free").prefix_with("MATERIALIZED")
    return table.c.id == _one_of(select(taken.c.id))


def _lanes(table: Table, lane: Column[int]) -> CTE:
    """The lanes in which something waits, by their number, and then a NULL; each is looked for when it is asked for."""
    rows = table.alias("rows")
    its = rows.c[lane.name]
    lowest = select(its).where(pending(rows)).order_by(its, rows.c.id).limit(1)
    begin = lowest.where(its > bindparam("after", type_=BigInteger())).scalar_subquery()
    lanes = select(begin.label("lane")).cte("lanes", recursive=True)
    following = lowest.where(its > lanes.c.lane).scalar_subquery()
    return lanes.union_all(select(following).where(lanes.c.lane.is_not(None)))


def _one_of(ids: Select[Any]) -> ColumnElement[Any]:
    """One of some numbers, which PostgreSQL makes a list of before anything else, and then looks each up."""
    return any_(func.array(ids.scalar_subquery(), type_=ARRAY(BigInteger())))


class Tried(Protocol):
    """A row of a table that is being tried."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def attempts(self) -> int:
        """The tries that count, this one included."""

    @property
    def waits(self) -> int:
        """The tries that ended in something that passes."""


Why = Literal["fault", "passing", "asked"]
"""Why a row is put off: a fault of its own, one that passes, or since somebody asked for it, which is no try at all."""


async def postpone(
    connection: AsyncConnection, table: Table, row: Tried, until: datetime, fault: str, why: Why
) -> None:
    """Give a row back: it is tried again at `until`."""
    counts = {"attempts": row.attempts - (why != "fault"), "waits": row.waits + (why == "passing")}
    values = {**counts, "leased_until": None, "retry_at": until, "fault": fault[:200]}
    await connection.execute(update(table).where(table.c.id == row.id).values(**values))


@cache
def _release(table: Table) -> Update:
    return update(table).where(pending(table), table.c.leased_until.is_not(None)).values(leased_until=None)


async def release(connection: AsyncConnection, table: Table) -> None:
    """Free every lease: for a process that knows that no other one runs."""
    await connection.execute(_release(table))


async def waiting(connection: AsyncConnection, *tables: Table) -> int:
    """How many rows are pending, in all of these at one moment."""
    each = (select(func.count()).where(pending(table)).scalar_subquery() for table in tables)
    return sum((await connection.execute(select(*each))).one())
