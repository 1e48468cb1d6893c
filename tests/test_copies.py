"""Copies: made beside a running bot, read back, kept by age, in two places; one each night by itself."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.loops.copying import Copier
from storage.engine import copies
from storage.engine.copies import Copies, CopyError
from tests.stage import PERSON, staged
from tests.stage.databases import Files
from tests.stage.inside import send_case
from tests.stage.stage import PatientClock
from tests.test_command_line import shell

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def database(files: Files) -> Iterator[Path]:
    """The file of a database that has its shape."""
    url = files.migrated()
    yield Path(url.partition(":///")[2])
    files.drop(url)


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(found.name for found in folder.iterdir())


def cases_in(copy: Path) -> int:
    """How many cases a copy holds."""
    with closing(copies.look_into(copy)) as connection:
        found: int = connection.execute("SELECT count(*) FROM case_file").fetchone()[0]
        return found


async def test_beside_a_bot_that_writes(database: Path, tmp_path: Path) -> None:
    """What was committed by then is in it, also what stands in the log alone; nobody has waited for it to be whole."""
    async with staged(f"sqlite+aiosqlite:///{database}") as stage:
        await send_case(stage)
        assert database.with_name("bot.sqlite3-wal").stat().st_size
        copy = copies.make(database, tmp_path / "copies", NOW)
        await send_case(stage)
    assert cases_in(copy) == 1
    assert names(copy.parent) == ["bot-20260310-090000.sqlite3.backup"]


def test_it_comes_to_an_end_while_somebody_writes(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write between two steps does not make it begin anew, and does not wait for it; the copy knows nothing of it."""
    monkeypatch.setattr(copies, "_PAGES", 1)
    with closing(sqlite3.connect(database, isolation_level=None, timeout=0)) as writer:
        written = 0

        class Between(sqlite3.Connection):
            def backup(self, target: sqlite3.Connection, *, pages: int) -> None:  # type: ignore[override]
                def write(*_: int) -> None:
                    nonlocal written
                    written += 1
                    writer.execute("INSERT INTO owed VALUES (?, 1)", (written,))

                super().backup(target, pages=pages, progress=write)

        really = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: really(*a, **{"factory": Between, **k}))
        copy = copies.make(database, tmp_path, NOW)
    assert written > 10
    assert copies.verify(copy)["owed"] == 0


@pytest.mark.parametrize("how", ["cut", "a page of zeros", "no database", "another database"])
def test_a_broken_copy_is_seen(how: str, database: Path, tmp_path: Path) -> None:
    copy = copies.make(database, tmp_path, NOW)
    content = copy.read_bytes()
    if how == "another database":
        copy.unlink()
        with closing(sqlite3.connect(copy)) as other:
            other.execute("CREATE TABLE x (y)")
    else:
        copy.write_bytes(
            {
                "cut": content[: len(content) // 2],
                "a page of zeros": content[:8192] + bytes(4096) + content[12288:],
                "no database": b"hello",
            }[how]
        )
    with pytest.raises(CopyError, match=copy.name):
        copies.verify(copy)
    assert names(tmp_path) == [copy.name]


def test_they_go_with_age(database: Path, tmp_path: Path) -> None:
    """A copy each night of two months: all of the last week, then one a week, none older than thirty days. A copy of
    another database is not ours.
    """
    (tmp_path / "other-20250101-000000.sqlite3.backup").touch()
    for day in range(60):
        now = NOW + timedelta(days=day)
        (tmp_path / f"bot-{now:%Y%m%d-%H%M%S}.sqlite3.backup").touch()
        copies.thin(database, tmp_path, now)
    kept = [copies.made_at(copy) for copy in tmp_path.glob("bot-*")]
    left = sorted((now - at).days for at in kept if at is not None)
    assert left[:8] == [0, 1, 2, 3, 4, 5, 6, 7]
    assert len(left[8:]) in (3, 4)
    assert left[-1] <= 30
    assert all(later - earlier == 7 for earlier, later in pairwise(left[8:]))
    assert (tmp_path / "other-20250101-000000.sqlite3.backup").exists()


def test_what_was_left_half_made_goes(database: Path, tmp_path: Path) -> None:
    for begun in (NOW - timedelta(days=2), NOW - timedelta(hours=1)):
        (tmp_path / f"bot-{begun:%Y%m%d-%H%M%S}.sqlite3.backup.half").touch()
    copies.thin(database, tmp_path, NOW)
    assert names(tmp_path) == ["bot-20260310-080000.sqlite3.backup.half"]


def test_the_second_place(database: Path, tmp_path: Path) -> None:
    """Where it is not there, that is said, and the copy lies in the first; once it is, it gets what it lacks."""
    there = Copies(database, tmp_path / "copies", tmp_path / "share" / "bot")
    with pytest.raises(CopyError, match=r"the second place is not there: .*share"):
        there.make(NOW)
    assert not (tmp_path / "share").exists()
    [copy] = there.behind(NOW)
    (tmp_path / "share" / "bot").mkdir(parents=True)
    there.make(NOW + timedelta(days=1))
    assert names(tmp_path / "share" / "bot") == names(tmp_path / "copies")
    assert (tmp_path / "share" / "bot" / copy.name).read_bytes() == copy.read_bytes()
    assert there.behind(NOW) == []


async def test_each_night(database: Path, tmp_path: Path) -> None:
    """The first at once; then after three in the morning by the network’s clock, once."""
    there, clock = Copies(database, tmp_path), PatientClock(began=datetime(2026, 3, 10, 21, 0, tzinfo=UTC))
    copier = Copier(there, clock, "Europe/Paris", lambda _: None)
    made = []
    for hours in (0, 1, 4, 1, 10, 13, 1):  # 22:00, 23:00, 03:00, 04:00, 14:00, 03:00, 04:00
        clock.waited += timedelta(hours=hours)
        await copier.once()
        made.append(len(names(tmp_path)))
    assert made == [1, 1, 2, 2, 2, 3, 3]


async def test_a_running_bot_makes_one(database: Path, tmp_path: Path) -> None:
    """Another process, as it runs in the world."""
    folder = tmp_path / "copies"
    async with (
        shell(f"sqlite+aiosqlite:///{database}") as sh,
        sh.start("run", again=True, BACKUP_FOLDER=str(folder)) as process,
    ):
        while not list(folder.glob("*.backup")):  # noqa: ASYNC110 - another process makes it, and no call tells of it
            await asyncio.sleep(0.05)
        process.terminate()
        await process.communicate()
    assert process.returncode == 0


async def test_the_verb(database: Path, tmp_path: Path) -> None:
    """Beside a running bot; where it is not wholly done, one line and a 1."""
    async with shell(f"sqlite+aiosqlite:///{database}") as sh, sh.start("run", again=True) as process:
        sh.world.start(PERSON)
        await sh.world.until(lambda: sh.world.said_by_bot(PERSON))
        code, said = await sh.run("backup", BACKUP_FOLDER=str(tmp_path / "copies"))
        assert (code, "read back" in said, str(tmp_path / "copies") in said) == (0, True, True), said
        code, said = await sh.run("backup", again=True, BACKUP_COPY_TO=str(tmp_path / "nowhere"))
        assert (code, f"the second place is not there: {tmp_path / 'nowhere'}" in said) == (1, True), said
        process.terminate()
        await process.communicate()
    [copy] = (tmp_path / "copies").iterdir()
    with closing(copies.look_into(copy)) as connection:
        assert connection.execute("SELECT telegram_id FROM person").fetchall() == [(PERSON,)]
    assert len(list(database.parent.glob("*.backup"))) == 1


async def test_the_verb_on_postgresql() -> None:
    """It copies nothing, and says what does, without the password."""
    async with shell("postgresql+asyncpg://bot:geheim@127.0.0.1:9/network") as sh:
        code, said = await sh.run("backup", again=True)
    assert code == 1
    assert 'pg_dump --format=custom --file="network-$(date' in said
    assert '"postgresql://bot@127.0.0.1:9/network"' in said
    assert "geheim" not in said
