"""Exports: who took what out of the bot, when, how much of it, and whether it names anybody."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, insert, select

from storage.engine.columns import Instant, Whose, metadata, names, of, of_network, own_id
from storage.engine.here import Here

TECHNICIAN = "technician"
"""Who took it out on the command line."""

# What was taken out: nothing of what stood in it. `actor` is as in histories; on the command line it is the technician.
export = Table(
    "export",
    metadata,
    own_id(),
    of_network(),
    Column("at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("actor", String(60), nullable=False, info=names(Whose.PARTNER, left="")),
    Column("what", String(20), nullable=False, info=of(Whose.NOBODY)),
    Column("format", String(8), nullable=False, info=of(Whose.NOBODY)),
    Column("lines", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("personal", Boolean, nullable=False, info=of(Whose.NOBODY)),
    Index("ix_export_newest", "network_id", "id"),
    Index("ix_export_actor", "actor"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Export:
    """Something that was taken out. `personal`: it names people, or says how they are reached."""

    at: datetime
    actor: str
    what: str
    format: str
    lines: int
    personal: bool


async def note(here: Here, one: Export) -> None:
    """Keep that something was taken out."""
    told: dict[str, Any] = {each.name: getattr(one, each.name) for each in fields(one)}
    await here.execute(insert(export).values(network_id=here.network_id, **told))


async def newest(here: Here, most: int) -> list[Export]:
    """What was taken out last, the newest first."""
    c = export.c
    query = select(*(c[each.name] for each in fields(Export))).where(c.network_id == here.network_id)
    return [Export(*row) for row in await here.execute(query.order_by(c.id.desc()).limit(most))]
