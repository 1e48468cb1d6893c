"""The database: one way to run a transaction, on SQLite through a single writer and on PostgreSQL through a pool."""

from __future__ import annotations

import asyncio
import errno
import socket
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import event, text
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, InvalidatePoolError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.engine import private
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


_LISTENING = (
    ("SOL_SOCKET", "SO_KEEPALIVE", 1),
    ("IPPROTO_TCP", "TCP_KEEPIDLE", 30),
    ("IPPROTO_TCP", "TCP_KEEPINTVL", 10),
    ("IPPROTO_TCP", "TCP_KEEPCNT", 3),
    ("IPPROTO_TCP", "TCP_USER_TIMEOUT", 60_000),
)
"""What a line to a server is told (seconds, a count, milliseconds): where nothing comes back for a minute it is cut,
so that a piece of work under way fails as something that passes. However long a statement takes, the line answers.
"""


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
            self._make_engine = partial(_postgresql, there, **options)

    @cached_property
    def engine(self) -> AsyncEngine:
        """PostgreSQL's pool; on SQLite those connections that only read, which not every run of a program needs."""
        return self._make_engine()

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
        if "engine" in vars(self):
            await self.engine.dispose()

    async def run(self, work: Work[T]) -> T:
        """Do `work` in one transaction and return what it returned, once that is committed."""
        if self.is_sqlite:
            return await self._writing().run(work)
        await self._let_in()
        with self._under_way.one():
            async with self.engine.begin() as connection:
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


def statements_of(connection: AsyncConnection) -> int:
    """How many statements a connection has run so far."""
    if isinstance(connection, Straight):
        return connection.statements
    return int(connection.sync_connection.info.get(_COUNT, 0)) if connection.sync_connection is not None else 0


_COUNT = "statements"
_LEFT = "left"
IDLE = 1.0
"""Seconds for which a line may lie unused and is still taken to lead to the server: it is used without being asked."""


def _ask_who_idled(engine: Engine) -> None:
    """A line that lay unused is asked, in three statements, whether it still leads to the server. One that was used
    just now is not: whether its other end was closed the driver knows by itself. Then all older ones are given up.
    """

    @event.listens_for(engine, "checkin")
    def _left(_line: Any, record: Any) -> None:
        record.info[_LEFT] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _taken(line: Any, record: Any, _taken_by: Any) -> None:
        left = record.info.pop(_LEFT, None)
        if left is None:  # it is new
            return
        if line.driver_connection.is_closed():
            raise InvalidatePoolError
        if time.monotonic() - left > IDLE and not _answers(engine, line):
            raise InvalidatePoolError


def _answers(engine: Engine, line: Any) -> bool:
    try:
        return engine.dialect.do_ping(line)
    except engine.dialect.loaded_dbapi.Error as error:
        if engine.dialect.is_disconnect(error, line, None):
            return False
        raise


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
    _count(engine.sync_engine)

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


def _postgresql(url: URL, **options: Any) -> AsyncEngine:
    how: dict[str, Any] = {"hide_parameters": True, "pool_size": 8, "max_overflow": 8}
    # Compiling a statement that counts takes the server longer than running it; counted by several processes at once,
    # it would take the cores on which others are answered.
    how["connect_args"] = {"server_settings": {"jit": "off", "max_parallel_workers_per_gather": "0"}}
    engine = create_async_engine(url, **{**how, **JSON_COLUMNS, **options})
    _count(engine.sync_engine)
    _ask_who_idled(engine.sync_engine)

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        line = connection.driver_connection._transport.get_extra_info("socket")  # asyncpg shows it in no other way
        for level, option, value in _LISTENING if line.family != socket.AF_UNIX else ():
            if hasattr(socket, option):  # a system lacks one or the other
                line.setsockopt(getattr(socket, level), getattr(socket, option), value)

    return engine
