"""Dialects: where the two databases differ in what a statement may say."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection


def insert_for(connection: AsyncConnection) -> Any:
    """The dialect's own `insert`, the one that knows ON CONFLICT."""
    return sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert


def locks_rows(connection: AsyncConnection) -> bool:
    """Whether several transactions write side by side, so that a row is locked by whoever acts on it, and left alone by
    whoever looks for work. On SQLite there is one writer, and nothing to lock.
    """
    return connection.dialect.name == "postgresql"
