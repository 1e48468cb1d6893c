"""Departures: referents who cannot be asked until they come back, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import BigInteger, Column, String, Table, bindparam, delete, select

from storage.engine.columns import Instant, Whose, metadata, names, of
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.engine.prepared import hot

# Referents who cannot be asked any more until they come back: they blocked the bot, or left the partner group.
departure = Table(
    "departure",
    metadata,
    Column("network_id", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("referent_id", String(40), primary_key=True, info=names(Whose.PARTNER)),
    Column("telegram_id", BigInteger, nullable=False, info=names(Whose.PERSON, left=0)),
    Column("why", String(12), nullable=False, info=of(Whose.PARTNER)),
    Column("at", Instant, nullable=False, info=of(Whose.PARTNER)),
)

Why = Literal["blocked", "left"]


async def depart(here: Here, referent_id: str, telegram_id: int, why: Why, now: datetime) -> bool:
    """They are not asked from now on. Returns whether that is new."""
    done = await here.execute(
        insert_for(here.connection)(departure)
        .values(network_id=here.network_id, referent_id=referent_id, telegram_id=telegram_id, why=why, at=now)
        .on_conflict_do_nothing(index_elements=["network_id", "referent_id"])
    )
    return done.rowcount == 1


async def come_back(here: Here, referent_id: str) -> bool:
    """They may be asked again. Returns whether they were away."""
    which = (departure.c.network_id == here.network_id, departure.c.referent_id == referent_id)
    return (await here.execute(delete(departure).where(*which))).rowcount == 1


_DEPARTED = hot(
    select(departure.c.referent_id, departure.c.telegram_id).where(departure.c.network_id == bindparam("network"))
)


async def departed(here: Here) -> dict[str, int]:
    """The Telegram ids of those who are away, by referent id."""
    rows = await here.execute(_DEPARTED, {"network": here.network_id})
    return {row.referent_id: row.telegram_id for row in rows}
