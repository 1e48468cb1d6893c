"""Changes of the network: what of which entry, from what to what, by whom and when; from here a value is put back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, Integer, Row, String, Table, select

from network.fields import Key
from network.managing import Change
from storage.engine.columns import Instant, Whose, metadata, names, of, of_network, own_id
from storage.engine.here import Here

# `entry` is a `network.fields.Key`, `before` and `after` are what the field held, by its keys in the network's file.
# `author` is as that of the version; a change is of the network, and stays when whoever made it has gone.
network_change = Table(
    "network_change",
    metadata,
    own_id(),
    of_network(),
    Column("version", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("entry", String(100), nullable=False, info=of(Whose.NOBODY)),
    Column("field", String(20), nullable=False, info=of(Whose.NOBODY)),
    Column("before", JSON, nullable=False, info=of(Whose.NOBODY)),
    Column("after", JSON, nullable=False, info=of(Whose.NOBODY)),
    Column("author", String(60), nullable=False, info=names(Whose.PARTNER, left="")),
    Column("at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Index("ix_network_change_entry", "network_id", "entry", "id"),
    Index("ix_network_change_author", "author"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Noted:
    """A change with its number, who made it and when."""

    id: int
    change: Change
    author: str
    at: datetime


async def note(here: Here, version: int, changes: Iterable[Change], author: str, at: datetime) -> None:
    """Keep what a version changed."""
    signed = {"network_id": here.network_id, "version": version, "author": author, "at": at}
    rows: list[dict[str, Any]] = [
        {**signed, "entry": str(one.key), "field": one.field, "before": one.before, "after": one.after}
        for one in changes
    ]
    if rows:
        await here.execute(network_change.insert(), rows)


_c = network_change.c
_ALL = select(_c.id, _c.entry, _c.field, _c.before, _c.after, _c.author, _c.at)


async def newest(here: Here, most: int, entry: Key | None = None, field: str = "") -> list[Noted]:
    """The newest changes of the network, of an entry or of a field of it, the newest first."""
    which = [_c.network_id == here.network_id]
    which += [_c.entry == str(entry)] if entry is not None else []
    which += [_c.field == field] if field else []
    return [_noted(row) for row in await here.execute(_ALL.where(*which).order_by(_c.id.desc()).limit(most))]


async def find(here: Here, number: int) -> Noted | None:
    """A change by its number."""
    row = (await here.execute(_ALL.where(_c.network_id == here.network_id, _c.id == number))).one_or_none()
    return None if row is None else _noted(row)


def _noted(row: Row[Any]) -> Noted:
    change = Change(Key.read(row.entry), row.field, row.before, row.after)
    return Noted(row.id, change, row.author, row.at)
