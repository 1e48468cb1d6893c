"""Being alone: one running program per database. Whoever holds this knows that every lease it finds is a dead one's."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO, Self

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database

_LOCK_NUMBER = 0x53564F4C43


class NotAloneError(Exception):
    """Another program runs on this database."""


class Alone:
    """A lock that ends with the process, however it ends: a file lock beside SQLite, an advisory one in PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._file: IO[bytes] | None = None
        self._connection: AsyncConnection | None = None

    async def __aenter__(self) -> Self:
        """Take the lock.

        Raises:
            NotAloneError: somebody else has it.
        """
        path = self._database.path
        if path is not None:
            self._file = _lock_file(path)
            return self
        self._connection = await self._database.engine.connect()
        got = await self._connection.scalar(text("SELECT pg_try_advisory_lock(:n)"), {"n": _LOCK_NUMBER})
        # The lock belongs to the session, not to a transaction: none is left open.
        await self._connection.commit()
        if not got:
            await self._connection.close()
            raise NotAloneError
        return self

    async def __aexit__(self, *_: object) -> None:
        """Give it back."""
        if self._file is not None:
            self._file.close()
        if self._connection is not None:
            await self._connection.scalar(text("SELECT pg_advisory_unlock(:n)"), {"n": _LOCK_NUMBER})
            await self._connection.commit()
            await self._connection.close()


def _lock_file(path: Path) -> IO[bytes]:
    file = path.with_name(path.name + ".lock").open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise NotAloneError from None
    return file
