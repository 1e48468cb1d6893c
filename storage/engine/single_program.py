"""Being alone: one running program per database. Whoever holds this knows that every lease it finds is a dead one's."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Self

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine import private
from storage.engine.database import Database, Work

log = structlog.get_logger()

_LOCK_NUMBER = 0x53564F4C43
WATCH = 5.0
"""Seconds between two looks at the lock's connection."""
PATIENCE = 30
"""Tries, a tenth of a second apart."""
PAUSE = 0.25
"""Seconds between two tries to reach a server that is away."""
LINGERING = 600
"""Tries, a tenth of a second apart, to get a lock again: a server may take a while to notice that a line was cut."""
# By these it notices within half a minute. They are for TCP; on another line they say nothing.
_NOTICE = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"


class NotAloneError(Exception):
    """Another program runs on this database."""


class Alone:
    """A lock that ends with the process, however it ends: a file lock beside SQLite, an advisory one in PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._file: IO[bytes] | None = None
        self._connection: AsyncConnection | None = None
        self._lost = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Take the lock; a server may take a moment to notice that its last holder died.

        Raises:
            NotAloneError: somebody else has it and keeps it.
        """
        for _ in range(PATIENCE):
            if await self._try():
                return self
            await asyncio.sleep(0.1)
        raise NotAloneError

    async def _try(self) -> bool:
        path = self._database.path
        if path is not None:
            self._file = _lock_file(path)
            return self._file is not None
        async with AsyncExitStack() as unless_held:
            connection = await self._database.engine.connect()
            unless_held.push_async_callback(connection.close)
            for setting in _NOTICE.split(";"):
                await connection.execute(text(setting))
            got = bool(await connection.scalar(text("SELECT pg_try_advisory_lock(:n)"), {"n": _LOCK_NUMBER}))
            # The lock belongs to the session, not to a transaction: none is left open.
            await connection.commit()
            if got:
                driver = (await connection.get_raw_connection()).driver_connection
                assert driver is not None  # noqa: S101 - the connection is open
                driver.add_termination_listener(lambda _: self._lost.set())
                self._connection = connection
                unless_held.pop_all()
        return got

    async def watch(self, again: Work[None]) -> None:
        """Return never. Where the server closes the connection that holds the lock, nothing is worked from then on: a
        server that was started anew would let another program in. Once it has let us in again, and nobody else,
        `again` is done, and the work goes on.

        Raises:
            NotAloneError: another program has the lock by then.
        """
        while True:
            await self._is_lost()
            with self._database.closed():
                log.error("the database is away: everything waits until it is back")
                while not await self._is_back(again):
                    pass
            log.warning("the database is back: the work goes on")

    async def _is_lost(self) -> None:
        """Until the connection that holds the lock is gone."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(WATCH):
                    await self._lost.wait()
            self._lost.clear()
            if self._connection is None:  # a file is not taken away
                continue
            try:
                async with asyncio.timeout(WATCH):
                    await self._connection.execute(text("SELECT 1"))
                    await self._connection.commit()
            except Exception:
                return

    async def _is_back(self, again: Work[None]) -> bool:
        """Whether the lock is held again, and `again` done; where it is not, a moment has passed."""
        try:
            if self._connection is not None:
                with suppress(Exception):
                    await self._connection.invalidate()
                    await self._connection.close()
            for _ in range(LINGERING):
                if await self._try():
                    async with self._database.engine.begin() as connection:
                        await again(connection)
                    return True
                await asyncio.sleep(0.1)
        except Exception:  # it is away, or away again
            await asyncio.sleep(PAUSE)
            return False
        raise NotAloneError

    async def __aexit__(self, *_: object) -> None:
        """Give it back."""
        if self._file is not None:
            self._file.close()
        if self._connection is not None:
            with suppress(Exception):  # a connection that is gone holds no lock
                await self._connection.scalar(text("SELECT pg_advisory_unlock(:n)"), {"n": _LOCK_NUMBER})
                await self._connection.commit()
            with suppress(Exception):
                await self._connection.close()


@contextmanager
def alone_on(path: Path) -> Iterator[None]:
    """A block in which no program runs on an SQLite file, there or not. Raises NotAloneError where one does."""
    private.make_folder(path.parent)
    file = _lock_file(path)
    if file is None:
        raise NotAloneError
    with file:
        yield


def runs_on(path: Path) -> bool:
    """Whether a program runs on an SQLite file."""
    try:
        with _beside(path).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _lock_file(path: Path) -> IO[bytes] | None:
    file = private.make(_beside(path)).open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
