"""Tools: documents that partners share, sheets and models, each with its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import Column, Index, String, Table, Text, delete, select, text, update

from storage.engine.columns import Instant, Serial, Whose, metadata, names, of, of_network, own_id
from storage.engine.here import Here


class Status(StrEnum):
    """How a document stands: a partner gave it and nobody published it yet; everybody may take it; put away."""

    OFFERED = "offered"
    SHARED = "shared"
    ARCHIVED = "archived"


# A document that partners share. `file_id` names it as Telegram keeps it; `given_by` is a referent's id or
# "coordinator"; `replaces` the one that it takes the place of, which is put away once it is shared.
tool = Table(
    "tool",
    metadata,
    own_id(),
    of_network(),
    Column("title", String(80), nullable=False, info=of(Whose.PARTNER)),
    Column("kind", String(10), nullable=False, info=of(Whose.PARTNER)),
    Column("file_id", Text, nullable=False, info=of(Whose.PARTNER)),
    Column("given_by", String(40), nullable=False, info=names(Whose.PARTNER, left="")),
    Column("given_at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("status", String(8), nullable=False, info=of(Whose.NOBODY)),
    Column("ended_at", Instant, info=of(Whose.NOBODY)),
    Column("replaces", Serial, info=of(Whose.NOBODY)),
    Index("ix_tool_shared", "network_id", "title", sqlite_where=text("status = 'shared'"),
          postgresql_where=text("status = 'shared'")),
    sqlite_autoincrement=True,
)  # fmt: skip

File = Literal["photo", "document"]


@dataclass(frozen=True, slots=True)
class Tool:
    """A document: what Telegram calls its file, who gave it, and which one it takes the place of."""

    id: int
    title: str
    kind: File
    file_id: str
    given_by: str
    given_at: datetime
    status: Status
    replaces: int | None = None


_c = tool.c
_ALL = select(*(_c[name] for name in Tool.__dataclass_fields__))


def _read(row: Any) -> Tool:
    return Tool(**{**row._mapping, "status": Status(row.status)})


async def give(
    here: Here, title: str, file: tuple[str, str], given_by: str, now: datetime, replaces: int | None
) -> int:
    """Keep a document, its kind and what Telegram calls it, which nobody sees yet. Returns its number."""
    kind, file_id = file
    new: dict[str, Any] = {
        "network_id": here.network_id,
        "title": title,
        "kind": kind,
        "file_id": file_id,
        "given_by": given_by,
    }
    new |= {"given_at": now, "status": Status.OFFERED, "replaces": replaces}
    return int((await here.execute(tool.insert().values(**new).returning(_c.id))).scalar_one())


async def find(here: Here, number: int) -> Tool | None:
    """A document by its number."""
    row = (await here.execute(_ALL.where(_c.network_id == here.network_id, _c.id == number))).one_or_none()
    return None if row is None else _read(row)


async def shared(here: Here) -> list[Tool]:
    """What everybody may take, by title."""
    query = _ALL.where(_c.network_id == here.network_id, text("status = 'shared'")).order_by(_c.title, _c.id)
    return [_read(row) for row in await here.execute(query)]


async def becomes(here: Here, number: int, status: Status, out_of: Sequence[Status], now: datetime) -> bool:
    """Move a document on, by one conditional UPDATE. Returns whether it stood where it goes `out_of`."""
    values: dict[str, Any] = {"status": status}
    if status is Status.ARCHIVED:
        values["ended_at"] = now
    which = (_c.network_id == here.network_id, _c.id == number, _c.status.in_(out_of))
    return (await here.execute(update(tool).where(*which).values(**values))).rowcount == 1


async def refuse(here: Here, number: int) -> bool:
    """A document that was offered is not kept. Returns whether it was offered."""
    which = (_c.network_id == here.network_id, _c.id == number, _c.status == Status.OFFERED)
    return (await here.execute(delete(tool).where(*which))).rowcount == 1
