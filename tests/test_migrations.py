"""Migrations: the newest shape, on both databases, after a copy of the file was put aside."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Connection, bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import real_now
from bot.open_database import opened
from bot.program import Program
from bot.settings import SettingsError
from storage.durable import due
from storage.engine import migrate
from storage.engine.columns import Instant
from storage.engine.database import Database
from storage.engine.migrate import UnusableError, upgrade
from storage.schema import metadata
from tests.stage import PERSON, on_the_wire
from tests.stage.databases import ON_BOTH
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
        await database.run(lambda c: c.run_sync(bring))
    finally:
        await database.close()


# SQLite’s indexes of expressions cannot be read back; PostgreSQL’s are.
@ON_BOTH
@pytest.mark.filterwarnings("ignore:.*expression-based index")
async def test_models_and_migrations_agree(empty_database: str) -> None:
    """What the migrations build is what the tables say: nothing to add, nothing to drop, no other type."""
    database = Database(empty_database)
    try:
        await upgrade(database, real_now())

        def differences(connection: Connection) -> list[Any]:
            opts = {"compare_type": True, "compare_server_default": default_differs}
            context = MigrationContext.configure(connection, opts=opts)
            return list(compare_metadata(context, metadata))

        assert await database.read(lambda c: c.run_sync(differences)) == []
    finally:
        await database.close()


@ON_BOTH
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


UNREADABLE = {
    "outbox": """INSERT INTO outbox (id, chat_id, method, payload, name, created_at)
        VALUES (7, 1, 'x', '{}', 'what:7', :at)""",
    "message": "INSERT INTO message (chat_id, name, message_id, sent_at) VALUES (1, 'card:7', 1, :at)",
    "once": "INSERT INTO once (key, at) VALUES ('what:7', :at)",
    "due": """INSERT INTO due (id, network_id, kind, lane, due_at, expects)
        VALUES (7, 'x', 'case:old', 1, :at, '{"reference": "what"}')""",
}
"""Rows of the shape before 0010 that nobody can have written."""


@ON_BOTH
@pytest.mark.parametrize("table", UNREADABLE)
async def test_a_row_that_cannot_be_read_stops_the_migration(table: str, empty_database: str) -> None:
    """It is named, and nothing is changed."""
    await brought_to(empty_database, "0009")
    database = Database(empty_database)
    try:
        row = text(UNREADABLE[table]).bindparams(bindparam("at", real_now(), Instant()))
        await database.run(lambda c: c.execute(row))
        with pytest.raises(UnusableError, match=f"{table}.*cannot be read.*7|due 7"):
            await upgrade(database, real_now())
        assert await value(empty_database, "SELECT version_num FROM alembic_version") == "0009"
    finally:
        await database.close()


OWNER = """INSERT INTO owner (id, network_id, known_by, name, commune, phone, email)
    VALUES (:id, 'x', :known_by, '', '', '', '')"""
STALE = """INSERT INTO offer (network_id, owner_id, posted_by, posted_at, kind, what, words, sectors, commune, audience,
    confidential, facts, status, asked_at, asked_in)
    VALUES ('x', :owner, '', :at, 'premises', '', '', '[]', '63426', 'all', false, '{}', :status, :at, :question)"""
PLANNED = """INSERT INTO due (network_id, kind, lane, due_at, expects)
    VALUES ('x', 'fresh:over', 0, :at, '{"owner": 2, "question": 7}')"""


@ON_BOTH
async def test_what_was_hidden_before_that_had_an_end_has_one(empty_database: str) -> None:
    """Once for all that were asked about together; a date that waits already is the only one."""
    scripts = ScriptDirectory.from_config(migrate.configuration())
    ends = scripts.get_revision("0048")
    assert isinstance(ends.down_revision, str)
    await brought_to(empty_database, ends.down_revision)
    database, now = Database(empty_database), real_now()
    offers = [(1, 3, 20, "stale"), (1, 3, 20, "stale"), (1, 4, 200, "stale"), (1, 5, 20, "asked"), (2, 7, 20, "stale")]

    async def write(connection: AsyncConnection) -> None:
        for id_ in (1, 2):
            await connection.execute(text(OWNER), {"id": id_, "known_by": f"tel:{id_}"})
        for owner, question, days, status in offers:
            row = text(STALE).bindparams(bindparam("at", now - timedelta(days=days), Instant()))
            await connection.execute(row, {"owner": owner, "question": question, "status": status})
        await connection.execute(text(PLANNED).bindparams(bindparam("at", now, Instant())))

    try:
        await database.run(write)
        await upgrade(database, now)
        query = text("SELECT expects, due_at FROM due ORDER BY id").columns(expects=JSON, due_at=Instant())
        found = (await database.read(lambda c: c.execute(query))).fetchall()
    finally:
        await database.close()
    assert sorted((row.expects["owner"], row.expects["question"], (row.due_at - now).days) for row in found) == [
        (1, 3, 85),
        (1, 4, 30),
        (2, 7, 0),
    ]


@ON_BOTH
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
    copy.rename(copy.with_name(f"bot-{real_now() - timedelta(days=31):%Y%m%d-%H%M%S}.sqlite3.backup"))
    async with on_the_wire(empty_database):
        assert not list(path.parent.glob("*.backup")), "it holds what was erased since"


@ON_BOTH
async def test_a_verb_beside_a_running_bot_migrates_nothing_under_it(empty_database: str, tomorrow: Any) -> None:
    """`invite` of a newer program, while the older one still runs: it says what to do first, in one line."""
    async with on_the_wire(empty_database) as stage:
        tomorrow()
        with pytest.raises(SettingsError, match="start that one anew first"):
            async with opened(stage.settings):
                pass
    assert await value(empty_database, "SELECT version_num FROM alembic_version") != "9999"


@ON_BOTH
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


async def test_meetings_that_were_set_before_have_their_agenda_told(empty_database: str) -> None:
    """On a weekday before, with the date that the program compares; none of those that are over or called off."""
    scripts = ScriptDirectory.from_config(migrate.configuration())
    [agendas] = [one for one in scripts.walk_revisions() if Path(one.path).name.endswith("_agenda.py")]
    await brought_to(empty_database, str(agendas.down_revision))
    database = Database(empty_database)

    def old(connection: Connection) -> None:
        insert = """INSERT INTO meeting
            (id, network_id, author, subject, place, minutes, days, answer_by, created_at, status, at)
            VALUES (:id, 'n', 'a', 'Point', 'Mairie', 60, 3, :at, :at, :status, :at)"""
        query = text(insert).bindparams(bindparam("at", type_=Instant()))
        monday, past = datetime(2099, 3, 23, 14, 30, tzinfo=UTC), datetime(2020, 3, 23, 14, tzinfo=UTC)
        for id_, (status, at) in enumerate((("set", monday), ("cancelled", monday), ("set", past)), 1):
            connection.execute(query, {"id": id_, "status": status, "at": at})

    def look(connection: Connection) -> list[Any]:
        return list(connection.execute(select(due.due.c.kind, due.due.c.due_at, due.due.c.expects)))

    try:
        await database.run(lambda c: c.run_sync(old))
        await upgrade(database, real_now())
        [told] = await database.read(lambda c: c.run_sync(look))
    finally:
        await database.close()
    assert tuple(told) == (
        "meeting:agenda",
        datetime(2099, 3, 20, 8, tzinfo=UTC),
        {"meeting": 1, "at": "2099-03-23T14:30:00+00:00"},
    )
