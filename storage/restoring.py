"""Restoring: a copy becomes the database again, without what was erased since; what waited in it is held."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select, text, update

from storage import replay
from storage.cases import case_counter
from storage.conversations import conversation
from storage.durable import erasures, held
from storage.durable.erasures import erasure
from storage.engine import copies, private
from storage.engine.copies import CopyError
from storage.engine.database import Connection, Database
from storage.engine.dialect import locks_rows
from storage.engine.erased import Entry, Marks
from storage.engine.migrate import upgrade
from storage.schema import metadata

ROWS, REFERENCES, VERSIONS = 100_000, 100, 10_000
"""How many numbers of rows, references and versions of a conversation are left out where it is not known which were
given since the copy: more than a network gets to between two copies.
"""

WRITTEN = ("case_file", "case_note", "case_message", "inbox", "outbox", "mail")
"""The tables of which it is told how many rows would be lost."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The last number that each table gave a row, and each network a case; and the erasings that no list holds yet."""

    rows: Mapping[str, int] = field(default_factory=dict)
    cases: Mapping[str, int] = field(default_factory=dict)
    unlisted: Sequence[Entry] = ()


def numbers_of(connection: sqlite3.Connection) -> Numbers:
    """What an SQLite database has given. Raises sqlite3.Error where it cannot be read."""
    rows = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    cases = dict(connection.execute("SELECT network_id, last FROM case_counter").fetchall())
    there = connection.execute("SELECT name FROM sqlite_master WHERE name = 'erasure'").fetchone()
    unlisted = connection.execute("SELECT id, at, mark FROM erasure WHERE mark <> ''").fetchall() if there else []
    entries = [Entry(number, datetime.fromisoformat(f"{at}+00:00"), mark) for number, at, mark in unlisted]
    return Numbers(rows, cases, entries)


def numbers_at(path: Path) -> Numbers | None:
    """What the database at `path` has given, which nobody works with; None where it is gone or broken."""
    if not _is_database(path):
        return None
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
        return numbers_of(connection)
    return None


def _is_database(path: Path) -> bool:
    """Whether it can be one: SQLite throws the log away of what is none."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def lost(present: Numbers, copy: Numbers) -> dict[str, int]:
    """How many rows were written since, by table, erased ones included."""
    since = {table: present.rows.get(table, 0) - copy.rows.get(table, 0) for table in WRITTEN}
    return {table: count for table, count in since.items() if count > 0}


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a restoring: how many persons, cases and forms were erased again, how many calls and e-mails are
    held; where the database is that was there before.
    """

    erased: int
    held: int
    aside: Path | None


async def restore(
    copy: Path, path: Path, entries: Collection[Entry], keys: Sequence[Marks], present: Numbers | None, now: datetime
) -> Restored:
    """Put a copy in the place of the database at `path`, which is put aside. Nobody else may work with it. Until all is
    done, nothing is changed there.

    Raises:
        CopyError: the copy is broken.
        UnusableError: a newer program made it, or its rows cannot be carried over.
    """
    private.make_folder(path.parent)
    with tempfile.TemporaryDirectory(prefix=copies.RESTORING, dir=path.parent) as folder:
        new = private.make(Path(folder) / path.name)
        shutil.copyfile(copy, new)
        database = Database(f"sqlite+aiosqlite:///{new}")
        try:
            await upgrade(database, now)
            again, waits = await database.run(lambda c: settle(c, entries, keys, present))
            await database.scrub()
        finally:
            await database.close()
        copies.verify(new)
        aside = _put_aside(path, now)
        copies.settle(new)
        new.replace(path)
        copies.settle(path.parent)
    return Restored(again, waits, aside)


async def settle(
    connection: Connection, entries: Collection[Entry], keys: Sequence[Marks], present: Numbers | None
) -> tuple[int, int]:
    """Erase again what was erased since, hold what waits to be sent, and leave out the numbers that were given since.
    `present`: what was given until now, where that is known. Gives how many were erased, and how many are held.

    Raises CopyError where something was erased under none of the keys, so that nobody can tell whom it was of.
    """
    known = await erasures.newest(connection)
    since = {entry.number: entry for entry in entries if entry.number > known}
    marks = {entry.mark for entry in entries if entry.number > known}
    if any(not any(key.made(mark) for key in keys) for mark in marks):
        raise CopyError("something was erased since under another BOT_TOKEN, see --earlier-token")
    again = await replay.erase_again(connection, lambda whom: any(key.of(whom) in marks for key in keys), keys)
    if since:  # not all of them need stand in every list
        await connection.execute(erasure.insert(), [{"id": n, "at": e.at, "mark": e.mark} for n, e in since.items()])
    await _leave_out(connection, present)
    return again, await held.hold(connection)


async def _leave_out(connection: Connection, present: Numbers | None) -> None:
    """No number is given twice, of a row, of a case, of a question in a chat: somebody may have a button with it."""
    await connection.execute(update(conversation).values(version=conversation.c.version + VERSIONS))
    c = case_counter.c
    for network_id, last in (await connection.execute(select(c.network_id, c.last))).fetchall():
        given = last + REFERENCES if present is None else max(last, present.cases.get(network_id, 0))
        await connection.execute(update(case_counter).where(c.network_id == network_id).values(last=given))
    for table in metadata.sorted_tables:
        if table.dialect_options["sqlite"]["autoincrement"]:
            await _leave_out_rows(connection, table.name, present)


_SERIES = text(
    "SELECT setval(pg_get_serial_sequence(:name, 'id'), nextval(pg_get_serial_sequence(:name, 'id')) + :more)"
)


async def _leave_out_rows(connection: Connection, table: str, present: Numbers | None) -> None:
    sequence = {"name": table}
    if locks_rows(connection):
        await connection.execute(_SERIES, {**sequence, "more": ROWS})
        return
    found = await connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), sequence)
    last = found.scalar_one_or_none() or 0
    given = last + ROWS if present is None else max(last, present.rows.get(table, 0))
    await connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), sequence)
    await connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :seq)"), {**sequence, "seq": given})


def _put_aside(path: Path, now: datetime) -> Path | None:
    """The database gets the name of a copy as well, and is left without a log, which is not the new one’s."""
    if not path.is_file() or not path.stat().st_size:
        return None
    if _is_database(path):
        with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    while (aside := path.with_name(copies.name(path, now))).exists():
        now += timedelta(seconds=1)
    os.link(path, aside)
    for end in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{end}").rename(aside.with_name(f"{aside.name}{end}"))
    copies.settle(path.parent)
    return aside
