"""Migrations: the newest shape, on both databases, after a copy of the file was put aside."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Connection

from bot.clock import real_now
from bot.program import Program
from bot.settings import SettingsError
from storage.engine import migrate
from storage.engine.database import Database
from storage.engine.migrate import UnusableError, upgrade
from storage.schema import metadata
from tests.stage import PERSON, on_the_wire
from tests.stage.inside import value

NEWER = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade() -> None:
    op.create_table("of_tomorrow", sa.Column("id", sa.Integer(), primary_key=True))
"""


@pytest.fixture
def tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Call it, and the program knows one migration more."""
    today = migrate.SCRIPTS
    copy = tmp_path / "migrations"
    shutil.copytree(str(files("storage").joinpath("migrations")), copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = ScriptDirectory.from_config(migrate.configuration()).get_current_head()
    (copy / "versions" / "9999_of_tomorrow.py").write_text(NEWER.format(before=before), encoding="utf-8")

    def comes(there: bool = True) -> None:
        monkeypatch.setattr(migrate, "SCRIPTS", copy if there else today)

    return comes


def default_differs(
    _context: Any, found: Any, _wanted: Any, found_default: str | None, _default: Any, wanted_default: str | None
) -> bool | None:
    """Alembic compares defaults, but for JSON, whose values PostgreSQL cannot compare: there their text counts."""
    if not isinstance(found.type, JSON):
        return None
    texts = [(default or "").partition("::")[0].strip("'") for default in (found_default, wanted_default)]
    return texts[0] != texts[1]


def test_a_migration_is_named_after_its_revision() -> None:
    """So the newest shape is known without Alembic, which a start need not wait for."""
    scripts = ScriptDirectory.from_config(migrate.configuration())
    known = {script.revision: Path(script.path).name for script in scripts.walk_revisions()}
    assert [name for revision, name in known.items() if not name.startswith(f"{revision}_")] == []
    assert max(known) == scripts.get_current_head()


async def brought_to(url: str, revision: str) -> None:
    """A database as an earlier version has left it."""
    database, config = Database(url), migrate.configuration()

    def bring(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(bring)
    finally:
        await database.close()


async def test_models_and_migrations_agree(empty_database: str) -> None:
    """What the migrations build is what the tables say: nothing to add, nothing to drop, no other type."""
    database = Database(empty_database)
    try:
        await upgrade(database, real_now())

        def differences(connection: Connection) -> list[Any]:
            opts = {"compare_type": True, "compare_server_default": default_differs}
            context = MigrationContext.configure(connection, opts=opts)
            return list(compare_metadata(context, metadata))

        async with database.engine.connect() as connection:
            assert await connection.run_sync(differences) == []
    finally:
        await database.close()


async def test_twice_is_once(empty_database: str) -> None:
    """A new database needs no copy; one that is in shape is left alone."""
    database = Database(empty_database)
    try:
        assert await upgrade(database, real_now()) is None
        assert await upgrade(database, real_now()) is None
    finally:
        await database.close()
    if database.path is not None:
        assert not list(database.path.parent.glob("*.backup"))


async def test_running_on_an_older_database(empty_database: str, tomorrow: Any) -> None:
    """The program brings it to the newest shape; of an SQLite file a whole copy is put aside first, once."""
    async with on_the_wire(empty_database, greeted=(PERSON,)) as stage:
        path = stage.running.database.path
        tomorrow()
        await stage.rebuild()
        await stage.say(PERSON, "/aide")
        await stage.rebuild()
    assert await value(empty_database, "SELECT count(*) FROM of_tomorrow") == 0
    if path is None:
        return
    [copy] = path.parent.glob("*.backup")
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("SELECT telegram_id FROM person").fetchall() == [(PERSON,)]
        assert old.execute("SELECT count(*) FROM sqlite_master WHERE name = 'of_tomorrow'").fetchone() == (0,)
        assert old.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_a_database_of_tomorrow(empty_database: str, tomorrow: Any) -> None:
    """An older program does not touch what a newer one made, and says so in one line."""
    database = Database(empty_database)
    try:
        tomorrow()
        await upgrade(database, real_now())
        tomorrow(False)
        with pytest.raises(UnusableError, match="newer version"):
            await upgrade(database, real_now())
    finally:
        await database.close()
    async with on_the_wire(empty_database, run=False) as stage:
        with pytest.raises(SettingsError) as refused:
            await Program(stage.settings).__aenter__()
        [line] = str(refused.value).splitlines()
        assert line.startswith("DATABASE_URL")
    if database.path is not None:
        assert not list(database.path.parent.glob("*.backup"))
