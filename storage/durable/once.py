"""Things done once, however often what leads to them is repeated."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Column, String, Table, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.columns import Instant, metadata
from storage.engine.dialect import insert_for

# What is done once however often it is repeated: an alarm to the coordinator, a word about an album.
once = Table(
    "once",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("at", Instant, nullable=False),
)

SCRUB = "scrub"
"""Set where somebody's data were erased, until the database's files have forgotten them too."""


async def mark(connection: AsyncConnection, key: str, now: datetime) -> bool:
    """Mark that `key` has happened. Returns whether that is new."""
    done = await connection.execute(
        insert_for(connection)(once).values(key=key, at=now).on_conflict_do_nothing(index_elements=["key"])
    )
    return done.rowcount == 1


async def marked(connection: AsyncConnection, key: str) -> bool:
    """Whether `key` has happened."""
    return (await connection.execute(select(once.c.key).where(once.c.key == key))).first() is not None


async def forget(connection: AsyncConnection, key: str) -> None:
    """`key` may happen again."""
    await connection.execute(delete(once).where(once.c.key == key))


async def mark_within(connection: AsyncConnection, key: str, now: datetime, within: timedelta) -> bool:
    """Mark that `key` happens now, unless it has within the time before. Returns whether it was marked.

    What happened that far ahead of `now` happened before the clock was set back, and is over too.
    """
    kept = insert_for(connection)(once).values(key=key, at=now)
    over = ~once.c.at.between(now - within, now + within)
    again = kept.on_conflict_do_update(index_elements=["key"], set_={"at": now}, where=over)
    return (await connection.execute(again.returning(once.c.key))).first() is not None


async def begun(connection: AsyncConnection, key: str) -> datetime:
    """When `key`, which has come up, did so last."""
    at: datetime = (await connection.execute(select(once.c.at).where(once.c.key == key))).scalar_one()
    return at


async def count(connection: AsyncConnection, kind: str, since: datetime) -> int:
    """How many keys that begin with `kind` and a colon have come up since then."""
    query = select(func.count()).where(once.c.key.startswith(f"{kind}:", autoescape=True), once.c.at >= since)
    return int((await connection.execute(query)).scalar_one())


async def marked_within(connection: AsyncConnection, key: str, now: datetime, within: timedelta) -> bool:
    """Whether `key` has happened in the time before `now`."""
    query = select(once.c.key).where(once.c.key == key, once.c.at.between(now - within, now + within))
    return (await connection.execute(query)).first() is not None
