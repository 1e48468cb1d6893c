"""Listings: which cases a message names that names several, so that it goes with any of them; others do likewise."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Select, String, Table, and_, delete, select, tuple_

from storage.cases import case_file
from storage.conversations import ConflictError
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
    await _named(here, chat_id, name, listing.c.case_id, list(dict.fromkeys(case_ids)))


AT_ONCE = 5_000
"""Cases that are held by one statement: no database takes any number of values."""


async def names_still(here: Here, chat_id: int, name: str, case_ids: Iterable[int]) -> None:
    """The same of any number of cases, read before this turn. Raises ConflictError where one of them was erased
    meanwhile: look again.
    """
    wanted, c = sorted(set(case_ids)), listing.c
    await here.execute(delete(listing).where(c.chat_id == chat_id, c.name == name))
    for begin in range(0, len(wanted), AT_ONCE):
        some = wanted[begin : begin + AT_ONCE]
        await hold(here, some, chat_id)
        await here.execute(listing.insert(), [{"chat_id": chat_id, "name": name, "case_id": one} for one in some])


async def hold(here: Here, some: list[int], whose: int = 0) -> None:
    """These cases, in order, are erased by nobody before the turn is over. Raises ConflictError, about `whose` chat,
    where one was meanwhile.
    """
    there = select(case_file.c.id).where(case_file.c.id.in_(some)).order_by(case_file.c.id)
    if list((await here.execute(there.with_for_update(read=True, key_share=True))).scalars()) != some:
        raise ConflictError(whose)


async def naming(here: Here, chat_id: int, case_id: int) -> list[str]:
    """The messages of a chat that name a case, among others."""
    c = listing.c
    found = select(c.name).where(c.case_id == case_id, c.chat_id == chat_id).order_by(c.name)
    return list((await here.execute(found)).scalars())


async def forget(here: Here, case_id: int) -> list[Sent]:
    """Every list that names a case is sent no more. Gives those that stand in chats."""
    return await take_out(here, listing.c.case_id, case_id)


# --- whatever else messages show --------------------------------------------------------------------------------------


async def shows_these(
    here: Here, chat_id: int, name: str, column: Column[int], numbers: Iterable[int], there: Select[tuple[int]]
) -> None:
    """From now on a message shows these and no others, as a `column` says that stands beside `chat_id` and `name`. They
    stay as they are until the turn is over. Raises ConflictError where one of them is no more among those that are
    `there`: so what goes is found by every message that shows it, or is in none.
    """
    wanted = sorted(set(numbers))
    if wanted:
        (number,) = there.selected_columns
        held = there.where(number.in_(wanted)).order_by(number).with_for_update(read=True)
        if list((await here.execute(held)).scalars()) != wanted:
            raise ConflictError(chat_id)
    await _named(here, chat_id, name, column, wanted)


async def take_out(here: Here, column: Column[int], number: int) -> list[Sent]:
    """Every message that shows something, as a `column` says that stands beside `chat_id` and `name`, is sent no more,
    and named there no more. Gives those that stand in chats.
    """
    c = column.table.c
    found = (await here.execute(select(c.chat_id, c.name).where(column == number))).fetchall()
    standing: list[Sent] = []
    for chat_id, name in found:
        await here.execute(delete(outbox).where(outbox.c.chat_id == chat_id, outbox.c.name == name))
        standing += await sent_messages.forget(
            here.connection, and_(message.c.chat_id == chat_id, message.c.name == name)
        )
    if found:
        await here.execute(delete(column.table).where(tuple_(c.chat_id, c.name).in_([tuple(row) for row in found])))
    return standing


async def _named(here: Here, chat_id: int, name: str, column: Column[int], numbers: Iterable[int]) -> None:
    shown, c = column.table, column.table.c
    await here.execute(delete(shown).where(c.chat_id == chat_id, c.name == name))
    if rows := [{"chat_id": chat_id, "name": name, column.name: number} for number in numbers]:
        await here.execute(shown.insert(), rows)
