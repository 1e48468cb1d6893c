"""Databases that are quick to begin with: whatever SQLAlchemy has compiled for one of them is there for the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import make_url

from storage.engine.database import Connection, Database, Work
from storage.engine.writer import Straight

T = TypeVar("T")
_COMPILED: dict[Any, Any] = {}
_KEPT_OPEN: dict[str, Any] = {}
_keeps_open = False


class _Alike:
    """Dialects that stand for each other: what is compiled for one is kept under a key in which it is named."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class Files(_Alike, SQLiteDialect_pysqlite):
    """SQLite's dialect."""

    supports_statement_cache = True

    def connect(self, *where: Any, **how: Any) -> Any:
        """A connection to a file: the one that was kept open, or a new one."""
        return _KEPT_OPEN.pop(where[0], None) or super().connect(*where, **how)

    def do_close(self, dbapi_connection: Any) -> None:
        """It is kept open while a program is built anew, unless it would hold up the next with what it has begun."""
        if _keeps_open and not dbapi_connection.in_transaction:
            [(_, _, path)] = dbapi_connection.execute("PRAGMA database_list").fetchall()
            _KEPT_OPEN[path] = dbapi_connection
        else:
            super().do_close(dbapi_connection)  # type: ignore[no-untyped-call]


class Servers(_Alike, PGDialect_asyncpg):
    """PostgreSQL's dialect."""

    supports_statement_cache = True


registry.register("sqlite.alike", __name__, "Files")
registry.register("postgresql.alike", __name__, "Servers")


class Quick(Database):
    """On SQLite the one connection that writes reads too, in its turn."""

    async def read(self, work: Work[T]) -> T:
        """Do `work`, which must change nothing."""
        return await (self.run(partial(_only_reading, work)) if self.is_sqlite else super().read(work))


async def _only_reading(work: Work[T], connection: Connection) -> T:
    assert isinstance(connection, Straight)
    before = connection.driver.total_changes
    result = await work(connection)
    assert connection.driver.total_changes == before, "what only reads has changed something"
    return result


@contextmanager
def kept_open() -> Iterator[None]:
    """A block in which a program ends and one is built anew on the same SQLite file, with the connection of the first:
    it holds nothing of a program, and to open one and read the shape of the database takes a fifth of building.
    """
    global _keeps_open
    _keeps_open = True
    try:
        yield
    finally:
        _keeps_open = False
        while _KEPT_OPEN:
            _KEPT_OPEN.popitem()[1].close()


def quick(url: str) -> Database:
    """The database of a URL. Nobody waits here while something is committed."""
    driver, compiled = f"{make_url(url).get_backend_name()}+alike", {"compiled_cache": _COMPILED}
    return Quick(url, driver, beside=False, execution_options=compiled)
