"""Erasures: what was erased and does not stand yet in the lists beside the copies (`storage.engine.erased`)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, String, Table, delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.columns import Instant, Whose, metadata, of, own_id
from storage.engine.dialect import locks_rows
from storage.engine.erased import Entry

# An erasing, by the mark of what was erased. The newest row stays, without its mark: a copy tells by it which erasings
# it knows of.
erasure = Table(
    "erasure",
    metadata,
    own_id(),
    Column("at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("mark", String(80), nullable=False, info=of(Whose.NOBODY)),
    sqlite_autoincrement=True,
)


async def note(connection: AsyncConnection, mark: str, now: datetime) -> None:
    """Something is erased in this transaction."""
    if locks_rows(connection):  # one after the other, so that whoever sees a number sees every lower one
        await connection.execute(text("LOCK TABLE erasure IN EXCLUSIVE MODE"))
    await connection.execute(insert(erasure).values(at=now, mark=mark))


async def unwritten(connection: AsyncConnection) -> list[Entry]:
    """What no list holds yet, in order."""
    c = erasure.c
    rows = await connection.execute(select(c.id, c.at, c.mark).where(c.mark != "").order_by(c.id))
    return [Entry(*row) for row in rows]


async def written(connection: AsyncConnection, last: int) -> None:
    """Every list holds what there is up to the number `last`."""
    await connection.execute(delete(erasure).where(erasure.c.id < last))
    await connection.execute(update(erasure).where(erasure.c.id == last).values(mark=""))


async def newest(connection: AsyncConnection) -> int:
    """The number of the newest erasing that this database knows of; 0 where there was none."""
    return (await connection.execute(select(func.max(erasure.c.id)))).scalar_one() or 0
