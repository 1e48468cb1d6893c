"""Small questions on a screen of their own, outside any form: whether one is the last thing that a chat was asked."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.durable import once
from storage.durable.outbox import outbox

OPEN_FOR = timedelta(hours=1)
"""How long typed words are taken for the answer."""
_LAST = select(outbox.c.name).where(outbox.c.chat_id == bindparam("chat")).order_by(outbox.c.id.desc()).limit(1)


def _key(name: str) -> str:
    return f"small:{name}"


async def ask(connection: AsyncConnection, chat_id: int, name: str, now: datetime) -> None:
    """The screen called `name` asks something from now on."""
    await once.forget(connection, _key(name))
    await once.mark(connection, _key(name), now, chat_id)


async def over(connection: AsyncConnection, name: str) -> None:
    """The screen called `name` asks nothing any more."""
    await once.forget(connection, _key(name))


async def is_open(connection: AsyncConnection, chat_id: int, name: str, now: datetime) -> bool:
    """Whether the screen called `name` asks something, and a chat was told nothing since."""
    last = (await connection.execute(_LAST, {"chat": chat_id})).scalar_one_or_none()
    return last == name and await once.marked_within(connection, _key(name), now, OPEN_FOR)
