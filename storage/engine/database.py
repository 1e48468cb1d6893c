"""The database: one way to run a transaction, on SQLite through a single writer and on PostgreSQL through a pool."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import event, text
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from storage.engine import private

T = TypeVar("T")
Connection = AsyncConnection
"""What a piece of work is given: a connection with its transaction open."""
Work = Callable[[AsyncConnection], Awaitable[T]]
_Job = tuple[Work[Any], "asyncio.Future[Any]"]

_MOST_TURNS_IN_A_COMMIT = 64
_PATIENCE = 10
"""Seconds that SQLite waits for a lock of somebody else's."""
_SERIALISING = ("40001", "40P01")
"""PostgreSQL's codes for a turn that must be run again: it could not be put in order, or a deadlock was ended by it."""


class BusyError(Exception):
    """The files cannot forget yet."""


class Database:
    """Runs pieces of work, each all or nothing.

    On SQLite one connection writes: the pieces that are waiting share one commit, each in a savepoint of its own, so
    that a commit's fsync is paid once and a failing piece takes nothing with it. On PostgreSQL every piece has its own
    transaction. Either way `run` returns only after the commit.
    """

    def __init__(self, url: str) -> None:
        self.url: URL = make_url(url)
        self.engine: AsyncEngine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url)
        self._jobs: asyncio.Queue[_Job] = asyncio.Queue()
        self._writer: asyncio.Task[None] | None = None
        self._between_commits = asyncio.Lock()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    async def open(self) -> None:
        """Start the writer (SQLite). Call once, inside the running loop."""
        if self.is_sqlite and self._writer is None:
            self._writer = asyncio.create_task(self._write(), name="sqlite-writer")

    async def close(self) -> None:
        """Stop the writer and close every connection."""
        if self._writer is not None:
            self._writer.cancel()
            with suppress(asyncio.CancelledError):
                await self._writer
            self._writer = None
        await self.engine.dispose()

    async def run(self, work: Work[T]) -> T:
        """Do `work` in one transaction and return what it returned, once that is committed."""
        if not self.is_sqlite:
            async with self.engine.begin() as connection:
                return await work(connection)
        if self._writer is None:
            raise RuntimeError("the database is not open")
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put_nowait((work, done))
        return await done

    async def copy_to(self, path: Path) -> None:
        """Put a whole copy of an SQLite database into a new file, which is there once it is whole."""
        with vacuum_into(path) as statement:
            await self._exclusively((statement,))

    async def scrub(self) -> None:
        """Make the files forget what was erased: the write-ahead log is folded in and cut.

        SQLite overwrites what is deleted with zeros by itself (secure_delete), in a moment however large the file is.
        PostgreSQL frees the dead rows; its own log and its backups are its administrator's.

        Raises BusyError where somebody still reads the database as it was before: the log keeps what they read.
        """
        if self.is_sqlite:
            # Whoever reads is not waited for here, where everybody would wait with it: it is tried again later.
            at_once, patiently = (f"PRAGMA busy_timeout={seconds * 1000}" for seconds in (0, _PATIENCE))
            try:
                [(busy, _, _)] = await self._exclusively((at_once, "PRAGMA wal_checkpoint(TRUNCATE)"))
            finally:
                await self._exclusively((patiently,))
            if busy:
                raise BusyError("somebody reads the database as it was before something was erased")
            return
        async with self.engine.connect() as connection:
            freely = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await freely.execute(text("VACUUM"))

    @asynccontextmanager
    async def unreferenced(self) -> AsyncIterator[None]:
        """A block in which SQLite does not look at references, as it asks for where a table is built anew; it looks at
        all of them at the end.

        Raises ValueError where a row refers to one that is not there.
        """
        if not self.is_sqlite:
            yield
            return
        await self._exclusively(("PRAGMA foreign_keys=OFF",))
        try:
            yield
        finally:
            await self._exclusively(("PRAGMA foreign_keys=ON",))
        if broken := await self._exclusively(("PRAGMA foreign_key_check",)):
            raise ValueError(f"{len(broken)} rows refer to nothing, the first in {broken[0][0]}")

    async def _exclusively(self, statements: Iterable[str]) -> list[Any]:
        """Run statements that no transaction may be open for, on the writer's connection, between two commits. Gives
        the rows of the last one.
        """
        rows: list[Any] = []
        async with self._between_commits, self.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            driver = raw.driver_connection
            assert driver is not None  # noqa: S101 - the connection is open
            for statement in statements:
                async with driver.execute(statement) as cursor:  # closed, or VACUUM sees a statement under way
                    rows = list(await cursor.fetchall())
        return rows

    async def _write(self) -> None:
        while True:
            jobs = [await self._jobs.get()]
            while len(jobs) < _MOST_TURNS_IN_A_COMMIT and not self._jobs.empty():
                jobs.append(self._jobs.get_nowait())
            async with self._between_commits:
                await self._commit_together([job for job in jobs if not job[1].cancelled()])

    async def _commit_together(self, jobs: list[_Job]) -> None:
        """One commit for all; each in a savepoint of its own, unless it is alone."""
        outcomes: list[tuple[asyncio.Future[Any], Any, BaseException | None]] = []
        try:
            async with self.engine.begin() as connection:
                if len(jobs) == 1:
                    [(work, done)] = jobs
                    outcomes.append((done, await work(connection), None))
                else:
                    for work, done in jobs:
                        outcomes.append((done, *await _in_savepoint(connection, work)))
        except Exception as fault:
            outcomes = [(done, None, fault) for _, done in jobs]
        for done, result, error in outcomes:
            if done.cancelled():
                continue
            if error is None:
                done.set_result(result)
            else:
                done.set_exception(error)


def statements_of(connection: AsyncConnection) -> int:
    """How many statements a connection has run so far."""
    return int(connection.sync_connection.info.get(_COUNT, 0)) if connection.sync_connection is not None else 0


_COUNT = "statements"


def _count(engine: Engine) -> None:
    @event.listens_for(engine, "before_cursor_execute")
    def _one_more(connection: Any, *_: Any) -> None:
        connection.info[_COUNT] = connection.info.get(_COUNT, 0) + 1


class Joined(Database):
    """Pieces of work that are all part of one transaction, which somebody else has opened and ends: they are committed
    together, or none of them is. One that fails spoils them all. It runs work and does nothing else.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._spoiled: Exception | None = None

    async def run(self, work: Work[T]) -> T:
        """Do `work`, and return what it returned. Raises RuntimeError once a piece has failed."""
        if self._spoiled is not None:
            raise RuntimeError("an earlier piece of this transaction has failed") from self._spoiled
        try:
            return await work(self._connection)
        except Exception as error:
            self._spoiled = error
            raise


def is_passing(error: BaseException) -> bool:
    """Whether a fault is the database's own and passes: out of reach, busy, a deadlock. Wrong SQL is none of these."""
    if isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _SERIALISING:
        return True
    return isinstance(error, OperationalError | InterfaceError | PoolTimeout | ConnectionError)


async def _in_savepoint(connection: AsyncConnection, work: Work[T]) -> tuple[T | None, BaseException | None]:
    try:
        async with connection.begin_nested():
            return await work(connection), None
    except Exception as error:
        return None, error


@contextmanager
def vacuum_into(path: Path) -> Iterator[str]:
    """The statement that copies an SQLite database; the file is there once the block has run it."""
    half = path.with_name(path.name + ".half")
    half.unlink(missing_ok=True)
    private.make(half)
    yield f"VACUUM INTO '{half}'"
    half.replace(path)


def _sqlite(url: URL) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        with suppress(OSError):  # connecting says so, to somebody who can tell it in plain words
            private.make_database(Path(url.database))
    engine = create_async_engine(url, poolclass=StaticPool, hide_parameters=True)
    set_up(engine.sync_engine)

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def set_up(engine: Engine) -> None:
    """How each connection to SQLite is set up. Whoever has it begins its transactions."""

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # The driver's own idea of when a transaction begins is switched off: BEGIN IMMEDIATE is the only one.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
        _switch_to_wal(cursor)
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    _count(engine)


def _switch_to_wal(cursor: Any) -> None:
    """Two programs may open a new file at once. This alone does not wait for the other's lock: it is tried again."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _postgresql(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True, pool_size=8, max_overflow=8, pool_pre_ping=True)
    _count(engine.sync_engine)
    return engine
