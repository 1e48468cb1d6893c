"""The writer: an SQLite file that one connection writes to, whoever waits, and whatever holds it up."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from sqlalchemy import ColumnElement, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.compiler import compiles

from storage.engine import writer
from storage.engine.database import Connection, Database, is_passing
from tests.stage.logged import logged

PUT = text("INSERT INTO said VALUES (:word)")
LONG = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 900000) SELECT count(*) FROM n")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A file with a table of words."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'x.sqlite3'}")
    await database.run(lambda c: c.execute(text("CREATE TABLE said (word TEXT NOT NULL)")))
    yield database
    await database.close()


async def put(connection: Connection, word: str | None = "a word") -> str | None:
    """Somebody says something."""
    await connection.execute(PUT, {"word": word})
    return word


def words(database: Database) -> list[str]:
    """What another program sees."""
    with closing(sqlite3.connect(str(database.path))) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM said ORDER BY word")]


async def test_what_waits_at_the_end_is_committed(database: Database) -> None:
    """Whoever closes the database does not cut off a commit under way, nor what waits behind it."""
    waiting = [asyncio.create_task(database.run(partial(put, word=f"word {number}"))) for number in range(3)]
    await asyncio.sleep(0)
    waiting.append(asyncio.create_task(database.run(partial(put, word="word 3"))))
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*waiting) == ["word 0", "word 1", "word 2", "word 3"]
    assert words(database) == ["word 0", "word 1", "word 2", "word 3"]


async def test_a_piece_that_fails_takes_nothing_with_it(database: Database) -> None:
    """Pieces that share a commit fail alone."""
    pieces = (database.run(partial(put, word=word)) for word in ("first", None, "third"))
    first, second, third = await asyncio.gather(*pieces, return_exceptions=True)
    assert (first, third) == ("first", "third")
    assert isinstance(second, IntegrityError)
    assert words(database) == ["first", "third"]


async def test_a_piece_that_is_broken_off_takes_nothing_with_it(database: Database) -> None:
    """What it awaited was cancelled: that is its own end, and not the writer’s."""

    async def broken_off(connection: Connection) -> None:
        await put(connection, "broken off")
        never = asyncio.get_running_loop().create_future()
        never.cancel()
        await never

    first, second, third = await asyncio.gather(
        database.run(partial(put, word="first")), database.run(broken_off), database.run(put), return_exceptions=True
    )
    assert (first, third) == ("first", "a word")
    assert isinstance(second, asyncio.CancelledError)
    assert await database.run(partial(put, word="later")) == "later"
    assert words(database) == ["a word", "first", "later"]


async def test_another_programs_lock_leaves_the_loop_to_others(database: Database) -> None:
    """A transaction waits until the lock is given back; whatever else there is to do goes on."""
    with closing(sqlite3.connect(str(database.path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        mine = asyncio.create_task(database.run(put))
        for _ in range(5):
            await asyncio.sleep(writer._PAUSE)
        assert not mine.done()
        other.execute("COMMIT")
        assert await mine == "a word"


async def test_a_lock_that_is_never_given_back(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a fault that passes: the row is tried again later."""
    monkeypatch.setattr(writer, "PATIENCE", 0.0)
    with closing(sqlite3.connect(str(database.path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Exception, match="locked") as told:
            await database.run(put)
        assert is_passing(told.value)
    assert await database.run(put) == "a word"


async def test_a_commit_that_fails_fails_everybody_in_it(database: Database) -> None:
    """A full disk, which SQLite is told of by its own limit: nobody is told yes, and the next piece is not spoilt."""
    await database.run(lambda c: c.exec_driver_sql("PRAGMA max_page_count=3"))
    long = "x" * 5000
    told = await asyncio.gather(*(database.run(lambda c: put(c, long)) for _ in range(2)), return_exceptions=True)
    assert all(isinstance(one, Exception) and is_passing(one) for one in told)
    assert words(database) == []
    assert await database.run(lambda c: put(c, "short")) == "short"


async def test_a_statement_that_keeps_everybody_waiting_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its own words, which hold nobody's; a short one is not, were it not for what the machine does meanwhile."""
    with logged() as lines:
        await database.run(lambda c: c.execute(LONG))
        monkeypatch.setattr("time.thread_time", iter([1.0, 1.0 + writer.SLOW / 2]).__next__)
        await database.run(put)
    assert [line["name"][:20] for line in lines if line["event"] == "a slow statement"] == ["WITH RECURSIVE n(x) "]


class LongWorded(ColumnElement[int]):
    """A column that takes its time to be put into words, on a clock of the test’s own."""

    inherit_cache = False
    took: ClassVar[list[float]] = []


@compiles(LongWorded)
def _worded(*_: object, **__: object) -> str:
    LongWorded.took.append(2 * writer.SLOW)
    return "1"


async def test_a_statement_that_is_long_in_its_words_alone_is_not_slow(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time that is told of is the database’s: what it took to write the statement is none of its."""
    took: list[float] = []
    monkeypatch.setattr(LongWorded, "took", took)
    monkeypatch.setattr("time.thread_time", lambda: sum(took))
    with logged() as lines:
        found = await database.run(lambda c: c.execute(select(LongWorded())))
    assert (found.scalar_one(), took, lines) == (1, [2 * writer.SLOW], [])


async def test_a_reader_sees_what_was_committed_and_changes_nothing(database: Database) -> None:
    """It is a connection of its own, beside the one that writes."""
    await database.run(put)
    count = text("SELECT count(*) FROM said")

    async def look(connection: Connection) -> tuple[int, int]:
        before = (await connection.execute(count)).scalar_one()
        await database.run(put)
        return before, (await connection.execute(count)).scalar_one()

    assert await database.read(look) == (1, 1), "what it sees is of one moment"
    with pytest.raises(Exception, match="readonly"):
        await database.read(put)
    assert words(database) == ["a word", "a word"]
