"""Things done once, however often what leads to them is repeated."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.inbox import insert_for
from storage.tables import once


async def first_time(connection: AsyncConnection, key: str, now: datetime) -> bool:
    """Whether `key` comes up for the first time; from now on it does not."""
    done = await connection.execute(
        insert_for(connection)(once).values(key=key, at=now).on_conflict_do_nothing(index_elements=["key"])
    )
    return done.rowcount == 1
