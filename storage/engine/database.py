"""The database: one way to run a transaction, on SQLite through a single writer and on PostgreSQL through a pool."""

from __future__ import annotations

import asyncio
import errno
import socket
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import event, text
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.engine import lines, private
from storage.engine.json_text import JSON_COLUMNS
from storage.engine.writer import Straight, Writer
from storage.engine.yielding import UnderWay, yields

T = TypeVar("T")
Connection = AsyncConnection
"""What a piece of work is given: a connection with its transaction open."""
Work = Callable[[AsyncConnection], Awaitable[T]]

_SERIALISING = ("40001", "40P01")
"""PostgreSQL's codes for a turn that must be run again: it could not be put in order, or a deadlock was ended by it."""

_FULL = "53100"
_AWAY = ("08", "53", "57P")
"""How PostgreSQL’s codes begin that say that it is stopping, starting, full or out of reach."""


_NO_LINE = (ConnectionError, TimeoutError, socket.gaierror)
_UNREACHABLE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN)


class BusyError(Exception):
    """The files cannot forget yet."""


class LostError(Exception):
    """The database is another program’s now."""


class Database:
    """Runs pieces of work, each all or nothing.

    On SQLite one connection writes, and pieces that wait share a commit (see `writer`). On PostgreSQL every piece has
    its own transaction. Either way `run` returns only after the commit. `engine` is PostgreSQL's pool, and on SQLite
    those connections that only read.
    """

    def __init__(self, url: str, driver: str | None = None, *, beside: bool = True, **options: Any) -> None:
        """`driver` names another dialect than the URL or the writer would have, `options` are SQLAlchemy's for it. What
        is `beside`: see `Writer`.
        """
        self.url: URL = make_url(url)
        self._writer: Writer | None = None
        self._open = asyncio.Event()
        self._open.set()
        self._lost = False
        self._under_way = UnderWay()
        if self.is_sqlite:
            if self.path is not None and self.url.database != ":memory:":
                with suppress(OSError):  # connecting says so, to somebody who can tell it in plain words
                    private.make_database(self.path)
            self._make_writer = partial(Writer, self.url, driver or "sqlite", beside=beside, **options)
            self._make_engine = partial(_readers, self.url)
        else:
            there = self.url.set(drivername=driver or self.url.drivername)
            self._make_engine = partial(lines.lines, there, 8, {}, **options)
            self._make_lookers = partial(lines.lines, there, 3, lines.ROW_BY_ROW, **options)

    @cached_property
    def engine(self) -> AsyncEngine:
        """PostgreSQL's pool; on SQLite those connections that only read, which not every run of a program needs."""
        engine = self._make_engine()
        _count(engine.sync_engine)
        return engine

    @cached_property
    def _lookers(self) -> AsyncEngine:
        return self._make_lookers()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    async def close(self) -> None:
        """Do what is waiting, stop the writer and close every connection."""
        if self._writer is not None:
            await self._writer.close()
            self._writer = None
        for name in {"engine", "_lookers"} & set(vars(self)):
            await getattr(self, name).dispose()

    async def run(self, work: Work[T]) -> T:
        """Do `work` in one transaction and return what it returned, once that is committed."""
        if self.is_sqlite:
            return await self._writing().run(work)
        await self._let_in()
        with self._under_way.one():
            async with self.engine.begin() as connection:
                return await work(connection)

    async def look(self, work: Work[T], *, alone: bool) -> T:
        """The same for a look for what waits, which goes from row to row in the order of an index, whatever PostgreSQL
        believes to know of the table. `alone`: it is one statement, so that nobody need say where it begins and ends.
        """
        if self.is_sqlite:
            return await self.run(work)
        await self._let_in()
        with self._under_way.one():
            async with self._lookers.connect() as connection:
                if alone:
                    await connection.execution_options(isolation_level="AUTOCOMMIT")
                    return await work(connection)
                async with connection.begin():
                    return await work(connection)

    async def read(self, work: Work[T]) -> T:
        """Do `work`, which changes nothing, beside whatever is written: it sees what was committed when it began."""
        await self._let_in()
        async with self.engine.connect() as connection:
            if not self.is_sqlite:
                options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
                await connection.execution_options(**options)
                # What reads much is planned for what it asks: a plan for anything sorts what it had better gather.
                await connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_custom_plan")
                yields(connection, self._under_way)
            return await work(connection)

    @property
    def lets_in(self) -> bool:
        """Whether pieces of work begin."""
        return self._open.is_set()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """A block in which no piece of work begins: each waits for its end. Where it fails none begins any more: each
        raises LostError.
        """
        self._open.clear()
        try:
            yield
        except Exception:
            self._lost = True
            raise
        finally:
            self._open.set()

    async def _let_in(self) -> None:
        await self._open.wait()
        if self._lost:
            raise LostError

    def _writing(self) -> Writer:
        if self._writer is None:
            self._writer = self._make_writer()
        return self._writer

    async def copy_to(self, path: Path) -> None:
        """Put a whole copy of an SQLite database into a new file, which is there once it is whole."""
        with _vacuum_into(path) as statement:
            await self._writing().between_commits((statement,))

    async def scrub(self) -> None:
        """Make the files forget what was erased: SQLite's is written anew, its write-ahead log folded in and cut.

        SQLite overwrites what is deleted with zeros by itself (secure_delete), but where it divides a page, the old one
        keeps a copy of the rows that moved. Writing anew takes ten milliseconds a megabyte, and nobody else writes
        meanwhile. PostgreSQL frees the dead rows; its own log and its backups are its administrator's.

        Raises BusyError where somebody still reads the database as it was before: the log keeps what they read.
        """
        if self.is_sqlite:
            statements = ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
            [(busy, _, _)] = await self._writing().between_commits(statements)
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
        say = self._writing().between_commits
        await say(("PRAGMA foreign_keys=OFF",))
        try:
            yield
        finally:
            await say(("PRAGMA foreign_keys=ON",))
        if broken := await say(("PRAGMA foreign_key_check",)):
            raise ValueError(f"{len(broken)} rows refer to nothing, the first in {broken[0][0]}")


_COUNT = "statements"


def statements_of(connection: AsyncConnection) -> int:
    """How many statements a connection has run so far."""
    if isinstance(connection, Straight):
        return connection.statements
    return int(connection.sync_connection.info.get(_COUNT, 0)) if connection.sync_connection is not None else 0


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

    async def look(self, work: Work[T], *, alone: bool) -> T:
        """Look as one of the pieces."""
        return await self.run(work)

    async def read(self, work: Work[T]) -> T:
        """Do `work`, which sees what the pieces before it have changed."""
        return await self.run(work)


def is_passing(error: BaseException) -> bool:
    """Whether a fault is the database's own and passes: out of reach, busy, a deadlock. Wrong SQL is none of these."""
    if isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _SERIALISING:
        return True
    state = str(getattr(error.orig if isinstance(error, DBAPIError) else error, "sqlstate", None) or "")
    if isinstance(error, OSError):  # a line that is not there; other faults of the system are the row’s
        return isinstance(error, _NO_LINE) or error.errno in _UNREACHABLE
    return isinstance(error, OperationalError | InterfaceError | PoolTimeout) or state.startswith(_AWAY)


def is_full(error: BaseException) -> bool:
    """Whether there is no room any more where the database lies."""
    told = (error.orig or error) if isinstance(error, DBAPIError) else error
    if isinstance(told, OSError):
        return told.errno in (errno.ENOSPC, errno.EDQUOT)
    return getattr(told, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or getattr(told, "sqlstate", None) == _FULL


@contextmanager
def _vacuum_into(path: Path) -> Iterator[str]:
    """The statement that copies an SQLite database; the file is there once the block has run it."""
    half = path.with_name(path.name + ".half")
    half.unlink(missing_ok=True)
    private.make(half)
    yield f"VACUUM INTO '{half}'"
    half.replace(path)


def _readers(url: URL) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True, **JSON_COLUMNS)

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        cursor = connection.cursor()
        cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
