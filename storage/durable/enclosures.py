"""Enclosures: the files that came with a mail, until the mail is worked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Column, Index, LargeBinary, ScalarSelect, String, Table, delete, func, insert, select

from storage.engine.columns import Instant, Kept, Serial, Whose, goes, metadata, names, of, own_id
from storage.engine.database import Connection

LEFT = timedelta(days=7)
"""So long the files of a mail stay that could not be worked."""

# The files of a mail, by its row of the inbox. `data` is what is in one; empty where it is not taken, and `why`.
enclosure = Table(
    "enclosure",
    metadata,
    own_id(),
    Column("row_id", Serial, nullable=False, info=of(Whose.NOBODY)),
    Column("lane", BigInteger, nullable=False, info=names(Whose.CHAT)),
    Column("name", String(120), nullable=False, info=of(Whose.CHAT, Kept.WORKED)),
    Column("media_type", String(40), nullable=False, info=of(Whose.NOBODY)),
    Column("data", LargeBinary, nullable=False, info=of(Whose.CHAT, Kept.WORKED)),
    Column("why", String(8), nullable=False, info=of(Whose.NOBODY)),
    Column("received_at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Index("ix_enclosure_row", "row_id"),
    Index("ix_enclosure_lane", "lane"),
    Index("ix_enclosure_received_at", "received_at"),
    info=goes("row_id > 0", "received_at", LEFT),
    sqlite_autoincrement=True,
)
_c = enclosure.c


@dataclass(frozen=True, slots=True)
class File:
    """A file of a mail. Where it is not taken its `data` is empty, and `why` says the reason."""

    name: str
    media_type: str = ""
    data: bytes = b""
    why: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it begins as a picture."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of a mail without what is in it: its number here, its name, how many bytes it has, why it is not taken."""

    id: int
    name: str
    size: int
    why: str


async def put(connection: Connection, row_id: int, lane: int, files: Iterable[File], now: datetime) -> None:
    """These came with a mail."""
    of_it = {"row_id": row_id, "lane": lane, "received_at": now}
    rows = [
        {**of_it, "name": one.name[:120], "media_type": one.media_type[:40], "data": one.data, "why": one.why}
        for one in files
    ]
    if rows:
        await connection.execute(insert(enclosure), rows)


async def of_row(connection: Connection, row_id: int) -> list[File]:
    """What came with a mail, in order."""
    query = select(_c.name, _c.media_type, _c.data, _c.why).where(_c.row_id == row_id).order_by(_c.id)
    return [File(row.name, row.media_type, bytes(row.data), row.why) for row in await connection.execute(query)]


async def listed(connection: Connection, row_id: int) -> list[Listed]:
    """The same, without what is in them."""
    query = select(_c.id, _c.name, func.length(_c.data), _c.why).where(_c.row_id == row_id).order_by(_c.id)
    return [Listed(*row) for row in await connection.execute(query)]


def content(number: int) -> ScalarSelect[bytes]:
    """What is in the file of that number, for a statement that keeps it elsewhere; it never comes here."""
    return select(_c.data).where(_c.id == number).scalar_subquery()


async def forget(connection: Connection, row_id: int) -> None:
    """The mail is worked: its files go."""
    await connection.execute(delete(enclosure).where(_c.row_id == row_id))
