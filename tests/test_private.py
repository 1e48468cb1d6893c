"""Files that hold what people have told: their owner’s alone, whatever the umask, in every way of running."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import real_now
from rehearsal.rehearsal import Rehearsal
from storage.engine import private
from tests.stage import CAST, NETWORK, PERSON
from tests.test_command_line import Shell, shell
from tests.test_migrations import brought_to


@pytest.fixture
def open_umask() -> Iterator[None]:
    """An environment that would let everybody read and write whatever is made."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """The names of what somebody else may read, write or enter."""
    others = stat.S_IRWXG | stat.S_IRWXO
    return sorted(found.name for found in (folder, *folder.rglob("*")) if found.stat().st_mode & others)


async def killed_after_a_word(sh: Shell) -> None:
    """A bot runs, hears somebody, and is killed, so that its log stays."""
    async with sh.start("run") as process:
        sh.world.start(PERSON)
        await sh.world.until(lambda: sh.world.said_by_bot(PERSON))
        process.send_signal(signal.SIGKILL)
        await process.communicate()


@pytest.mark.usefixtures("open_umask")
async def test_a_new_database(tmp_path: Path) -> None:
    """The folder, the file, its log, the log’s index, the lock."""
    folder = tmp_path / "data"
    async with shell(f"sqlite+aiosqlite:///{folder}/bot.sqlite3") as sh:
        await killed_after_a_word(sh)
    assert {found.name for found in folder.iterdir()} == {f"bot.sqlite3{end}" for end in ("", "-wal", "-shm", ".lock")}
    assert open_to_others(folder) == []


@pytest.mark.usefixtures("open_umask")
async def test_what_an_earlier_version_left_open(tmp_path: Path) -> None:
    """Its file and its copies are closed at the next start, and so is the copy that this start puts aside. The folder
    is somebody’s own.
    """
    path = tmp_path / "bot.sqlite3"
    await brought_to(f"sqlite+aiosqlite:///{path}", "0007")
    earlier = tmp_path / f"bot-{real_now() - timedelta(days=1):%Y%m%d-%H%M%S}.sqlite3.backup"
    earlier.touch()
    for left, mode in ((earlier, 0o644), (path, 0o644), (tmp_path, 0o755)):
        left.chmod(mode)
    async with shell(f"sqlite+aiosqlite:///{path}") as sh:
        await killed_after_a_word(sh)
    assert len(list(private.copies(path))) == 2
    assert open_to_others(tmp_path) == [tmp_path.name]


@pytest.mark.usefixtures("open_umask")
async def test_a_rehearsal(tmp_path: Path) -> None:
    """The past that is kept for the next start as well."""
    folder = tmp_path / "data"
    for _ in range(2):
        async with Rehearsal(folder / "demo.sqlite3", CAST, NETWORK, quiet=True):
            assert any(found.name.startswith("past-") for found in folder.iterdir())
            assert open_to_others(folder) == []
