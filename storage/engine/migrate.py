"""Migrations: brings a database to the newest shape, after a copy of its file was put aside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine import private
from storage.engine.database import Database

if TYPE_CHECKING:  # Alembic takes its time to load, and a database that has the newest shape needs none of it
    from alembic.config import Config

KEPT = timedelta(days=30)
"""How long a copy is kept: it holds what people have had erased since."""

SCRIPTS: Traversable = files("storage") / "migrations"


class UnusableError(Exception):
    """The database cannot be reached, or a newer version of this program made it. The text says which, no secret."""


def configuration() -> Config:
    """Alembic's configuration, without a file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    return config


async def shape(connection: AsyncConnection) -> Literal["empty", "older", "newest"]:
    """Which shape a database has; looking changes nothing.

    Raises:
        UnusableError: it was brought to a newer shape than this program knows.
    """
    current = await connection.run_sync(_revision)
    if current is None:
        return "empty"
    *older, head = _revisions(SCRIPTS)
    if current not in (*older, head):
        raise UnusableError("a newer version of this program has worked with it")
    return "newest" if current == head else "older"


async def upgrade(database: Database, now: datetime) -> Path | None:
    """Apply every migration that is missing. Returns where the copy of an SQLite file was put, if one was made.

    A new database needs no copy. PostgreSQL's backups are its administrator's.

    Raises:
        UnusableError: the database was brought to a newer shape than this program knows, or its rows cannot be read.
    """
    if database.path is not None:
        _forget_copies(database.path, now)
    found = await _found(database)
    if found == "newest":
        return None
    copy = _back_up(database.path, now) if found == "older" and database.path is not None else None
    try:
        async with database.unreferenced():
            await database.run(lambda c: c.run_sync(_upgrade))
    except ValueError as error:
        raise UnusableError(f"its rows cannot be carried over: {error}") from error
    return copy


async def is_behind(database: Database) -> bool:
    """Whether a database has yet to be brought to the newest shape. Raises UnusableError as `upgrade` does."""
    return await _found(database) != "newest"


async def _found(database: Database) -> Literal["empty", "older", "newest"]:
    """The shape that a database has, as `shape` calls it."""
    return await database.read(shape)


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


def _revisions(scripts: Traversable) -> tuple[str, ...]:
    """Every shape that this program knows, the newest last: a migration's file begins with its revision."""
    names = (script.name for script in (scripts / "versions").iterdir())
    return tuple(sorted(name.partition("_")[0] for name in names if name.endswith(".py")))


def _revision(connection: Connection) -> str | None:
    """The shape that a database has; None while it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _upgrade(connection: Connection) -> None:
    from alembic import command

    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _forget_copies(path: Path, now: datetime) -> None:
    """Copies that were made before a migration are not kept for good: they hold what was erased since."""
    for old in private.copies(path):
        if now.timestamp() - old.stat().st_mtime > KEPT.total_seconds():
            old.unlink()


def _back_up(path: Path, now: datetime) -> Path:
    """A consistent copy beside the file, made by SQLite itself, which reads what is still in the WAL."""
    copy = private.make(path.with_name(f"{path.stem}-{now:%Y%m%d-%H%M%S}{path.suffix}.backup"))
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy
