"""Migrations: brings a database to the newest shape, after a copy of its file was put aside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import Database

KEPT = timedelta(days=30)
"""How long a copy is kept: it holds what people have had erased since."""

SCRIPTS = "storage:migrations"
"""Where the migrations are, as Alembic names a folder of a package."""


class UnusableError(Exception):
    """The database cannot be reached, or a newer version of this program made it. The text says which, no secret."""


def configuration() -> Config:
    """Alembic's configuration, without a file."""
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    return config


async def upgrade(database: Database, now: datetime) -> Path | None:
    """Apply every migration that is missing. Returns where the copy of an SQLite file was put, if one was made.

    A new database needs no copy. PostgreSQL's backups are its administrator's.

    Raises:
        UnusableError: the database was brought to a newer shape than this program knows.
    """
    async with database.engine.connect() as connection:
        current = await connection.run_sync(lambda c: MigrationContext.configure(c).get_current_revision())
        await connection.rollback()
    *older, head = _revisions(SCRIPTS)
    if current == head:
        return None
    if current is not None and current not in older:
        raise UnusableError("a newer version of this program has worked with it")
    copy = _back_up(database.path, now) if current is not None and database.path is not None else None
    async with database.unreferenced(), database.engine.begin() as connection:
        await connection.run_sync(_upgrade)
    return copy


async def greet(database: Database) -> None:
    """Connect once, to know at the start whether the database can be used.

    Raises:
        UnusableError: it cannot.
    """
    try:
        if database.path is not None:
            # Not with the engine: a connection that fails to open leaves its thread behind.
            with closing(sqlite3.connect(database.path)) as probe:
                probe.execute("PRAGMA schema_version")
            return
        async with database.engine.connect() as connection:
            await connection.rollback()
    except Exception as error:
        raise UnusableError(f"it cannot be reached: {type(error).__name__}") from None


@cache
def _revisions(_scripts: str) -> tuple[str, ...]:
    """Every shape that this program knows, the newest last."""
    scripts = ScriptDirectory.from_config(configuration()).walk_revisions()
    return tuple(script.revision for script in scripts)[::-1]


def _upgrade(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _back_up(path: Path, now: datetime) -> Path:
    """A consistent copy beside the file, made by SQLite itself, which reads what is still in the WAL."""
    for old in path.parent.glob(f"{path.stem}-*{path.suffix}.backup"):
        if now.timestamp() - old.stat().st_mtime > KEPT.total_seconds():
            old.unlink()
    copy = path.with_name(f"{path.stem}-{now:%Y%m%d-%H%M%S}{path.suffix}.backup")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy
