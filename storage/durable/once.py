"""Things done once, however often what leads to them is repeated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, Index, String, Table, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.durable import about
from storage.engine.columns import Instant, Whose, goes, metadata, names, of
from storage.engine.dialect import insert_for

# What is done once however often it is repeated: an alarm to the coordinator, a word about an album. `kind` is how its
# key begins, up to the first colon; `whose` the account that a key names.
once = Table(
    "once",
    metadata,
    Column("key", String(120), primary_key=True, info=of(Whose.NOBODY)),
    Column("at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("kind", String(20), nullable=False, info=of(Whose.NOBODY)),
    Column("whose", BigInteger, info=names(Whose.PERSON)),
    *about.columns(),
    Index("ix_once_kind", "kind", "at"),
    Index("ix_once_whose", "whose"),
    *about.indexes("once"),
    # asked again soon, or never
    info=goes("kind IN ('press', 'album', 'small', 'mailed', 'copy', 'reminded')", "at", timedelta(days=2)),
)

SCRUB = "scrub"
"""Set where somebody's data were erased, until the database's files have forgotten them too."""


def _row(key: str, now: datetime, whose: int | None) -> dict[str, Any]:
    told = about.values(about.told_of(key))
    return {"key": key, "at": now, "kind": key.partition(":")[0], "whose": whose, **told}


async def mark(connection: AsyncConnection, key: str, now: datetime, whose: int | None = None) -> bool:
    """Mark that `key` has happened; `whose` is the account that it names. Returns whether that is new."""
    done = await connection.execute(
        insert_for(connection)(once).values(_row(key, now, whose)).on_conflict_do_nothing(index_elements=["key"])
    )
    return done.rowcount == 1


async def marked(connection: AsyncConnection, key: str) -> bool:
    """Whether `key` has happened."""
    return (await connection.execute(select(once.c.key).where(once.c.key == key))).first() is not None


async def marked_of(connection: AsyncConnection, some: Iterable[str]) -> frozenset[str]:
    """Those of some keys that have happened."""
    return frozenset((await connection.execute(select(once.c.key).where(once.c.key.in_(list(some))))).scalars())


async def keys(connection: AsyncConnection, kind: str) -> frozenset[str]:
    """The keys of a kind that have happened."""
    return frozenset((await connection.execute(select(once.c.key).where(once.c.kind == kind))).scalars())


async def mark_again(connection: AsyncConnection, key: str, now: datetime) -> None:
    """Mark that `key` happens now, whether it has before or not."""
    kept = insert_for(connection)(once).values(_row(key, now, None))
    await connection.execute(kept.on_conflict_do_update(index_elements=["key"], set_={"at": now}))


async def forget(connection: AsyncConnection, key: str, at: datetime | None = None) -> None:
    """`key` may happen again; where `at` is given, unless it has since then."""
    when = () if at is None else (once.c.at == at,)
    await connection.execute(delete(once).where(once.c.key == key, *when))


async def mark_within(
    connection: AsyncConnection, key: str, now: datetime, within: timedelta, whose: int | None = None
) -> bool:
    """Mark that `key` happens now, unless it has within the time before. Returns whether it was marked.

    What happened that far ahead of `now` happened before the clock was set back, and is over too.
    """
    kept = insert_for(connection)(once).values(_row(key, now, whose))
    over = ~once.c.at.between(now - within, now + within)
    again = kept.on_conflict_do_update(index_elements=["key"], set_={"at": now}, where=over)
    return (await connection.execute(again.returning(once.c.key))).first() is not None


async def begun(connection: AsyncConnection, key: str) -> datetime:
    """When `key`, which has come up, did so last."""
    at: datetime = (await connection.execute(select(once.c.at).where(once.c.key == key))).scalar_one()
    return at


async def count(connection: AsyncConnection, kind: str, since: datetime, whose: int | None = None) -> int:
    """How many keys of a kind have come up since then, or of those that name an account."""
    query = select(func.count()).where(once.c.kind == kind, once.c.at >= since)
    if whose is not None:
        query = query.where(once.c.whose == whose)
    return int((await connection.execute(query)).scalar_one())


async def marked_within(connection: AsyncConnection, key: str, now: datetime, within: timedelta) -> bool:
    """Whether `key` has happened in the time before `now`."""
    query = select(once.c.key).where(once.c.key == key, once.c.at.between(now - within, now + within))
    return (await connection.execute(query)).first() is not None
