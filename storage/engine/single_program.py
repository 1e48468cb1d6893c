"""Being alone: one running program per database. Whoever holds this knows that every lease it finds is a dead one's."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Self

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine import private
from storage.engine.database import Database

_LOCK_NUMBER = 0x53564F4C43
WATCH = 5.0
"""Seconds between two looks at the lock's connection."""
PATIENCE = 30
"""Tries, a tenth of a second apart."""


class NotAloneError(Exception):
    """Another program runs on this database."""


class Alone:
    """A lock that ends with the process, however it ends: a file lock beside SQLite, an advisory one in PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._file: IO[bytes] | None = None
        self._connection: AsyncConnection | None = None

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
        connection = await self._database.engine.connect()
        got = bool(await connection.scalar(text("SELECT pg_try_advisory_lock(:n)"), {"n": _LOCK_NUMBER}))
        # The lock belongs to the session, not to a transaction: none is left open.
        await connection.commit()
        if got:
            self._connection = connection
        else:
            await connection.close()
        return got

    async def watch(self) -> None:
        """Return never while the lock is held.

        Raises:
            NotAloneError: the server closed the connection that held it; another program may run from now on.
        """
        while True:
            await asyncio.sleep(WATCH)
            if self._connection is None:
                continue
            try:
                await self._connection.execute(text("SELECT 1"))
                await self._connection.commit()
            except Exception as error:
                raise NotAloneError from error

    async def __aexit__(self, *_: object) -> None:
        """Give it back."""
        if self._file is not None:
            self._file.close()
        if self._connection is not None:
            with suppress(Exception):  # a connection that is gone holds no lock
                await self._connection.scalar(text("SELECT pg_advisory_unlock(:n)"), {"n": _LOCK_NUMBER})
                await self._connection.commit()
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
