"""The writer: the one connection that writes to an SQLite file. Statements run on it where they are asked for."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection as SyncConnection
from sqlalchemy import CursorResult, Engine, Executable, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import StaticPool

from storage.engine import prepared
from storage.engine.json_text import JSON_COLUMNS

log = structlog.get_logger()

T = TypeVar("T")
Work = Callable[[AsyncConnection], Awaitable[T]]
_Job = tuple[Work[Any], "asyncio.Future[Any]"]
_Outcome = tuple[Any, BaseException | None]

PATIENCE = 10.0
"""Seconds that a transaction waits for a lock of another program’s."""
SLOW = 0.02
"""Seconds of the processor that no statement takes: everybody waits for it."""
_MOST_IN_A_COMMIT = 64
_PAUSE = 0.005


class Writer:
    """Runs pieces of work, each all or nothing. Those that are waiting share one commit, each in a savepoint of its
    own, so that a commit’s fsync is paid once and a failing piece takes nothing with it.

    A statement runs in the loop’s own thread: that takes less time than going to another and back. What waits for the
    disk, a commit, is done beside; who waits for another program’s lock leaves the loop to others. `beside` is False
    where nobody waits meanwhile.
    """

    def __init__(self, url: URL, driver: str = "sqlite", *, beside: bool = True, **options: Any) -> None:
        """Open the file, in the running loop. `options` are SQLAlchemy’s for an engine."""
        self._engine = create_engine(
            url.set(drivername=driver),
            poolclass=StaticPool,
            connect_args={"check_same_thread": False},
            hide_parameters=True,
            **JSON_COLUMNS,
            **options,
        )
        set_up(self._engine)
        self._straight = Straight(self._engine.connect())
        self._say("PRAGMA busy_timeout=0")  # from now on whoever waits leaves the loop to others
        self._thread = ThreadPoolExecutor(1, "sqlite-commit") if beside else None
        self._jobs: asyncio.Queue[_Job | None] = asyncio.Queue()
        self._between_commits = asyncio.Lock()
        self._task = asyncio.create_task(self._write(), name="sqlite-writer")

    async def run(self, work: Work[T]) -> T:
        """Do `work` and return what it returned, once that is committed."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put_nowait((work, done))
        return await done

    async def between_commits(self, statements: Iterable[str]) -> list[Any]:
        """Run statements that no transaction may be open for, beside the loop. Gives the rows of the last one."""
        async with self._between_commits:
            rows: list[Any] = []
            for statement in statements:
                rows = await self._beside(partial(self._say, statement))
            return rows

    async def close(self) -> None:
        """Do what is waiting, await the commit under way, and close the file."""
        self._jobs.put_nowait(None)
        await asyncio.wait((self._task,))
        if self._thread is not None:
            self._thread.shutdown()
        self._straight.close_at_once()
        self._engine.dispose()

    async def _write(self) -> None:
        while (job := await self._jobs.get()) is not None:
            jobs = [job]
            while len(jobs) < _MOST_IN_A_COMMIT and not self._jobs.empty():
                if (another := self._jobs.get_nowait()) is None:
                    self._jobs.put_nowait(None)
                    break
                jobs.append(another)
            async with self._between_commits:
                await self._commit_together([job for job in jobs if not job[1].cancelled()])

    async def _commit_together(self, jobs: list[_Job]) -> None:
        outcomes: list[_Outcome] = []
        try:
            await self._begin()
            before = self._driver.total_changes
            try:
                for number, (work, _) in enumerate(jobs):
                    if number:
                        await asyncio.sleep(0)  # whatever else waits for the loop has its turn between two pieces
                    outcomes.append(await self._in_savepoint(work))
                if self._driver.total_changes == before:  # nothing is written, and nobody waits for the disk
                    self._say("COMMIT")
                else:
                    await self._beside(partial(self._say, "COMMIT"))
            except BaseException:
                if self._driver.in_transaction:
                    self._say("ROLLBACK")
                raise
        except BaseException as fault:
            outcomes = [(None, fault)] * len(jobs)
            if not isinstance(fault, Exception):
                raise
        finally:
            for (_, done), (result, error) in zip(jobs, outcomes, strict=False):
                if error is not None and not done.done():
                    done.set_exception(error)
                elif not done.done():
                    done.set_result(result)

    async def _in_savepoint(self, work: Work[Any]) -> _Outcome:
        self._say("SAVEPOINT piece")
        try:
            result = await work(self._straight)
        except (Exception, asyncio.CancelledError) as error:
            # SQLite has undone all of it by itself (a disk is full, say), or it is the writer that is told to stop.
            if not self._driver.in_transaction or self._task.cancelling():
                raise
            self._say("ROLLBACK TO piece")
            self._say("RELEASE piece")
            return None, error
        self._say("RELEASE piece")
        return result, None

    async def _begin(self) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._say("BEGIN IMMEDIATE")
            except OperationalError as error:
                if not _is_busy(error) or time.monotonic() > until:
                    raise
                await asyncio.sleep(_PAUSE)
            else:
                return

    async def _beside(self, do: Callable[[], T]) -> T:
        """Done in the other thread. Who is told to stop meanwhile awaits its end: nothing else may touch the file."""
        if self._thread is None:
            return do()
        under_way = asyncio.get_running_loop().run_in_executor(self._thread, do)
        try:
            return await asyncio.shield(under_way)
        except asyncio.CancelledError:
            await asyncio.wait((under_way,))
            raise

    def _say(self, statement: str) -> list[Any]:
        """By the driver’s own words: beside such small transactions, SQLAlchemy’s would be a good part of the work."""
        try:
            cursor = self._driver.execute(statement)
            rows = cursor.fetchall()
            cursor.close()  # or VACUUM sees a statement under way
        except sqlite3.OperationalError as error:
            raise OperationalError(statement, None, error) from error
        return rows

    @property
    def _driver(self) -> sqlite3.Connection:
        return self._straight.driver


class Straight(AsyncConnection):
    """What a piece of work is given: it awaits its statements, and each of them has run by then. `statements` counts
    them.
    """

    def __init__(self, connection: SyncConnection) -> None:
        # SQLAlchemy takes it that somebody else ends the transaction. The driver has none open by itself.
        connection.begin()
        self.sync_connection: SyncConnection = connection
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the connection is open
        self.driver = driver
        self.statements = 0
        self._began = 0.0
        event.listen(connection, "before_cursor_execute", self._given_to_the_driver)

    async def execute(
        self, statement: Executable, parameters: Any = None, *, execution_options: Any = None
    ) -> CursorResult[Any]:
        """Run a statement. One for which the database keeps everybody waiting is logged; that a long one is put into
        words takes its time too, once, and is no fault of the database’s. `statement` is the same object each time
        where it is hot.
        """
        self._began = 0.0
        if statement in prepared.HOT:
            ready = prepared.ready(statement, given := parameters or {})
            self._given_to_the_driver()
            result: Any = ready.run(self.driver, given)
        else:
            result = self.sync_connection.execute(statement, parameters, execution_options=execution_options)
        self.statements += 1
        if (lasted := time.thread_time() - self._began) > SLOW:
            log.warning("a slow statement", name=str(statement)[:400], lasted_ms=round(lasted * 1000, 1))
        return result  # type: ignore[no-any-return]  # rows of the same kind

    def _given_to_the_driver(self, *_: object) -> None:
        """From here on it is the database’s time: its own, however busy the machine is. Several sets of values may go
        in pieces, of which the first counts.
        """
        self._began = self._began or time.thread_time()

    async def exec_driver_sql(
        self, statement: str, parameters: Any = None, execution_options: Mapping[str, Any] | None = None
    ) -> CursorResult[Any]:
        """Run a statement in the driver’s own words."""
        return self.sync_connection.exec_driver_sql(statement, parameters, execution_options)

    async def run_sync(self, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """Have something done with the connection that awaits nothing."""
        return fn(self.sync_connection, *args, **kwargs)

    def close_at_once(self) -> None:
        """Close it."""
        self.sync_connection.close()


def set_up(engine: Engine) -> None:
    """How a connection that writes to SQLite is set up. Whoever has it begins its transactions."""

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # The driver's own idea of when a transaction begins is switched off: BEGIN IMMEDIATE is the only one.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}")
        _switch_to_wal(cursor)
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


def _switch_to_wal(cursor: Any) -> None:
    """Two programs may open a new file at once. This alone does not wait for the other's lock: it is tried again."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _is_busy(error: OperationalError) -> bool:
    code = getattr(error.orig, "sqlite_errorcode", 0)
    return bool(code & 0xFF == sqlite3.SQLITE_BUSY)
