"""Databases that are quick to begin with: whatever SQLAlchemy has compiled for one of them is there for the next."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from storage.engine.bulk import Bulk
from storage.engine.database import Database, T, Work

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


def quick(url: str) -> Database:
    """The database of a URL."""
    return _File(url) if url.startswith("sqlite") else _Server(url)


class _File(Database):
    """SQLite, whose statements run where they are asked for: that takes a third of the time."""

    _bulk: Bulk | None = None

    async def open(self) -> None:
        """Take over the file, which has its shape by now."""
        await self.engine.dispose()
        self._bulk = Bulk(self.url, driver="sqlite+alike", execution_options={"compiled_cache": _COMPILED})

    async def close(self) -> None:
        """Close every connection."""
        if self._bulk is not None:
            self._bulk.close()
        await super().close()

    async def run(self, work: Work[T]) -> T:
        """Do `work` in one transaction and return what it returned, once that is committed."""
        if self._bulk is None:
            raise RuntimeError("the database is not open")
        return await self._bulk.run(work)


class _Server(Database):
    """PostgreSQL."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        alike = make_url(url).set(drivername="postgresql+alike")
        self.engine = create_async_engine(alike, hide_parameters=True, execution_options={"compiled_cache": _COMPILED})
