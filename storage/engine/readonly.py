"""Read only: a look into a database that changes nothing of it, neither a row nor a byte of its files."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.engine.database import Joined
from storage.engine.single_program import runs_on


def sqlite_file(address: str) -> Path | None:
    """Where the file of an SQLite database is, or would be; None on PostgreSQL."""
    url = make_url(address)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def named(address: str) -> str:
    """The URL of a database as it may be shown: without what may be a secret."""
    return make_url(address).set(password=None, query={}).render_as_string()


@asynccontextmanager
async def looked_into(address: str) -> AsyncIterator[Joined | None]:
    """The database of that URL, for work that only reads; None where there is no file yet."""
    url, path = make_url(address), sqlite_file(address)
    if path is None:
        asked = {"server_settings": {"default_transaction_read_only": "on"}}
        async with _connected(create_async_engine(url, hide_parameters=True, connect_args=asked)) as joined:
            yield joined
        return
    with _at_rest(path) as there:
        if there is None:
            yield None
            return
        async with _connected(create_async_engine(there, hide_parameters=True, poolclass=NullPool)) as joined:
            yield joined


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[Joined]:
    try:
        async with engine.connect() as connection:
            yield Joined(connection)
    finally:
        await engine.dispose()


@contextmanager
def _at_rest(path: Path) -> Iterator[URL | None]:
    """Where to read an SQLite file: in its place while a program keeps its log there; else in a copy, since even a
    connection that only reads makes a log, and writes into one that was left behind. None where there is no file.
    """
    if not path.is_file():
        yield None
        return
    if runs_on(path):
        yield URL.create("sqlite+aiosqlite", database=f"file:{quote(str(path))}", query={"mode": "ro", "uri": "true"})
        return
    with tempfile.TemporaryDirectory() as folder:
        for part in (path, path.with_name(path.name + "-wal")):
            if part.exists():
                shutil.copyfile(part, Path(folder) / part.name)
        yield URL.create("sqlite+aiosqlite", database=str(Path(folder) / path.name))
