"""Sent messages: which Telegram message each logical one became, in every chat where it still stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    String,
    Table,
    and_,
    bindparam,
    cast,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.durable import about
from storage.durable.about import About
from storage.engine.columns import Instant, Whose, metadata, names, of
from storage.engine.dialect import insert_for
from storage.engine.prepared import hot

# Which Telegram message a logical one became.
message = Table(
    "message",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, info=names(Whose.CHAT)),
    Column("name", String(60), primary_key=True, info=of(Whose.CHAT)),
    Column("message_id", BigInteger, nullable=False, info=of(Whose.CHAT)),
    Column("sent_at", Instant, nullable=False, info=of(Whose.CHAT)),
    *about.columns(),
    Index("ix_message_number", "chat_id", "message_id"),
    *about.indexes("message"),
)

FILE = ":file"
"""How the name of a message ends that brings a file: its words are a caption, and no edit takes the file away."""

SHEET = "sheet"
"""How the name begins of a message that brings a sheet of paper, a file too."""


def part_of(name: str, number: int) -> str:
    """The logical name of one message of an album, from 1."""
    return name if number == 1 else f"{name}:{number}"


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of ours that stands in a chat; `told` is whom it tells of, where somebody has asked for that."""

    chat_id: int
    name: str
    message_id: int
    sent_at: datetime
    told: About = ()


async def messages_in(connection: AsyncConnection, chat_id: int) -> list[Sent]:
    """Our named messages in a chat, oldest first."""
    rows = await connection.execute(select(message).where(message.c.chat_id == chat_id).order_by(message.c.message_id))
    return [Sent(row.chat_id, row.name, row.message_id, row.sent_at) for row in rows]


async def name_of(connection: AsyncConnection, chat_id: int, message_id: int) -> str | None:
    """The logical name of one of our messages."""
    query = select(message.c.name).where(message.c.chat_id == chat_id, message.c.message_id == message_id)
    value: str | None = (await connection.execute(query)).scalars().first()
    return value


async def stands(connection: AsyncConnection, chat_id: int, name: str) -> bool:
    """Whether a message of that name stands in a chat."""
    query = select(message.c.message_id).where(message.c.chat_id == chat_id, message.c.name == name)
    return (await connection.execute(query)).first() is not None


_NEXT = hot(
    select(message.c.message_id, message.c.name)
    .where(message.c.chat_id == bindparam("chat"), message.c.message_id >= bindparam("pressed"))
    .order_by(message.c.message_id)
    .limit(1)
)


async def next_after(connection: AsyncConnection, chat_id: int, message_id: int) -> str | None:
    """The name of the next message of ours in a chat, where the one of that number is not known itself."""
    row = (await connection.execute(_NEXT, {"chat": chat_id, "pressed": message_id})).one_or_none()
    return None if row is None or row.message_id == message_id else str(row.name)


def brings_file(name: str) -> bool:
    """Whether a message of that name brings a file; one that had the name before is called `name:number`."""
    return name.startswith(f"{SHEET}:") or f"{FILE}:" in f"{name}:"


_OLDER = hot(
    update(message)
    .where(
        message.c.chat_id == bindparam("chat"),
        message.c.name == bindparam("called"),
        message.c.message_id != bindparam("became"),
    )
    .values(name=message.c.name + ":" + cast(message.c.message_id, String))
)


@cache
def _seen(insert: Any) -> Any:
    put = insert(message)
    seen = {column: put.excluded[column] for column in ("message_id", "sent_at", "about", "also_about")}
    return hot(put.on_conflict_do_update(index_elements=["chat_id", "name"], set_=seen))


async def remember(connection: AsyncConnection, sent: Sequence[Sent]) -> None:
    """These stand in their chats now, each in another one; one that had the name before is called `name:number` from
    now on.
    """
    if not sent:
        return
    named = [{"chat": one.chat_id, "called": one.name, "became": one.message_id} for one in sent]
    await connection.execute(_OLDER, named)
    rows = [
        {
            "chat_id": one.chat_id,
            "name": one.name,
            "message_id": one.message_id,
            "sent_at": one.sent_at,
            **about.values(one.told),
        }
        for one in sent
    ]
    await connection.execute(_seen(insert_for(connection)), rows)


async def now_about(connection: AsyncConnection, chat_id: int, name: str, told: About) -> None:
    """The words of a message were changed: from now on they tell of these."""
    which = (message.c.chat_id == chat_id, message.c.name == name)
    await connection.execute(update(message).where(*which).values(**about.values(told)))


async def forget(connection: AsyncConnection, which: ColumnElement[bool]) -> list[Sent]:
    """Such messages are forgotten; gives them, for they still stand in their chats."""
    c = message.c
    gone = delete(message).where(which).returning(c.chat_id, c.name, c.message_id, c.sent_at)
    return sorted((Sent(*row) for row in await connection.execute(gone)), key=lambda sent: sent.message_id)


async def forget_called(connection: AsyncConnection, chat_id: int, name: str) -> list[Sent]:
    """The same of a message of that name in a chat, and of those that had the name before it."""
    longer = message.c.name.startswith(f"{name}:", autoescape=True)
    return await forget(connection, and_(message.c.chat_id == chat_id, or_(message.c.name == name, longer)))


async def called(connection: AsyncConnection, chat_id: int, name: str, anew: str) -> None:
    """A message has another name from now on."""
    which = (message.c.chat_id == chat_id, message.c.name == name)
    await connection.execute(update(message).where(*which).values(name=anew))


async def forget_one(connection: AsyncConnection, chat_id: int, message_id: int) -> None:
    """Nothing is remembered of this message."""
    await connection.execute(delete(message).where(message.c.chat_id == chat_id, message.c.message_id == message_id))
