"""Everything that is held of somebody: shown to them, erased, and swept away in time.

Each is a loop over what columns and tables say of themselves (`storage.engine.columns`): none needs a line here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, and_, delete, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import call_requests, duplicates, interests, letters, market, offers, owners, past_cases, resources
from storage.durable import about, sent_messages
from storage.durable.outbox import outbox
from storage.durable.sent_messages import Sent, message
from storage.engine.columns import STAYS, Whose, datum, over
from storage.engine.here import Here
from storage.schema import metadata

Owner = Mapping[type, Any]
"""How an owner is called where a column is a number, and where it is a text."""
Row = dict[str, Any]


def naming(whose: Whose, called: Owner) -> Iterator[Column[Any]]:
    """The columns by which the rows of an owner are found. A table that refers to others comes before them.

    What stands in chats comes last, behind the outbox: whatever is being sent at this moment either counts as sent by
    then, and is found there, or finds its row gone, and is deleted by whoever sent it.
    """
    others = [table for table in reversed(metadata.sorted_tables) if table is not message]
    for table in (*others, message):
        for column in table.columns:
            known = datum(column)
            if known.names and known.whose == whose and column.type.python_type in called:
                yield column


# --- shown ------------------------------------------------------------------------------------------------------------


async def held(here: Here, whose: Whose, called: Owner) -> dict[str, list[Row]]:
    """What is held of an owner, by table: what is theirs in the rows that name them, but never who else is named."""
    found: dict[str, list[Row]] = {}
    for column in naming(whose, called):
        theirs = [_measured(c) for c in column.table.columns if _shown(c, whose)]
        if not theirs:
            continue
        query = select(*theirs).where(column == called[column.type.python_type])
        if rows := [dict(row._mapping) for row in await here.execute(query.order_by(*column.table.primary_key))]:
            found.setdefault(column.table.name, []).extend(rows)
    return found


def _measured(column: Column[Any]) -> ColumnElement[Any]:
    """A datum as it is shown: of what is in a file how many bytes that are, since files go as files."""
    return func.length(column).label(column.name) if column.type.python_type is bytes else column


def _shown(column: Column[Any], whose: Whose) -> bool:
    return datum(column).whose == whose and not datum(column).names


# --- erased -----------------------------------------------------------------------------------------------------------


async def erase_case(here: Here, case_id: int, zone: str) -> None:
    """A case with everything that hangs on it, and those that it goes on for. Figures of its year in that time zone
    count it still, without a person.
    """
    for merged_id, _ in await duplicates.merged_into(here, case_id):
        await erase_case(here, merged_id, zone)
    await past_cases.leave(here, case_id, zone)
    await _erase(here, Whose.CASE, {int: case_id})


async def erase_person(here: Here, telegram_id: int) -> list[Sent]:
    """Everything else of a person: what waits, what was sent, what they said, who they are. Gives what still stands in
    their chat, and what names them or says their words elsewhere.
    """
    named = await forget_about(here, about.account(telegram_id))
    for call in await call_requests.of_person(here, telegram_id):
        named += await forget_about(here, about.call(call))
    for reference, number in await letters.written_by(here, telegram_id):
        named += await forget_named(here, f"{letters.NAME}:{reference}:{number}")
    for one in await resources.of_account(here, telegram_id):
        named += await erase_resource(here, one.id)
    for asked in await interests.of_person(here, telegram_id):
        named += await forget_about(here, about.interest(asked.id))
    for number in await owners.of_person(here, telegram_id):
        named += await erase_owner(here, number)
    in_their_chat = await _erase(here, Whose.CHAT, {int: telegram_id})
    return [*named, *in_their_chat, *await _erase(here, Whose.PERSON, {int: telegram_id})]


async def erase_owner(here: Here, number: int) -> list[Sent]:
    """Whoever speaks for offers, with these, their pictures, and who asked for them. Gives what stands in chats."""
    theirs = select(offers.offer.c.id).where(offers.offer.c.owner_id == number).order_by(offers.offer.c.id)
    standing: list[Sent] = []
    for asked in await interests.of_owner(here, number):
        standing += await forget_about(here, about.interest(asked.id))
    for one in list((await here.execute(theirs)).scalars()):
        standing += await market.leave_chats(here, one)
        standing += await forget_about(here, about.offer(one))
    await _go_with_theirs(here.connection, owners.owner, [number])
    return standing


async def _go_with_theirs(connection: AsyncConnection, table: Table, keys: Sequence[Any]) -> int:
    """Rows go, and before them whatever refers to them. Returns how many of the table went."""
    [key] = table.primary_key
    if not keys:
        return 0
    for child in metadata.sorted_tables:
        for column in child.columns:
            if not column.references(key):
                continue
            theirs = column.in_(keys)
            if len(child.primary_key) == 1:
                found = await connection.execute(select(*child.primary_key).where(theirs))
                await _go_with_theirs(connection, child, list(found.scalars()))
            else:
                await connection.execute(delete(child).where(theirs))
    return (await connection.execute(delete(table).where(key.in_(keys)))).rowcount


async def erase_resource(here: Here, number: int) -> list[Sent]:
    """Somebody whom a case could call on, with whatever asks or shows them. Gives what still stands in chats."""
    standing = await resources.leave_lists(here, number)
    standing += await forget_about(here, about.resource(number))
    await resources.forget(here, number)
    return standing


async def forget_about(here: Here, what: str) -> list[Sent]:
    """Nothing waits any more, to be sent or to come, that is about a case, a call, a resource person or an account, as
    `storage.durable.about` calls them. Gives the messages about it that stand in chats.
    """
    of_them = [about.interest(one.id) for one in await interests.of_case(here, what)] if about.is_case(what) else []
    standing = [sent for one in of_them for sent in await _erase(here, Whose.CASE, {str: one})]
    return [*standing, *await _erase(here, Whose.CASE, {str: what})]


async def _erase(here: Here, whose: Whose, called: Owner) -> list[Sent]:
    """The rows that name an owner, or what is theirs in them. Gives the messages that still stand in chats."""
    standing: list[Sent] = []
    for column in naming(whose, called):
        table, known, theirs = column.table, datum(column), column == called[column.type.python_type]
        if table is message:
            standing += await sent_messages.forget(here.connection, theirs)
            continue
        if known.only_where:
            theirs = and_(theirs, text(known.only_where))
        if known.left is STAYS:
            await here.execute(delete(table).where(theirs))
            continue
        if known.gone_where:
            await here.execute(delete(table).where(theirs, text(known.gone_where)))
        left = {c: datum(c).left for c in table.columns if datum(c).whose == whose and datum(c).left is not STAYS}
        await here.execute(update(table).where(theirs).values(left))
    return standing


async def forget_named(here: Here, name: str) -> list[Sent]:
    """As `forget_about`, of the messages called `name`, and those whose name begins with it and a colon."""
    [reference] = about.told_of(name)

    def called(table: Table) -> ColumnElement[bool]:
        longer = table.c.name.startswith(f"{name}:", autoescape=True)
        return and_(about.is_about(table, reference), or_(table.c.name == name, longer))

    await here.execute(delete(outbox).where(called(outbox)))
    return await sent_messages.forget(here.connection, called(message))


# --- swept away -------------------------------------------------------------------------------------------------------


async def sweep(connection: AsyncConnection, now: datetime) -> None:
    """What is kept for a time, and was kept that long, is not any more."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            known = datum(column)
            if isinstance(known.kept, timedelta):
                old = and_(table.c[known.since] < now - known.kept, column != known.left)
                where = and_(old, text(known.only_where)) if known.only_where else old
                await connection.execute(update(table).where(where).values({column: known.left}))


MOST = 50
"""Rows of a table that go at once: whoever writes waits meanwhile."""


def that_go() -> list[str]:
    """The tables whose rows are over one day."""
    return [table.name for table in metadata.sorted_tables if over(table) is not None]


async def prune(connection: AsyncConnection, name: str, now: datetime) -> bool:
    """The oldest rows of one of these tables go, where they are over and were kept as long as it says. Returns whether
    there may be more.
    """
    table = metadata.tables[name]
    gone = over(table)
    assert gone is not None  # noqa: S101 - it is one of them
    [key], since = table.primary_key, table.c[gone.since]
    oldest = select(key).where(text(gone.where), since < now - gone.kept).order_by(since).limit(MOST)
    if not any(column.references(key) for child in metadata.sorted_tables for column in child.columns):
        return (await connection.execute(delete(table).where(key.in_(oldest)))).rowcount == MOST
    keys = list((await connection.execute(oldest)).scalars())
    whose = await _owners_of(connection, keys) if table is offers.offer else []
    went = await _go_with_theirs(connection, table, keys)
    await _forget_idle(connection, whose)
    return went == MOST


async def _owners_of(connection: AsyncConnection, keys: Sequence[int]) -> list[int]:
    c = offers.offer.c
    return list((await connection.execute(select(c.owner_id).where(c.id.in_(keys)).distinct())).scalars())


async def _forget_idle(connection: AsyncConnection, numbers: Sequence[int]) -> None:
    """Whoever of these was an owner for themselves and has no offer any more is none: nothing of theirs is kept."""
    if not numbers:
        return
    c = owners.owner.c
    has = select(offers.offer.c.id).where(offers.offer.c.owner_id == c.id).exists()
    speaks = select(owners.speaker.c.owner_id).where(owners.speaker.c.owner_id == c.id).exists()
    private = or_(*(c.known_by.startswith(begins) for begins in owners.PRIVATE))
    await connection.execute(delete(owners.owner).where(c.id.in_(numbers), private, ~has, ~speaks))
