"""Migrations: brings a database to the newest shape, after a copy of its file was put aside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine import copies
from storage.engine.copies import CopyError
from storage.engine.database import Database

if TYPE_CHECKING:  # Alembic takes its time to load, and a database that has the newest shape needs none of it
    from alembic.config import Config

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
    return _shape(await connection.run_sync(_revision))


def _shape(current: str | None) -> Literal["empty", "older", "newest"]:
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
        copies.thin(database.path, database.path.parent, now)
    before = await found(database)
    if before == "newest":
        return None
    aside = database.path if before == "older" else None
    try:
        copy = None if aside is None else copies.make(aside, aside.parent, now)
        async with database.unreferenced():
            await database.run(lambda c: c.run_sync(_upgrade))
    except ValueError as error:
        raise UnusableError(f"its rows cannot be carried over: {error}") from error
    except CopyError as error:
        raise UnusableError(f"no copy can be put aside: {error}") from None
    return copy


async def is_behind(database: Database) -> bool:
    """Whether a database has yet to be brought to the newest shape. Raises UnusableError as `upgrade` does."""
    return await found(database) != "newest"


async def found(database: Database) -> Literal["empty", "older", "newest"]:
    """The shape that a database has, as `shape` calls it and raises."""
    if database.path is None:
        return await database.read(shape)
    with closing(sqlite3.connect(database.path)) as probe:  # quicker than to open the engine that reads beside others
        there = probe.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        row = probe.execute("SELECT version_num FROM alembic_version").fetchone() if there else None
    return _shape(None if row is None else row[0])


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
