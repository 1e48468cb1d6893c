"""Held: what waited to be sent in a copy that was restored. It goes out by somebody’s word, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.durable.lanes import pending
from storage.durable.mails import BLANK, mail
from storage.durable.outbox import outbox

_HELD = "held"
_TABLES = (outbox, mail)


@dataclass(frozen=True, slots=True)
class Held:
    """A call or an e-mail that is held: when it was queued, for whom, and as what."""

    created_at: datetime
    to: str
    what: str


async def hold(connection: AsyncConnection) -> int:
    """Hold everything that waits to be sent. Returns how many rows that were."""
    done = [
        await connection.execute(update(table).where(pending(table)).values(status=_HELD, leased_until=None))
        for table in _TABLES
    ]
    return sum(each.rowcount for each in done)


def _is_held(table: Table) -> ColumnElement[bool]:
    held: ColumnElement[bool] = table.c.status == _HELD
    return held


async def held(connection: AsyncConnection) -> list[Held]:
    """What is held, oldest first. No words of a message are among it."""
    c, m = outbox.c, mail.c
    calls = await connection.execute(select(c.created_at, c.chat_id, c.name, c.method).where(_is_held(outbox)))
    mails = await connection.execute(select(m.created_at, m.recipient, m.about).where(_is_held(mail)))
    every = [Held(row.created_at, str(row.chat_id), row.name or row.method) for row in calls]
    every += [Held(row.created_at, row.recipient, f"e-mail {row.about or ''}".strip()) for row in mails]
    return sorted(every, key=lambda one: one.created_at)


async def count(connection: AsyncConnection) -> int:
    """How much is held."""
    here, there = (select(func.count()).where(_is_held(table)).scalar_subquery() for table in _TABLES)
    return int((await connection.execute(select(here + there))).scalar_one())


async def send(connection: AsyncConnection) -> int:
    """What is held waits to be sent again, but for what a later call has said anew. Returns how many rows."""
    later = outbox.alias()
    same = and_(later.c.chat_id == outbox.c.chat_id, later.c.name == outbox.c.name, later.c.id > outbox.c.id)
    old = and_(_is_held(outbox), outbox.c.method.startswith("edit"), exists().where(same))
    await connection.execute(update(outbox).where(old).values(status="superseded", payload={}))
    done = [
        await connection.execute(update(table).where(_is_held(table)).values(status="pending", retry_at=None))
        for table in _TABLES
    ]
    return sum(each.rowcount for each in done)


async def drop(connection: AsyncConnection) -> int:
    """Nothing that is held is ever sent, and none of its words is kept. Returns how many rows."""
    calls = await connection.execute(update(outbox).where(_is_held(outbox)).values(status="superseded", payload={}))
    mails = await connection.execute(update(mail).where(_is_held(mail)).values(**BLANK, status="dead", fault="dropped"))
    return calls.rowcount + mails.rowcount
