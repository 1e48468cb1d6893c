"""The beginning that most stages share, lived once in each process for each kind of database: the cast’s referents and
the coordinator have greeted the bot. What stood in the database and in the world then is brought to each fresh stage,
where the program starts as it does after any stop. To greet anew took more than half of what a stage costs.
"""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from simulator.world import World
from tests.stage.databases import Maker
from tests.stage.stage import Stage

Staged = Callable[[str], AbstractAsyncContextManager[Stage]]


class InFile:
    """What stands in an SQLite database: the bytes of its file, which nobody has open."""

    async def mark(self, url: str) -> Any:
        """What tells a database in which nothing was written since it has its shape."""
        path = _path(url)
        is_open = path.with_name(f"{path.name}-wal").exists()
        return path.read_bytes() if path.exists() and not is_open else None

    async def read(self, url: str) -> Any:
        """All that stands there."""
        return _path(url).read_bytes()

    async def write(self, url: str, mark: Any, rows: Any) -> bool:
        """Put what was read into a fresh database. Says whether it was one."""
        fresh: bool = await self.mark(url) == mark
        if fresh:
            _path(url).write_bytes(rows)
        return fresh


class OnServer:
    """What stands in a PostgreSQL database: its rows, and how far its sequences are."""

    async def mark(self, url: str) -> Any:
        """What tells a database in which nothing was written since it has its shape."""
        async with _line(url) as line:
            return await line.fetch(_FILLED)

    async def read(self, url: str) -> Any:
        """All that stands there."""
        async with _line(url) as line:
            rows = {}
            for (table,) in await line.fetch(_FILLED):
                await line.copy_from_table(table, output=(out := BytesIO()), format="binary")
                rows[table] = out.getvalue()
            del rows["alembic_version"]
            reached = [f"SELECT setval('{name}', {number})" for name, number in await line.fetch(_REACHED)]
            return rows, ";".join(reached)

    async def write(self, url: str, mark: Any, rows: Any) -> bool:
        """Put what was read into a fresh database. Says whether it was one."""
        tables, reached = rows
        async with _line(url) as line:
            if await line.fetch(_FILLED) != mark:
                return False
            async with line.transaction():
                await line.execute("SET LOCAL session_replication_role = replica")  # no trigger changes what it was
                for table, source in tables.items():
                    await line.copy_to_table(table, source=BytesIO(source), format="binary")
                await line.execute(reached)
        return True


_FILLED = """
    SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND (pg_stat_file(pg_relation_filepath(oid))).size > 0 ORDER BY relname
"""
"""The tables in which something was ever written."""
_REACHED = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"


def _path(url: str) -> Path:
    return Path(url.partition(":///")[2])


@asynccontextmanager
async def _line(url: str) -> AsyncIterator[Any]:
    line = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        yield line
    finally:
        await line.close()


KINDS: Mapping[str, InFile | OnServer] = {"sqlite": InFile(), "postgresql": OnServer()}
_LIVED: dict[str, tuple[Any, Any, bytes]] = {}
"""For each kind of database: what tells a fresh one, what stood in it then, and the world."""


def live(maker: Maker, staged: Staged) -> None:
    """Live the beginning, before any test of this process has changed anything of the program."""

    async def work() -> None:
        url = maker.migrated()
        kind = _kind(url)
        mark = await KINDS[kind].mark(url)
        async with staged(url) as stage:
            pass
        _LIVED[kind] = mark, await KINDS[kind].read(url), pickle.dumps(stage.world)
        maker.drop(url)

    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, work()).result()


async def brought(url: str) -> World | None:
    """The world of the beginning, of which all that stood in the database is in this one now; None where something
    was written there before, or where nothing was lived.
    """
    kind = _kind(url)
    if kind not in _LIVED:
        return None
    mark, rows, world = _LIVED[kind]
    return pickle.loads(world) if await KINDS[kind].write(url, mark, rows) else None  # noqa: S301 - our own


def _kind(url: str) -> str:
    return url.partition("+")[0]
