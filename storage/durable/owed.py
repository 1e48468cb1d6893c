"""Owed: what is to be taken out of a chat that cannot be reached now. It is done first when the chat comes back."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BigInteger, Column, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.columns import Kept, Whose, metadata, of
from storage.engine.dialect import among, insert_for
from storage.engine.prepared import hot

# Messages of ours that are to go. Whose they are and what they said is not kept.
owed = Table(
    "owed",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False, info=of(Whose.CHAT, Kept.WORKED)),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False, info=of(Whose.CHAT, Kept.WORKED)),
)


async def owe(connection: AsyncConnection, chat_id: int, message_ids: Iterable[int]) -> None:
    """These messages are to go as soon as they can."""
    if rows := [{"chat_id": chat_id, "message_id": message_id} for message_id in message_ids]:
        await connection.execute(insert_for(connection)(owed).values(rows).on_conflict_do_nothing())


_OWING = hot(select(owed.c.chat_id).where(among(owed.c.chat_id, "chats")).distinct())


async def owing(connection: AsyncConnection, chats: Iterable[int]) -> list[int]:
    """In which of these chats something is owed."""
    return sorted((await connection.execute(_OWING, {"chats": list(chats)})).scalars())


async def settle(connection: AsyncConnection, chat_id: int) -> list[int]:
    """What is owed in a chat, which is owed no more."""
    gone = delete(owed).where(owed.c.chat_id == chat_id).returning(owed.c.message_id)
    return sorted((await connection.execute(gone)).scalars())


async def forgive(connection: AsyncConnection, chat_id: int) -> None:
    """Nothing is owed in a chat that is no more."""
    await connection.execute(delete(owed).where(owed.c.chat_id == chat_id))
