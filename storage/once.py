"""Things done once, however often what leads to them is repeated."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.inbox import insert_for
from storage.tables import once

SCRUB = "scrub"
"""Set where somebody's data were erased, until the database's files have forgotten them too."""


async def first_time(connection: AsyncConnection, key: str, now: datetime) -> bool:
    """Whether `key` comes up for the first time; from now on it does not."""
    done = await connection.execute(
        insert_for(connection)(once).values(key=key, at=now).on_conflict_do_nothing(index_elements=["key"])
    )
    return done.rowcount == 1


async def pending(connection: AsyncConnection, key: str) -> bool:
    """Whether `key` has come up."""
    return (await connection.execute(select(once.c.key).where(once.c.key == key))).first() is not None


async def forget(connection: AsyncConnection, key: str) -> None:
    """`key` may come up again."""
    await connection.execute(delete(once).where(once.c.key == key))


async def first_in(connection: AsyncConnection, key: str, now: datetime, within: timedelta) -> bool:
    """Whether `key` has not happened in the time before `now`: a finger that slips presses twice.

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


async def happened_in(connection: AsyncConnection, key: str, now: datetime, within: timedelta) -> bool:
    """Whether `key` has happened in the time before `now`."""
    query = select(once.c.key).where(once.c.key == key, once.c.at.between(now - within, now + within))
    return (await connection.execute(query)).first() is not None
