"""Makes a large database: thirty cases and a conversation are lived, and multiplied where they lie, by SQL alone.

A copy of a case is that case under another number and of other people; its messages, dates and keys go along, as their
columns say whose they are. What stands in them for a case or a person of the thirty stands for the copy’s.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Integer,
    Select,
    String,
    Table,
    Text,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    text,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.schema import CreateIndex, DropIndex

from network.slots import CLOSED
from rehearsal.earlier_people import Company, live
from storage.cases import case_counter, case_file
from storage.durable.inbox import inbox
from storage.durable.lanes import pending
from storage.durable.once import once
from storage.durable.outbox import outbox
from storage.durable.sent_messages import message
from storage.engine.columns import Whose, datum, metadata
from storage.engine.here import Here
from storage.kept_facts import case_fact, case_pass, work_out
from storage.slots import slot
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, PERSON, SANCY_ARTENSE, staged
from tests.stage.inside import tap

FIRST_OF_THIRTY = 2001
FIRST_COPY = 100
"""With four figures before those of the case it copies, a reference is as long as the program makes it."""
STRIDE, APART = 100, 10_000
"""How far the number of a case is from that of its next copy, and the account of its person from that one’s."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many cases, how many of them unfinished, how many conversations, and how many rows a case was worked by."""

    cases: int = 100_000
    unfinished: int = 5_000
    conversations: int = 10_000
    inbox: int = 30
    outbox: int = 40


async def make(url: str, size: Size) -> None:
    """Fill a database that has its shape and nothing else."""
    await _live(url)
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                await connection.exec_driver_sql("PRAGMA cache_size=-1000000")
            await _fill(connection, size)
            await _work_out(connection)
        async with engine.connect() as connection:
            freely = await connection.execution_options(isolation_level="AUTOCOMMIT")
            is_sqlite = connection.dialect.name == "sqlite"
            await freely.execute(text("PRAGMA wal_checkpoint(TRUNCATE)" if is_sqlite else "VACUUM (ANALYZE)"))
    finally:
        await engine.dispose()


async def _work_out(connection: AsyncConnection) -> None:
    """What figures count of each case stands ready, as a program leaves it that has run for a while."""
    network = (await connection.execute(select(case_fact.c.network_id).limit(1))).scalar_one()
    while await work_out(Here(connection, network), "Europe/Paris", A_TUESDAY):
        pass


async def _live(url: str) -> None:
    """Thirty people have come, and one is telling a project."""
    here = frozenset({BOUCHE, SANCY_ARTENSE, COORDINATOR})
    async with staged(url, run=False) as stage:
        await stage.start(lambda program: live(Company(FIRST_OF_THIRTY, here), program))
        for who in sorted(here):
            await stage.say(who, "/start")
        stage.world.start(PERSON)
        await stage.settle()
        await tap(stage, PERSON, "read")
        await stage.say(PERSON, "Reprendre une boulangerie")


async def _fill(connection: AsyncConnection, size: Size) -> None:
    """The copies, then what transport has left behind, then the indexes, which are made faster than kept."""
    indexes = [index for table in metadata.sorted_tables for index in table.indexes if not index.unique]
    for index in indexes:
        await connection.execute(DropIndex(index))
    await connection.execute(_seen())
    open_ones = select(slot.c.case_id).where(slot.c.status.not_in(sorted(CLOSED)))
    first = FIRST_COPY
    for which, wanted in (
        (case_file.c.id.in_(open_ones), size.unfinished),
        (case_file.c.id.not_in(open_ones), size.cases - size.unfinished),
    ):
        of = (await connection.execute(select(case_file.c.id, case_file.c.person_id).where(which, _lived()))).fetchall()
        copies = max(wanted // len(of) - 1, 0)
        await _copy(connection, [row.id for row in of], [row.person_id for row in of], first, copies)
        first += copies
    await _copy(connection, [], [PERSON], first, size.conversations - 1)
    await _pad(connection, inbox, size.inbox * size.cases)
    await connection.execute(update(inbox).where(inbox.c.source == "telegram").values(update_id=-inbox.c.id))
    await _pad(connection, outbox, size.outbox * size.cases)
    await connection.execute(update(case_counter).values(last=select(func.max(case_file.c.number)).scalar_subquery()))
    if connection.dialect.name == "postgresql":
        follow = "SELECT setval(pg_get_serial_sequence('case_file', 'id'), max(id)) FROM case_file"
        await connection.execute(text(follow))
    for index in indexes:
        await connection.execute(CreateIndex(index))


def _lived() -> ColumnElement[bool]:
    return case_file.c.id < STRIDE


def _seen() -> Any:
    """What the past has said stands in the chats: nobody sent it, so it is remembered here."""
    c = outbox.c
    called = func.coalesce(c.name, literal("#").concat(cast(c.id, String)))
    newest = select(func.max(c.id)).where(c.method == "sendMessage").group_by(c.chat_id, called)
    known = select(message.c.chat_id).where(message.c.chat_id == c.chat_id, message.c.name == called).exists()
    seen = select(c.chat_id, called, c.id, c.created_at, c.about, c.also_about).where(c.id.in_(newest), ~known)
    return message.insert().from_select(["chat_id", "name", "message_id", "sent_at", "about", "also_about"], seen)


async def _copy(connection: AsyncConnection, case_ids: list[int], people: list[int], first: int, copies: int) -> None:
    """So many copies of some cases and people, with everything that names them."""
    if copies == 0:
        return
    references = [f"SV-{number:04d}" for number in case_ids]
    copy = _numbers(first, copies)
    for table in metadata.sorted_tables:
        named = [column for column in table.columns if datum(column).names and datum(column).whose is not Whose.PARTNER]
        if not named or table in (inbox, case_fact, case_pass):
            continue
        which = or_(*(column.in_(_called(column, case_ids, references, people)) for column in named))
        # Found once, however much there is by now.
        lived = select(table).where(which).cte("lived").prefix_with("MATERIALIZED")
        columns = [column for column in table.columns if column.name != "id" or table is case_file]
        values = [_of_copy(column, lived.c, people, copy.c.n, connection.dialect.name) for column in columns]
        rows = select(*values).select_from(lived.join(copy, true()))
        await connection.execute(table.insert().from_select([column.name for column in columns], rows))


def _called(column: Column[Any], case_ids: list[int], references: list[str], people: list[int]) -> list[Any]:
    if datum(column).whose is not Whose.CASE:
        return people
    return case_ids if isinstance(column.type.as_generic(), Integer) else references


def _numbers(first: int, many: int) -> Any:
    """So many numbers, as `n`."""
    n = select(literal(first, Integer).label("n")).cte("copy", recursive=True)
    return n.union_all(select(n.c.n + 1).where(n.c.n < first + many - 1))


def _of_copy(of: Column[Any], lived: Any, people: list[int], n: ColumnElement[int], dialect: str) -> ColumnElement[Any]:
    """What a column holds in copy number `n` of what was `lived`."""
    column: ColumnElement[Any] = lived[of.name]
    own = of.table is case_file and of.name in ("id", "number")
    if own or any(key.column is case_file.c.id for key in of.foreign_keys):
        return column + n * STRIDE
    if datum(of).names and datum(of).whose in (Whose.PERSON, Whose.CHAT):
        return case((column.in_(people), column + n * APART), else_=column)
    if of is message.c.message_id:
        return column + n * APART
    if of is message.c.name:
        says_whose = or_(column.contains("SV-"), lived.chat_id.in_(people))
        return _told(case((says_whose, column), else_=column.concat(":").concat(cast(n, String))), n)
    if isinstance(of.type, JSON):
        copied = _told(cast(column, Text), n)
        return cast(copied, JSON) if dialect == "postgresql" else copied
    if of is once.c.key:
        theirs = func.replace(column, cast(lived.whose, String), cast(lived.whose + n * APART, String))
        return _told(case((lived.whose.in_(people), theirs), else_=column), n)
    return _told(column, n) if isinstance(of.type, String) else column


def _told(words: ColumnElement[Any], n: ColumnElement[int]) -> ColumnElement[Any]:
    """Words in which the copy’s reference and telephone stand."""
    number = cast(n, String)
    of_the_copy = func.replace(words, "SV-00", literal("SV-", String).concat(number))
    return func.replace(of_the_copy, "+3319900", literal("+33", String).concat(number))


async def _pad(connection: AsyncConnection, table: Table, wanted: int) -> None:
    """As many rows that are done: copies of those that are there."""
    names = [column.name for column in table.columns if column.name not in ("id", "update_id")]
    rows: Select[Any] = select(*(table.c[name] for name in names)).where(~pending(table))
    while (missing := wanted - await _count(connection, table)) > 0:
        await connection.execute(table.insert().from_select(names, rows.limit(missing)))


async def _count(connection: AsyncConnection, table: Table) -> int:
    return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())
