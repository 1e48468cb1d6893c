"""Due dates: what must happen later, unless things have moved on by then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Index,
    Select,
    String,
    Table,
    bindparam,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.durable import about, inbox
from storage.engine.columns import Instant, Whose, goes, metadata, names, of, of_network, own_id
from storage.engine.dialect import among, insert_for, locks_rows
from storage.engine.here import Here
from storage.engine.prepared import hot

ALONE = ("digest", "silent", "month", "remind", "signing", "cards:open")
"""Kinds of dates of which a network never has two that wait."""
WAITS_ALONE = f"status = 'waiting' AND kind IN ({', '.join(map(repr, ALONE))})"

OVER = "status IN ('came', 'dropped')"
KEPT = timedelta(days=2)

# What must happen later. `expects` is what must still be so at that time; otherwise the row does nothing. `about` is
# the case that it names, or the wish to be called.
due = Table(
    "due",
    metadata,
    own_id(),
    of_network(),
    Column("kind", String(40), nullable=False, info=of(Whose.NOBODY)),
    Column("lane", BigInteger, nullable=False, info=names(Whose.CHAT)),
    Column("due_at", Instant, nullable=False, info=of(Whose.CHAT)),
    Column("expects", JSON, nullable=False, info=of(Whose.CHAT)),
    Column("status", String(8), nullable=False, server_default="waiting", info=of(Whose.NOBODY)),
    Column("about", String(60), info=names(Whose.CASE)),
    Index("ix_due_waiting", "due_at", sqlite_where=text("status = 'waiting'"),
          postgresql_where=text("status = 'waiting'")),
    Index("ix_due_over", "due_at", sqlite_where=text(OVER), postgresql_where=text(OVER)),
    Index("ix_due_lane", "lane", "kind"),
    Index("ix_due_about", "about"),
    Index("uq_due_alone", "network_id", "kind", unique=True,
          sqlite_where=text(WAITS_ALONE), postgresql_where=text(WAITS_ALONE)),
    info=goes(OVER, "due_at", KEPT),
    sqlite_autoincrement=True,
)  # fmt: skip

# Written out, not bound: see `lanes.pending`.
_WAITS = due.c.status == literal_column("'waiting'")
_NEW = hot(due.insert())


async def schedule(here: Here, kind: str, lane: int, due_at: datetime, expects: dict[str, Any]) -> None:
    """Bring `kind` back into the inbox of `lane` at `due_at` (business time), with what it expects to find.

    Of a kind that stands alone one date waits at the most: the earlier of two.
    """
    new = {"network_id": here.network_id, "kind": kind, "lane": lane, "due_at": due_at, "expects": expects}
    new["about"] = about.of_date(expects)
    if kind not in ALONE:
        await here.execute(_NEW, new)
        return
    put = insert_for(here.connection)(due)
    waits = put.on_conflict_do_update(
        index_elements=["network_id", "kind"],
        index_where=text(WAITS_ALONE),
        set_={"due_at": put.excluded.due_at},
        where=due.c.due_at > put.excluded.due_at,
    )
    await here.execute(waits, new)


async def schedule_each(here: Here, kind: str, lane: int, dates: Iterable[tuple[datetime, dict[str, Any]]]) -> None:
    """The same for many dates of a kind that does not stand alone, each with what it expects of a case."""
    same = {"network_id": here.network_id, "kind": kind, "lane": lane}
    new = [{**same, "due_at": at, "expects": expects, "about": expects.get("reference")} for at, expects in dates]
    if new:
        await here.execute(_NEW, new)


async def are_due(
    connection: AsyncConnection, business_now: datetime, *, kind: str | None = None, lane: int | None = None
) -> bool:
    """Whether dates have come, of that kind, for that lane, that are not in the inbox yet."""
    query = select(due.c.id).where(_WAITS, due.c.due_at <= business_now)
    if kind is not None:
        query = query.where(due.c.kind == kind)
    if lane is not None:
        query = query.where(due.c.lane == lane)
    return (await connection.execute(query.limit(1))).first() is not None


async def waits(here: Here, kind: str) -> bool:
    """Whether a date of that kind waits for the network, whenever it comes."""
    query = select(due.c.id).where(_WAITS, due.c.network_id == here.network_id, due.c.kind == kind)
    return (await here.execute(query.limit(1))).first() is not None


async def take_over(here: Here, reference: str, lane: int) -> None:
    """What waits in the lane of nobody about a case belongs to `lane` from now on."""
    which = (due.c.network_id == here.network_id, due.c.about == reference, due.c.lane == 0, _WAITS)
    await here.execute(update(due).where(*which).values(lane=lane))


async def forget(here: Here, reference: str) -> None:
    """Nothing that waits about a case comes any more."""
    which = (due.c.network_id == here.network_id, due.c.about == reference, _WAITS)
    await here.execute(update(due).where(*which).values(status="dropped"))


async def cancel(connection: AsyncConnection, lane: int, kind: str) -> None:
    """Forget what waits under `kind` for a lane."""
    await connection.execute(update(due).where(due.c.lane == lane, due.c.kind == kind, _WAITS).values(status="dropped"))


@cache
def _come(skip_locked: bool) -> Select[Any]:
    query = (
        select(due.c.id, due.c.kind, due.c.lane, due.c.expects)
        .where(_WAITS, due.c.due_at <= bindparam("moment", type_=Instant()))
        .order_by(due.c.due_at, due.c.id)
        .limit(200)
    )
    return query.with_for_update(skip_locked=True) if skip_locked else query


async def collect(connection: AsyncConnection, business_now: datetime, real_now: datetime) -> int:
    """Move every date that has come into the inbox, in one transaction. Returns how many."""
    rows = (await connection.execute(_come(locks_rows(connection)), {"moment": business_now})).fetchall()
    if rows:
        came = [(row.lane, {"kind": row.kind, "expects": row.expects}) for row in rows]
        await inbox.add_all(connection, "due", came, real_now)
        await connection.execute(_CAME, {"ids": [row.id for row in rows]})
    return len(rows)


_CAME = update(due).where(among(due.c.id, "ids")).values(status="came")
_NEXT = select(func.min(due.c.due_at)).where(_WAITS)


async def next_date(connection: AsyncConnection) -> datetime | None:
    """The earliest date that waits."""
    value: datetime | None = (await connection.execute(_NEXT)).scalar_one()
    return value
