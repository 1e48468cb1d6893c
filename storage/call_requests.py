"""Calls that people asked for: a number, a name and a time if they like, and whether somebody called."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Select, String, Table, select, text, update

from storage.engine.columns import Instant, Kept, Whose, metadata, names, of, of_network, own_id
from storage.engine.here import Here

# Somebody who only wants to be called. Number and name are erased once the call is done, or is not wanted any more.
call_request = Table(
    "call_request",
    metadata,
    own_id(),
    of_network(),
    Column("person_id", BigInteger, nullable=False, info=names(Whose.PERSON)),
    Column("phone", String(20), nullable=False, info=of(Whose.PERSON, Kept.WORKED)),
    Column("name", String(80), info=of(Whose.PERSON, Kept.WORKED)),
    Column("hours", String(20), info=of(Whose.PERSON)),
    Column("asked_at", Instant, nullable=False, info=of(Whose.PERSON)),
    Column("call_by", Instant, nullable=False, info=of(Whose.PERSON)),
    Column("done_at", Instant, info=of(Whose.PERSON)),
    Index("ix_call_request_person_id", "person_id"),
    Index(
        "ix_call_request_open",
        "network_id",
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody tells who wants to be called: the number (E.164), when, and under which name."""

    phone: str
    hours: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A wish to be called. `phone` is blank once it is done."""

    id: int
    person_id: int
    phone: str
    name: str | None
    hours: str | None
    call_by: datetime
    done_at: datetime | None


async def ask(here: Here, person_id: int, wish: Wish, now: datetime, call_by: datetime) -> int:
    """Keep a wish. Returns its id."""
    row = await here.execute(
        call_request.insert()
        .values(network_id=here.network_id, person_id=person_id, **asdict(wish), asked_at=now, call_by=call_by)
        .returning(call_request.c.id)
    )
    return int(row.scalar_one())


async def change(here: Here, call_id: int, wish: Wish, call_by: datetime) -> None:
    """Somebody whom nobody has called yet told it anew."""
    told = {**asdict(wish), "call_by": call_by}
    mine = call_request.c.network_id == here.network_id, call_request.c.id == call_id
    await here.execute(update(call_request).where(*mine).values(**told))


async def open_of(here: Here, person_id: int) -> Call | None:
    """The wish of a person that nobody has fulfilled yet."""
    found = await here.execute(_open(here).where(call_request.c.person_id == person_id))
    return next((Call(*row) for row in found), None)


async def load(here: Here, call_id: int) -> Call | None:
    """A wish by its id."""
    c = call_request.c
    query = _columns().where(c.network_id == here.network_id, c.id == call_id)
    row = (await here.execute(query)).one_or_none()
    return None if row is None else Call(*row)


async def waiting(here: Here) -> list[Call]:
    """The wishes that nobody has fulfilled yet, oldest first."""
    return [Call(*row) for row in await here.execute(_open(here))]


def _open(here: Here) -> Select[Any]:
    c = call_request.c
    return _columns().where(c.network_id == here.network_id, c.done_at.is_(None)).order_by(c.id)


def _columns() -> Select[Any]:
    c = call_request.c
    return select(c.id, c.person_id, c.phone, c.name, c.hours, c.call_by, c.done_at)


async def done(here: Here, call_id: int, now: datetime) -> bool:
    """Somebody called, or need not: number and name are not kept. Returns whether it was still open."""
    won = await here.execute(
        update(call_request)
        .where(call_request.c.id == call_id, call_request.c.done_at.is_(None))
        .values(done_at=now, phone="", name=None)
    )
    return won.rowcount == 1


async def of_person(here: Here, telegram_id: int) -> list[int]:
    """The wishes to be called that somebody had."""
    rows = await here.execute(
        select(call_request.c.id).where(
            call_request.c.network_id == here.network_id, call_request.c.person_id == telegram_id
        )
    )
    return list(rows.scalars())
