"""What is kept of a filled database: its rows, the simulated Telegram around it, and what is in it; written and read.

data/<kind>.rows.gz   every row, by table: SQL for SQLite, a row a line for PostgreSQL
data/<kind>.world.gz  the simulated Telegram: people, chats, messages, files, updates that wait
data/<kind>.json      the business clock's time, and what is in the database (see `inventory.py`)
"""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import MISSING, asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from simulator.cast import Person
from simulator.chats import Chat, Message
from simulator.files import StoredFile
from simulator.world import World
from storage.engine.migrate import configuration

Json = dict[str, Any]
FOLDER = Path(__file__).parent / "data"
REVISION = "0008"
"""The migration that the database stands at."""


def kind_of(url: str) -> str:
    """Which of the two databases an URL names."""
    return make_url(url).get_backend_name()


def write(kind: str, name: str, said: str) -> None:
    """Keep a text, compressed so that the same text is the same bytes."""
    (FOLDER / f"{kind}.{name}.gz").write_bytes(gzip.compress(said.encode(), mtime=0))


def read(kind: str, name: str) -> str:
    """A text that was kept."""
    return gzip.decompress((FOLDER / f"{kind}.{name}.gz").read_bytes()).decode()


def manifest(kind: str) -> Json:
    """What is in a filled database."""
    told: Json = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    return told


def write_manifest(kind: str, told: Json) -> None:
    """Keep what is in it: an entry a line, or a line each where it lists things."""
    lines = []
    for name, value in told.items():
        if isinstance(value, Mapping):
            inner = ",\n".join(f"  {_json(key)}: {_json(one)}" for key, one in value.items())
            lines.append(f" {_json(name)}: {{\n{inner}\n }}")
        else:
            lines.append(f" {_json(name)}: {_json(value)}")
    (FOLDER / f"{kind}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def time_of(kind: str) -> datetime:
    """Business time when the program was stopped."""
    return datetime.fromisoformat(manifest(kind)["now"])


# --- rows -------------------------------------------------------------------------------------------------------------


async def dump(url: str) -> str:
    """Every row of a database, and its shape where that is SQLite."""
    if kind_of(url) == "sqlite":
        with closing(sqlite3.connect(str(make_url(url).database))) as connection:
            return "\n".join(connection.iterdump()) + "\n"
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_dump_postgresql)
    finally:
        await engine.dispose()


_TABLES = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname <> 'alembic_version'"
    " AND relnamespace = CAST('public' AS regnamespace)"
    " ORDER BY relname = 'person' DESC, relname = 'case_file' DESC, relname"
)
"""What others refer to comes first."""


def _dump_postgresql(connection: Connection) -> str:
    """A line for each table with the number that its rows have come to, then a line for each row."""
    lines = []
    for name in list(connection.execute(_TABLES).scalars()):
        numbered = connection.execute(
            text("SELECT pg_get_serial_sequence(:table, attname) FROM pg_attribute"
                 " WHERE attrelid = CAST(:table AS regclass) AND attname = 'id'"), {"table": name}
        ).scalar()  # fmt: skip
        last = connection.execute(text(f"SELECT last_value FROM {numbered}")).scalar() if numbered else None  # noqa: S608
        lines.append(json.dumps({"table": name, "sequence": numbered, "last": last}))
        rows = connection.execute(text(f"SELECT CAST(row_to_json(t) AS text) AS said FROM {name} t")).scalars()  # noqa: S608
        lines += sorted(rows)
    return "\n".join(lines) + "\n"


async def load(url: str) -> None:
    """Put the filled database into an empty one."""
    kind = kind_of(url)
    said = read(kind, "rows")
    if kind == "sqlite":
        with closing(sqlite3.connect(str(make_url(url).database))) as connection:
            connection.executescript(said)
        return
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_load_postgresql, said)
    finally:
        await engine.dispose()


def _load_postgresql(connection: Connection, said: str) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, REVISION)
    tables: list[tuple[Json, list[str]]] = []
    for line in said.splitlines():
        if line.startswith('{"table":'):
            tables.append((json.loads(line), []))
        else:
            tables[-1][1].append(line)
    for table, rows in tables:
        put = f"INSERT INTO {table['table']} SELECT * FROM json_populate_recordset(NULL::{table['table']}, CAST(:rows AS json))"  # noqa: E501, S608
        connection.execute(text(put.replace("::", "\\:\\:")), {"rows": f"[{','.join(rows)}]"})
        if table["sequence"]:
            known = {"sequence": table["sequence"], "last": table["last"], "used": bool(rows) or table["last"] > 1}
            connection.execute(text("SELECT setval(CAST(:sequence AS regclass), :last, :used)"), known)


# --- the simulated Telegram -------------------------------------------------------------------------------------------


def keep_world(world: World) -> str:
    """Everything of a world that a program could meet again, a message a line."""
    told = {
        "people": [asdict(person) for person in world.people.values()],
        "settings": world.settings,
        "counters": {name: getattr(world, name) for name in _COUNTERS},
        "updates": {"next": world.updates.next_id, "allowed": world.updates.allowed, "waiting": world.updates.waiting},
        "files": [{**_brief(file), "data": _data(file).hex()} for file in world.files._files.values()],
        "chats": [{**asdict(chat), "messages": {}, "topics": sorted(chat.topics)} for chat in world.chats.values()],
    }
    messages = [_brief(message) for chat in world.chats.values() for message in chat.messages.values()]
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in (told, *messages)) + "\n"


_COUNTERS = ("version", "_counter", "_albums", "_pressed")


def _data(file: StoredFile) -> bytes:
    """Pictures are measured when they are sent again; what is in other files matters to nobody here."""
    return file.data if file.folder == "photos" else file.data[:16]


def _brief(told: Any) -> Json:
    """The fields that are not as they are by default."""
    values = {field.name: getattr(told, field.name) for field in fields(told)}
    return {f.name: values[f.name] for f in fields(told) if f.default is MISSING or values[f.name] != f.default}


def restore_world(world: World, said: str) -> None:
    """Make a fresh world what one was that was kept."""
    first, *rest = said.splitlines()
    told = json.loads(first)
    world.people = {person["id"]: Person(**person) for person in told["people"]}
    world.settings = told["settings"]
    for name, value in told["counters"].items():
        setattr(world, name, value)
    world.updates.next_id, world.updates.waiting = told["updates"]["next"], told["updates"]["waiting"]
    world.updates.allowed = tuple(told["updates"]["allowed"])
    for file in told["files"]:
        world.files._files[file["file_id"]] = StoredFile(**{**file, "data": bytes.fromhex(file["data"])})
    world.chats = {chat["id"]: _chat(chat) for chat in told["chats"]}
    for line in rest:
        message = Message(**json.loads(line))
        world.chats[message.chat_id].messages[message.message_id] = message


def _chat(told: Mapping[str, Any]) -> Chat:
    """JSON knows no numbers as keys, and no sets."""
    members = {int(user): status for user, status in told["members"].items()}
    keyboards = {int(user): markup for user, markup in told["keyboards"].items()}
    return Chat(**{**told, "members": members, "keyboards": keyboards, "topics": set(told["topics"]), "messages": {}})
