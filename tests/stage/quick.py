"""Databases that are quick to begin with: whatever SQLAlchemy has compiled for one of them is there for the next."""

from __future__ import annotations

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


class _Alike:
    """Dialects that stand for each other: what is compiled for one is kept under a key in which it is named."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class Files(_Alike, SQLiteDialect_pysqlite):
    """SQLite's dialect."""

    supports_statement_cache = True


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


def quick(url: str) -> Database:
    """The database of a URL. Nobody waits here while something is committed."""
    driver, compiled = f"{make_url(url).get_backend_name()}+alike", {"compiled_cache": _COMPILED}
    return Quick(url, driver, beside=False, execution_options=compiled)
