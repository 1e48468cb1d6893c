"""Fresh databases of either kind: empty ones, and copies of one that has its shape already."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pytest

from bot.clock import real_now
from storage.engine.database import Database
from storage.engine.migrate import upgrade

_MEMORY = Path("/dev/shm")  # noqa: S108


def memory(room: int = 0) -> Path | None:
    """Where files are real and no disk is waited for, if there is so much room (in bytes): what a crash of the machine
    would lose is not these tests' subject.
    """
    return _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free >= room else None


ON_BOTH = pytest.mark.parametrize("maker", ["sqlite", "postgresql"], indirect=True)
"""For a test of what the two databases do differently, such as who waits for whom: it runs on both for every change.
Any other runs on SQLite, and on PostgreSQL by `make proofs`.
"""

AT_LENGTH = pytest.mark.parametrize(
    "maker", ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)], indirect=True
)
"""For a test that goes through all there is, of which a smaller one runs on PostgreSQL by `make proofs`: on SQLite for
every change, there by `make long`.
"""


def sqlite_first(name: str, values: Sequence[str], *, also: str) -> pytest.MarkDecorator:
    """For a test that has an argument `name` besides: on SQLite with each value, and on PostgreSQL with `also`; with
    all others there by `make proofs`.
    """
    later = [pytest.param("postgresql", one, marks=() if one == also else pytest.mark.proof) for one in values]
    return pytest.mark.parametrize(("maker", name), [*(("sqlite", one) for one in values), *later], indirect=["maker"])


class Maker(Protocol):
    """Makes databases, and gives their URLs."""

    def empty(self) -> str:
        """One with nothing in it, for a test that is about how it gets its shape."""

    def migrated(self) -> str:
        """One that is as a program leaves it that has just migrated it."""

    def drop(self, url: str) -> None:
        """Take one away again."""


class Files:
    """Makes SQLite databases in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)

    @cached_property
    def _template(self) -> Path:
        path = self._folder / "template.sqlite3"
        migrate(f"sqlite+aiosqlite:///{path}")
        return path

    def empty(self) -> str:
        """One that does not exist yet, in a folder of its own."""
        folder = self._folder / str(next(self._numbers))
        folder.mkdir()
        return f"sqlite+aiosqlite:///{folder / 'bot.sqlite3'}"

    def migrated(self) -> str:
        """A copy of one that has its shape."""
        url = self.empty()
        shutil.copyfile(self._template, url.partition(":///")[2])
        return url

    def drop(self, url: str) -> None:
        """Remove its folder, with whatever lies beside it."""
        shutil.rmtree(Path(url.partition(":///")[2]).parent)


def migrate(url: str) -> None:
    """Bring a database to the newest shape, in a thread and a loop of its own: whoever asks may have one running."""

    async def work() -> None:
        database = Database(url)
        try:
            await upgrade(database, real_now())
        finally:
            await database.close()

    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, work()).result()
