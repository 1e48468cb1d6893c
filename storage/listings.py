"""Listings: which cases a message names that names several, so that it goes with any of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BigInteger, Column, ColumnElement, ForeignKey, Index, String, Table, and_, delete, select, tuple_

from storage.durable import sent_messages
from storage.durable.outbox import outbox
from storage.durable.sent_messages import Sent, message
from storage.engine.columns import Serial, Whose, metadata, names, of
from storage.engine.here import Here

# The cases that a list names: `name` is the logical message, which nothing else in that chat is called.
listing = Table(
    "listing",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, info=names(Whose.CHAT)),
    Column("name", String(60), primary_key=True, info=of(Whose.CHAT)),
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True, info=names(Whose.CASE)),
    Index("ix_listing_case", "case_id"),
)


async def names_these(here: Here, chat_id: int, name: str, case_ids: Iterable[int]) -> None:
    """From now on a message names these cases and no others."""
    c = listing.c
    await here.execute(delete(listing).where(c.chat_id == chat_id, c.name == name))
    if rows := [{"chat_id": chat_id, "name": name, "case_id": case_id} for case_id in dict.fromkeys(case_ids)]:
        await here.execute(listing.insert(), rows)


async def naming(here: Here, chat_id: int, case_id: int) -> list[str]:
    """The messages of a chat that name a case, among others."""
    c = listing.c
    found = select(c.name).where(c.case_id == case_id, c.chat_id == chat_id).order_by(c.name)
    return list((await here.execute(found)).scalars())


async def forget(here: Here, case_id: int) -> list[Sent]:
    """Every list that names a case is sent no more. Gives those that stand in chats."""
    return await take_out(here, listing, listing.c.case_id == case_id)


async def take_out(here: Here, shown: Table, which: ColumnElement[bool]) -> list[Sent]:
    """Every message that a table with `chat_id` and `name` says shows something is sent no more, and named there no
    more. Gives those that stand in chats.
    """
    c = shown.c
    found = (await here.execute(select(c.chat_id, c.name).where(which))).fetchall()
    standing: list[Sent] = []
    for chat_id, name in found:
        await here.execute(delete(outbox).where(outbox.c.chat_id == chat_id, outbox.c.name == name))
        standing += await sent_messages.forget(
            here.connection, and_(message.c.chat_id == chat_id, message.c.name == name)
        )
    if found:
        await here.execute(delete(shown).where(tuple_(c.chat_id, c.name).in_([tuple(row) for row in found])))
    return standing
