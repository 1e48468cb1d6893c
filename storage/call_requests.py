"""Calls that people asked for: a number, a name and a time if they like, and whether somebody called. Who has no
project of their own is called as well: a seller, a commune, somebody for somebody else, with what they said.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Row, Select, String, Table, Text, false, select, text, update

from storage.engine.columns import Instant, Kept, Whose, metadata, names, of, of_network, own_id
from storage.engine.here import Here

# Somebody who wants to be called. Number, name and words are erased once the call is done, or is not wanted any more.
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
    Column("who", String(20), info=of(Whose.PERSON)),
    Column("quiet", Boolean, nullable=False, server_default=false(), info=of(Whose.PERSON)),
    Column("words", Text, info=of(Whose.PERSON, Kept.WORKED)),
    Column("place", String(80), info=of(Whose.PERSON, Kept.WORKED)),
    Column("email", String(254), info=of(Whose.PERSON, Kept.WORKED)),
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
    """What somebody tells who wants to be called: the number (E.164, blank where they gave an address alone), when, and
    under which name. `who` they are without a project of their own (`conversations.words.approaches`), `quiet` whether
    nobody else may hear of it.
    """

    phone: str
    hours: str | None = None
    name: str | None = None
    who: str | None = None
    quiet: bool = False
    words: str | None = None
    place: str | None = None
    email: str | None = None

    def after(self, before: Wish) -> Wish:
        """This wish, with what was told before and is not told anew; of two texts both stand."""
        words = "\n".join(dict.fromkeys(one for one in (before.words, self.words) if one)) or None
        reach = {} if self.phone or self.email else {"phone": before.phone, "email": before.email}
        told = {name: value for name, value in asdict(self).items() if value}
        return replace(before, **{**told, **reach, "words": words})


@dataclass(frozen=True, slots=True)
class Call:
    """A wish to be called. Of one that is done, neither number nor words are left."""

    id: int
    person_id: int
    call_by: datetime
    done_at: datetime | None
    wish: Wish


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
    return next((_call(row) for row in found), None)


async def load(here: Here, call_id: int) -> Call | None:
    """A wish by its id."""
    c = call_request.c
    query = _columns().where(c.network_id == here.network_id, c.id == call_id)
    row = (await here.execute(query)).one_or_none()
    return None if row is None else _call(row)


async def waiting(here: Here) -> list[Call]:
    """The wishes that nobody has fulfilled yet, oldest first."""
    return [_call(row) for row in await here.execute(_open(here))]


def _open(here: Here) -> Select[Any]:
    c = call_request.c
    return _columns().where(c.network_id == here.network_id, c.done_at.is_(None)).order_by(c.id)


def _columns() -> Select[Any]:
    c = call_request.c
    return select(c.id, c.person_id, c.call_by, c.done_at, *(c[field.name] for field in fields(Wish)))


def _call(row: Row[Any]) -> Call:
    told = row._mapping
    return Call(
        told["id"],
        told["person_id"],
        told["call_by"],
        told["done_at"],
        Wish(**{field.name: told[field.name] for field in fields(Wish)}),
    )


async def done(here: Here, call_id: int, now: datetime) -> bool:
    """Somebody called, or need not: number, name and words are not kept. Returns whether it was still open."""
    won = await here.execute(
        update(call_request)
        .where(call_request.c.id == call_id, call_request.c.done_at.is_(None))
        .values(done_at=now, phone="", name=None, words=None, place=None, email=None)
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
