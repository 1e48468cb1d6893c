"""Bringing a copy back: life goes on from there, what was erased since stays erased, and nothing goes out by itself."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from pydantic import SecretStr
from rich.console import Console

from bot.clock import real_now
from bot.restore import bring_back, show_held
from bot.settings import SettingsError
from storage import restoring
from storage.engine import copies
from storage.engine.copies import Copies
from storage.engine.erased import Marks
from storage.engine.single_program import alone_on
from tests.crash.crowd import Holder
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, PERSON, Stage, on_the_wire, staged
from tests.stage.databases import Files
from tests.stage.inside import press, queue, rows, send_case, value
from tests.stage.postgres import Server
from tests.test_command_line import shell
from tests.test_erasing import in_files, in_tables

WORDS = "une fabrique de parapluies mauves"


@pytest.fixture
def url(files: Files) -> Iterator[str]:
    """An SQLite file that has its shape."""
    made = files.migrated()
    yield made
    files.drop(made)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Two places for copies."""
    (tmp_path / "share").mkdir()
    return tmp_path / "copies", tmp_path / "share"


def at(url: str) -> Path:
    """The file of a database."""
    return Path(url.partition(":///")[2])


def hashed(file: Path) -> str:
    """What stands in a file."""
    return sha256(file.read_bytes()).hexdigest()


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(found.name for found in folder.iterdir())


def spoil(file: Path, content: bytes) -> None:
    """Something else stands in a file."""
    file.write_bytes(content)


def copied(stage: Stage, ago: timedelta = timedelta(0)) -> Path:
    """A copy of the running program's database, as if it were made some time ago."""
    there = stage.settings.copies
    assert there is not None
    return there.make(real_now() - ago)


async def brought_back(stage: Stage, copy: Path | None, *, act: bool = True, earlier: Marks | None = None) -> str:
    """Bring a copy back, as the command line does; the program is stopped. Gives what that said."""
    out = Console(file=StringIO(), width=200)
    await bring_back(stage.settings, copy, act, earlier, out)
    assert isinstance(out.file, StringIO)
    return out.file.getvalue()


async def held(stage: Stage, *, send: bool = False, drop: bool = False) -> str:
    """What `held` says."""
    out = Console(file=StringIO(), width=200)
    await show_held(stage.settings, send, drop, out)
    assert isinstance(out.file, StringIO)
    return out.file.getvalue()


async def test_life_goes_on(url: str, places: tuple[Path, Path]) -> None:
    """A case that was there goes on; one that came since is gone, and neither its reference nor its number comes again.
    What was there before lies beside, as a copy of its own.
    """
    async with staged(url, places=places) as stage:
        await send_case(stage)
        await stage.settle()
        copy = copied(stage, timedelta(hours=1))
        await send_case(stage, ENGLISH)
        last = await value(url, "SELECT max(id) FROM inbox")
        await stage.stop()
        said = await brought_back(stage, copy, act=False)
        assert await value(url, "SELECT count(*) FROM case_file") == 2
        assert "1 cases" in said
        assert "those with the numbers 2 to 2, which are not given again" in said
        assert "Nothing is changed yet" in said
        aside = (await brought_back(stage, copy)).partition("that was there is called ")[2].partition(" now")[0]
        assert (await rows(url, "SELECT reference FROM case_file"))[0].reference == "SV-0001"
        await stage.start()
        await press(stage, BOUCHE, "take|SV-0001|technical")
        await send_case(stage, ENGLISH)
        await stage.settle()
        assert [row.reference for row in await rows(url, "SELECT reference FROM case_file")] == ["SV-0001", "SV-0003"]
        assert await value(url, "SELECT taken_by FROM slot WHERE case_id = 1 AND role = 'technical'") is not None
        assert await value(url, "SELECT max(id) FROM inbox") > last
        folder = at(url).parent
        assert copies.verify(folder / aside)["case_file"] == 2
        assert not list(folder.glob(f"{copies.RESTORING}*"))


@pytest.mark.parametrize("listed", [True, False])
async def test_who_was_erased_since_is_not_there(listed: bool, url: str, places: tuple[Path, Path]) -> None:
    """Neither in the tables nor in the files, whether the list was written in time or not; who was not, is."""
    async with staged(url, places=places) as stage:
        await send_case(stage, project=WORDS)
        await send_case(stage, ENGLISH)
        copy = copied(stage)
        await press(stage, PERSON, "erase|sure")
        await stage.settle()
        if listed:
            await stage.running.lister.once()
        await stage.stop()
        assert "2 times something was" in await brought_back(stage, copy, act=False)
        assert "Erased again: 2 cases" in await brought_back(stage, copy)
        assert [row.reference for row in await rows(url, "SELECT reference FROM case_file")] == ["SV-0002"]
        assert await value(url, "SELECT count(*) FROM person WHERE telegram_id = :who", who=PERSON) == 0
        assert WORDS not in str(await in_tables(url))
        assert not {found for found in in_files(url) if WORDS in found}
        # The next erasing has a number of its own, and the same copy can be brought back once more.
        await stage.start()
        await press(stage, ENGLISH, "erase|sure")
        await stage.settle()
        await stage.running.lister.once()
        await stage.stop()
        assert "Erased again: 4 cases" in await brought_back(stage, copy)
        assert await value(url, "SELECT count(*) FROM case_file") == 0


async def test_from_the_second_place(url: str, places: tuple[Path, Path]) -> None:
    """The machine is gone, with database, copies and list: what was erased stays erased, numbers begin far above."""
    async with staged(url, places=places) as stage:
        await send_case(stage)
        await send_case(stage, ENGLISH)
        copied(stage)
        await press(stage, PERSON, "erase|sure")
        await stage.settle()
        await stage.running.lister.once()
        await stage.stop()
        shutil.rmtree(places[0])
        database = at(url)
        for left in database.parent.iterdir():
            left.unlink()
        [copy] = places[1].glob("*.backup")
        assert "There is no database now" in await brought_back(stage, copy, act=False)
        await brought_back(stage, copy)
        assert [row.reference for row in await rows(url, "SELECT reference FROM case_file")] == ["SV-0002"]
        await stage.start()
        await send_case(stage, PERSON)
        assert await value(url, "SELECT max(reference) FROM case_file") == "SV-0103"


async def test_an_erased_case_leaves_no_open_form(url: str, places: tuple[Path, Path]) -> None:
    """Whoever was writing about it when the copy was made is not asked on."""
    async with staged(url, places=places) as stage:
        await send_case(stage)
        await press(stage, COORDINATOR, "note|SV-0001")
        await stage.settle()
        copy = copied(stage)
        assert "SV-0001" in str(await rows(url, "SELECT stack FROM conversation"))
        await press(stage, PERSON, "erase|sure")
        await stage.settle()
        await stage.stop()
        await brought_back(stage, copy)
        assert "SV-0001" not in str(await rows(url, "SELECT stack FROM conversation"))


async def test_what_was_given_up_does_not_come_back(url: str, places: tuple[Path, Path]) -> None:
    """/annuler was promised to erase everything."""
    async with staged(url, places=places, greeted=(PERSON,)) as stage:
        await stage.press(PERSON, "J’ai lu, on commence")
        await stage.say(PERSON, WORDS)
        copy = copied(stage)
        await stage.say(PERSON, "/annuler")
        await stage.press(PERSON, "Tout effacer")
        await stage.stop()
        await brought_back(stage, copy)
        assert [row.stack for row in await rows(url, "SELECT stack FROM conversation")] == ["[]"]
        assert not {found for found in in_files(url) if WORDS in found}


async def test_nothing_goes_out_by_itself(url: str, places: tuple[Path, Path]) -> None:
    """What waited in the copy is shown, and goes by the operator's word: an old text of a message that has another one
    by now does not.
    """
    async with staged(url, places=places, greeted=(PERSON, COORDINATOR)) as stage:
        await queue(stage, PERSON, "Ceci attendait.", name="word:SV-0001")
        copy = copied(stage)
        await stage.settle()
        assert stage.last(PERSON) == "Ceci attendait."
        await stage.stop()
        assert "Held back: 1 messages" in await brought_back(stage, copy)
        await stage.start()
        await stage.settle()
        assert stage.texts(PERSON).count("Ceci attendait.") == 1
        said = await held(stage)
        assert f"to {PERSON}  word:SV-0001" in said
        assert "attendait" not in said
        assert "1 wait to be sent" in await held(stage, send=True)
        await stage.settle()
        assert stage.texts(PERSON).count("Ceci attendait.") == 2
        assert "Nothing is held back" in await held(stage)


async def test_what_is_dropped_is_never_sent(url: str, places: tuple[Path, Path]) -> None:
    async with staged(url, places=places, greeted=(PERSON,)) as stage:
        await queue(stage, PERSON, "Ceci attendait.")
        copy = copied(stage)
        await stage.settle()
        await stage.stop()
        await brought_back(stage, copy)
        assert "1 are never sent" in await held(stage, drop=True)
        assert "attendait" not in str(await rows(url, "SELECT payload FROM outbox"))
        await stage.start()
        await stage.settle()
        assert stage.texts(PERSON).count("Ceci attendait.") == 1


async def test_once_postgresql_s_own_tools_are_done(postgres: Server, places: tuple[Path, Path]) -> None:
    """`restore` does what is left to do: what was erased since is erased again, and what waits is held."""
    url = postgres.migrated()
    async with staged(url, places=places) as stage:
        await send_case(stage, project=WORDS)
        await send_case(stage, ENGLISH)
        await queue(stage, ENGLISH, "Ceci attendait.")
        await stage.stop()
        copy = postgres.copied(url)
        await stage.start()
        await press(stage, PERSON, "erase|sure")
        await stage.settle()
        await stage.running.lister.once()
        [listed, _] = stage.settings.erased_lists
        await stage.stop()
        stage.settings = stage.settings.model_copy(update={"database_url": copy})
        listed.rename(stage.settings.erased_lists[0])
        assert "Once pg_restore is done" in await brought_back(stage, None, act=False)
        said = await brought_back(stage, None)
        assert "Erased again: 2 cases" in said
        assert "Held back: " in said
        assert [row.reference for row in await rows(copy, "SELECT reference FROM case_file")] == ["SV-0002"]
        assert WORDS not in str(await in_tables(copy))
        await stage.start()
        await send_case(stage, ENGLISH)
        assert await value(copy, "SELECT max(reference) FROM case_file") == "SV-0103"
        assert await value(copy, "SELECT max(id) FROM case_file") > restoring.ROWS
    for made in (url, copy):
        postgres.drop(made)


@pytest.mark.proof
async def test_fifty_copies_under_load(url: str, tmp_path: Path) -> None:
    """People tell their projects all the while. Each copy is brought back elsewhere, its rows are counted, and a case
    in it goes on.
    """
    async with on_the_wire(url) as stage:
        await send_case(stage)
        await stage.settle()
        there, told = Copies(at(url), tmp_path / "copies"), 0

        async def tell(first: int) -> None:
            nonlocal told
            for number in itertools.count(first, 3):
                await Holder(stage.world, number).tell()
                told += 1

        crowd = [asyncio.create_task(tell(number)) for number in (1, 2, 3)]
        counted = []
        for second in range(50):
            copy = await asyncio.to_thread(there.make, real_now() + timedelta(seconds=second))
            rows_in_it = copies.verify(copy)
            elsewhere = tmp_path / str(second) / "bot.sqlite3"
            await restoring.restore(copy, elsewhere, [], [stage.settings.marks], None, real_now())
            assert copies.verify(elsewhere) == rows_in_it
            counted.append(rows_in_it["inbox"])
            async with staged(f"sqlite+aiosqlite:///{elsewhere}", greeted=()) as restored:
                await press(restored, BOUCHE, "take|SV-0001|technical")
                taken = "SELECT count(*) FROM slot WHERE taken_by IS NOT NULL"
                assert await value(restored.settings.database_url, taken) == 1
        for task in crowd:
            task.cancel()
        assert [task.exception() for task in (await asyncio.wait(crowd))[0] if not task.cancelled()] == []
        print(f"{told} projects told meanwhile; updates in the copies: {counted[0]} to {counted[-1]}")
        assert counted == sorted(counted)
        assert counted[-1] > counted[0]


async def test_refused(url: str, places: tuple[Path, Path], tmp_path: Path) -> None:
    """A broken copy, one that is too old, one of another name, none; any while a bot runs: nothing is changed."""
    async with staged(url, places=places, run=False) as stage:
        database = at(url)
        copy = copies.make(database, tmp_path, real_now())
        broken = shutil.copyfile(copy, tmp_path / "bot-20990310-090000.sqlite3.backup")
        with broken.open("r+b") as file:
            file.seek(8192)
            file.write(bytes(4096))
        old = shutil.copyfile(copy, tmp_path / f"bot-{real_now() - timedelta(days=31):%Y%m%d-%H%M%S}.sqlite3.backup")
        other = shutil.copyfile(copy, tmp_path / "bot.sqlite3.old")
        before = hashed(database)
        for refused, words in (
            (broken, "is broken"),
            (old, "older than 30 days"),
            (other, "is not called like a copy"),
            (tmp_path / "bot-20990310-090001.sqlite3.backup", "is not there"),
        ):
            with pytest.raises(SettingsError, match=words):
                await brought_back(stage, refused)
        with alone_on(database), pytest.raises(SettingsError, match="A bot runs on this database: stop it first"):
            await brought_back(stage, copy)
        assert hashed(database) == before
        assert names(database.parent) == ["bot.sqlite3", "bot.sqlite3.lock"]


async def test_after_a_change_of_the_token(url: str, places: tuple[Path, Path]) -> None:
    """Nobody can tell any more who was erased: it is refused, until the token before is given."""
    async with staged(url, places=places) as stage:
        await send_case(stage)
        copy, marks = copied(stage), stage.settings.marks
        await press(stage, PERSON, "erase|sure")
        await stage.settle()
        await stage.stop()
        stage.settings = stage.settings.model_copy(update={"bot_token": SecretStr("7000000001:" + "n" * 35)})
        with pytest.raises(SettingsError, match="another BOT_TOKEN, see --earlier-token"):
            await brought_back(stage, copy)
        assert await value(url, "SELECT count(*) FROM erasure") == 2
        assert "Erased again: 2" in await brought_back(stage, copy, earlier=marks)


async def test_in_place_of_a_database_that_is_broken(url: str, places: tuple[Path, Path]) -> None:
    """It is put aside with its log, which must not be read into the new one."""
    async with staged(url, places=places) as stage:
        await send_case(stage)
        copy = copied(stage)
        await stage.stop()
        database = at(url)
        spoil(database, b"nonsense" * 4096)
        spoil(database.with_name("bot.sqlite3-wal"), b"more of it" * 4096)
        assert "none that can be read" in await brought_back(stage, copy)
        assert copies.verify(database)["case_file"] == 1
        assert len(list(database.parent.glob("*.backup-wal"))) == 1


async def test_the_verbs(url: str, tmp_path: Path) -> None:
    """As somebody types them: while the bot runs it is refused; then it says, then it does."""
    async with shell(url) as sh, sh.start("run", again=True) as process:
        sh.world.start(PERSON)
        await sh.world.until(lambda: sh.world.said_by_bot(PERSON))
        assert (await sh.run("backup", again=True, BACKUP_FOLDER=str(tmp_path)))[0] == 0
        [copy] = (tmp_path / name for name in names(tmp_path))
        code, said = await sh.run("restore", str(copy), "--yes", again=True, BACKUP_FOLDER=str(tmp_path))
        assert (code, said.strip()) == (2, "A bot runs on this database: stop it first.")
        process.terminate()
        await process.communicate()
        code, said = await sh.run("restore", str(copy), "--yes", BACKUP_FOLDER=str(tmp_path))
        assert (code, "Done." in said) == (0, True), said
    with closing(sqlite3.connect(at(url))) as connection:
        assert connection.execute("SELECT telegram_id FROM person").fetchall() == [(PERSON,)]
