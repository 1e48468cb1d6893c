"""Chats: what becomes of the calls to one that cannot be reached, that has another number now, or is to forget."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.durable import outbox as calls
from storage.durable import owed
from storage.durable.calls import Call
from storage.durable.lanes import pending
from storage.durable.outbox import outbox
from storage.durable.sent_messages import message


async def owe(connection: AsyncConnection, call: Call, now: datetime) -> None:
    """A fleeting call cannot be made now: what it would have taken out of a chat is owed."""
    await owed.owe(connection, call.chat_id, await _taken_out(connection, call.chat_id, [(call.payload, call.name)]))
    await calls.forget(connection, call, now)


async def _taken_out(connection: AsyncConnection, chat_id: int, of: Iterable[tuple[Any, str | None]]) -> set[int]:
    """The messages that calls with these payloads and names are about."""
    found = {payload["message_id"] for payload, _ in of if "message_id" in payload}
    named = [name for payload, name in of if name is not None and "message_id" not in payload]
    sent_as = select(message.c.message_id).where(message.c.chat_id == chat_id, message.c.name.in_(named))
    return {*found, *(await connection.execute(sent_as)).scalars()}


async def drop(connection: AsyncConnection, chat_id: int, fault: str) -> int:
    """Give up everything that waits for a chat that cannot be reached; what was to be taken out of it is owed. Returns
    how many calls that were.
    """
    c = outbox.c
    gone = delete(outbox).where(c.chat_id == chat_id, pending(outbox), c.fleeting).returning(c.payload, c.name)
    fleeting = [(payload, name) for payload, name in await connection.execute(gone)]
    await owed.owe(connection, chat_id, await _taken_out(connection, chat_id, fleeting))
    done = await connection.execute(
        update(outbox)
        .where(outbox.c.chat_id == chat_id, pending(outbox))
        .values(status="dead", leased_until=None, fault=fault[:200], payload={})
    )
    return int(done.rowcount) + len(fleeting)


async def move(connection: AsyncConnection, old: int, new: int) -> None:
    """A group became a supergroup: what waits goes there. Its old messages cannot be edited any more, and their numbers
    are other messages' in the new chat.
    """
    waiting = await connection.execute(
        select(outbox.c.id, outbox.c.payload).where(outbox.c.chat_id == old, pending(outbox))
    )
    numbered = [row.id for row in waiting if "message_id" in row.payload]
    await connection.execute(update(outbox).where(outbox.c.id.in_(numbered)).values(status="dead", payload={}))
    await connection.execute(
        update(outbox)
        .where(outbox.c.chat_id == old, pending(outbox))
        .values(chat_id=new, leased_until=None, retry_at=None)
    )
    await connection.execute(message.delete().where(message.c.chat_id == old))
    await owed.forgive(connection, old)


def _under(table: Table) -> ColumnElement[bool]:
    name = table.c.name
    longer = name.like(bindparam("longer"), escape="/")
    return and_(table.c.chat_id == bindparam("chat"), or_(name == bindparam("exactly"), longer))


_ESCAPED = str.maketrans({sign: f"/{sign}" for sign in "/%_"})
_STOP_UNDER = (
    update(outbox)
    .where(_under(outbox), pending(outbox), outbox.c.leased_until.is_(None))
    .values(status="superseded", payload={})
)
_UNDER_WAY = select(outbox.c.name).where(_under(outbox), pending(outbox))
_SEEN_UNDER = select(message.c.name).where(_under(message))


async def names_under(connection: AsyncConnection, chat_id: int, name: str) -> list[str]:
    """`name` and every longer one that begins with it and a colon, of messages that were sent to a chat or are being
    sent. Those that still wait are not sent any more.
    """
    under = {"chat": chat_id, "exactly": name, "longer": f"{name}:".translate(_ESCAPED) + "%"}
    await connection.execute(_STOP_UNDER, under)
    # In this order: what is being sent may have been sent by the second look, and then it stands there.
    found = set((await connection.execute(_UNDER_WAY, under)).scalars())
    return sorted({*found, *(await connection.execute(_SEEN_UNDER, under)).scalars()})
