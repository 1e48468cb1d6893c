"""Bulletins: short items of news to the partners, whom each went to, and who has read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table, Text, func, select, text, update

from storage.engine.columns import Instant, Serial, Whose, goes, metadata, names, of, of_network, own_id
from storage.engine.here import Here

KEPT = timedelta(days=365)
"""So long the words of an item are kept once it is over, and who read it once it was sent."""


class Status(StrEnum):
    """How an item stands: written, to be sent in the next sending hour, sent, over, or never sent."""

    DRAFT = "draft"
    LEAVES = "leaves"
    SENT = "sent"
    OVER = "over"
    DROPPED = "dropped"


class Way(StrEnum):
    """How an item went to somebody; NONE: somebody has to call them."""

    TELEGRAM = "telegram"
    MAIL = "mail"
    NONE = "none"


# An item: its words, whom it is for, the last day on which it holds.
bulletin = Table(
    "bulletin",
    metadata,
    own_id(),
    of_network(),
    Column("author", String(40), nullable=False, info=names(Whose.PARTNER)),
    Column("words", Text, nullable=False, info=of(Whose.PARTNER, KEPT, since="ended_at", left="")),
    Column("until", Date, nullable=False, info=of(Whose.PARTNER)),
    Column("audience", String(10), nullable=False, info=of(Whose.NOBODY)),
    Column("about", String(40), nullable=False, info=of(Whose.NOBODY)),
    Column("status", String(8), nullable=False, server_default="draft", info=of(Whose.NOBODY)),
    Column("created_at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("sent_at", Instant, info=of(Whose.PARTNER)),
    Column("ended_at", Instant, info=of(Whose.PARTNER)),
    Index("ix_bulletin_status", "network_id", "status"),
    Index("ix_bulletin_ended_at", "ended_at"),
    sqlite_autoincrement=True,
)

OVER = "sent_at IS NOT NULL"

# Whom an item went to, and when they pressed that they have read it.
bulletin_reader = Table(
    "bulletin_reader",
    metadata,
    own_id(),
    Column("bulletin_id", Serial, ForeignKey("bulletin.id"), nullable=False, info=of(Whose.NOBODY)),
    Column("referent_id", String(40), nullable=False, info=names(Whose.PARTNER)),
    Column("way", String(8), nullable=False, info=of(Whose.PARTNER)),
    Column("sent_at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("read_at", Instant, info=of(Whose.PARTNER)),
    Index("ix_bulletin_reader_once", "bulletin_id", "referent_id", unique=True),
    Index("ix_bulletin_reader_over", "sent_at", sqlite_where=text(OVER), postgresql_where=text(OVER)),
    info=goes(OVER, "sent_at", KEPT),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """An item. `about` is the territory or the sector of its `audience`; `until` the last day on which it holds."""

    id: int
    author: str
    words: str
    until: date
    audience: str
    about: str
    status: Status
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whom an item went to, by their id, and when they had read it."""

    referent: str
    way: Way
    read_at: datetime | None


_c = bulletin.c
_ALL = select(_c.id, _c.author, _c.words, _c.until, _c.audience, _c.about, _c.status, _c.sent_at)


def _read(row: Any) -> Bulletin:
    whom, status = (row.audience, row.about), Status(row.status)
    return Bulletin(row.id, row.author, row.words, row.until, *whom, status, row.sent_at)


async def write(here: Here, author: str, words: str, until: date, now: datetime) -> Bulletin:
    """Keep a new item, which is not sent yet."""
    new = {"network_id": here.network_id, "author": author, "words": words, "until": until, "created_at": now}
    made = await here.execute(bulletin.insert().values(**new, audience="all", about="").returning(_c.id))
    return Bulletin(int(made.scalar_one()), author, words, until, "all", "", Status.DRAFT, None)


async def find(here: Here, number: int) -> Bulletin | None:
    """An item by its number."""
    row = (await here.execute(_ALL.where(_c.network_id == here.network_id, _c.id == number))).one_or_none()
    return None if row is None else _read(row)


async def address(here: Here, number: int, audience: str, about: str) -> bool:
    """Whom an item is for. Returns whether it was not sent yet."""
    return await _change(here, number, [Status.DRAFT], audience=audience, about=about)


async def becomes(here: Here, number: int, status: Status, out_of: Sequence[Status], now: datetime) -> bool:
    """Move an item on, by one conditional UPDATE. Returns whether it stood where it goes `out_of`."""
    at: dict[str, datetime] = {"sent_at": now} if status is Status.SENT else {}
    if status in (Status.OVER, Status.DROPPED):
        at = {"ended_at": now}
    return await _change(here, number, out_of, status=status, **at)


async def _change(here: Here, number: int, out_of: Sequence[Status], **values: object) -> bool:
    which = (_c.network_id == here.network_id, _c.id == number, _c.status.in_(out_of))
    return (await here.execute(update(bulletin).where(*which).values(**values))).rowcount == 1


async def sent_to(here: Here, number: int, ways: Mapping[str, Way], now: datetime) -> None:
    """An item goes to these referents, to each in a way."""
    rows = [{"bulletin_id": number, "referent_id": id_, "way": way, "sent_at": now} for id_, way in ways.items()]
    if rows:
        await here.execute(bulletin_reader.insert(), rows)


async def is_for(here: Here, number: int, referent_id: str) -> bool:
    """Whether an item went to a referent."""
    c = bulletin_reader.c
    query = select(c.id).where(c.bulletin_id == number, c.referent_id == referent_id)
    return (await here.execute(query)).first() is not None


async def read(here: Here, number: int, referent_id: str, now: datetime) -> bool:
    """They have read it. Returns whether that is new."""
    c = bulletin_reader.c
    which = (c.bulletin_id == number, c.referent_id == referent_id, c.read_at.is_(None))
    return (await here.execute(update(bulletin_reader).where(*which).values(read_at=now))).rowcount == 1


async def readers(here: Here, number: int) -> list[Reader]:
    """Whom an item went to, in the order of the network."""
    c = bulletin_reader.c
    query = select(c.referent_id, c.way, c.read_at).where(c.bulletin_id == number).order_by(c.id)
    return [Reader(row.referent_id, Way(row.way), row.read_at) for row in await here.execute(query)]


async def standing(here: Here) -> list[tuple[Bulletin, int, int]]:
    """Items that hold or wait to be sent, the newest first, with how many they went to and how many have read them."""
    c = bulletin_reader.c
    whom, read = (
        select(func.count(which)).where(c.bulletin_id == _c.id).scalar_subquery() for which in (c.id, c.read_at)
    )
    query = (
        _ALL.add_columns(whom, read)
        .where(_c.network_id == here.network_id, _c.status.in_([Status.SENT, Status.LEAVES]))
        .order_by(_c.id.desc())
        .limit(8)
    )
    return [(_read(row), row[-2], row[-1]) for row in await here.execute(query)]
