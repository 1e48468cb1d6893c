"""Work in bulk on an SQLite file: every statement runs where it is asked for, in a third of the time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import CursorResult, Executable, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import StaticPool

from storage.engine.database import T, Work, set_up, vacuum_into


class Bulk:
    """Runs pieces of work on a file that is up to date, each all or nothing, as `database.Database` does.

    Nothing crosses to another thread and back, so the loop stands still meanwhile: this is for work that nobody else
    waits beside. Open it only where nobody else writes.
    """

    def __init__(self, url: URL, driver: str = "sqlite", **options: Any) -> None:
        self._engine = create_engine(url.set(drivername=driver), poolclass=StaticPool, hide_parameters=True, **options)
        set_up(self._engine)
        self._connection = self._engine.connect()
        self._straight = _Straight(self._connection)

    async def run(self, work: Work[T]) -> T:
        """Do `work` in one transaction and return what it returned, once that is committed."""
        # By the driver's own words: beside such small transactions, SQLAlchemy's would be a good part of the work.
        self._say("BEGIN IMMEDIATE")
        try:
            done = await work(self._straight)
        except BaseException:
            self._say("ROLLBACK")
            raise
        self._say("COMMIT")
        return done

    def copy_to(self, path: Path) -> None:
        """Put a whole copy of the database into a new file, which is there once it is whole."""
        with vacuum_into(path) as statement:
            self._say(statement)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
        self._engine.dispose()

    def _say(self, statement: str) -> None:
        driver = self._connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - the connection is open
        driver.execute(statement).close()


class _Straight(AsyncConnection):
    """What asynchronous work is given: it awaits its statements, and each of them has run by then."""

    def __init__(self, connection: SyncConnection) -> None:
        self.sync_connection = connection

    async def execute(
        self, statement: Executable, parameters: Any = None, *, execution_options: Any = None
    ) -> CursorResult[Any]:
        assert self.sync_connection is not None  # noqa: S101 - see __init__
        return self.sync_connection.execute(statement, parameters, execution_options=execution_options)
