"""Scrubbing: the files forget what was erased, at once, or as soon as nobody reads what they were before."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.loops.scrub import Scrubber
from storage.durable import once
from storage.engine.database import BusyError, Connection
from tests.stage import PERSON, Stage, staged
from tests.stage.databases import Files
from tests.stage.inside import press, send_case

WORDS = "une boulangerie dont personne ne doit rien savoir"


def holding(url: str) -> list[str]:
    """The files of a database in which the words stand."""
    path = Path(url.partition("///")[2])
    files = [path, path.with_name(f"{path.name}-wal")]
    return [file.name for file in files if file.exists() and WORDS.encode() in file.read_bytes()]


async def _erase(stage: Stage) -> None:
    """The person has everything erased; nothing is scrubbed yet."""
    await press(stage, PERSON, "erase|sure")


async def test_the_words_are_gone(files: Files) -> None:
    url = files.migrated()
    async with staged(url) as stage:
        await send_case(stage, project=WORDS)
        assert holding(url)
        await _erase(stage)
        await stage.running.database.scrub()
        assert holding(url) == []


async def test_no_copy_is_left_where_pages_were_divided(files: Files) -> None:
    """SQLite overwrites a row that is deleted, and leaves what it was where its page was divided before."""
    url, rng = files.migrated(), Random(1)
    async with staged(url) as stage:
        database, now = stage.running.database, stage.clock.now()
        rows = [
            {"key": f"{number} {rng.choice((WORDS, 'x'))}", "at": now, "kind": "test"}
            for number in rng.sample(range(10**6), 3000)
        ]
        await database.run(lambda c: c.execute(once.once.insert(), rows))
        await database.run(lambda c: c.execute(once.once.delete().where(once.once.c.key.endswith(WORDS))))
        assert holding(url)
        await database.scrub()
        assert holding(url) == []


async def test_somebody_who_reads_is_waited_for(files: Files) -> None:
    """While a reader is older than the erasing its words stay in the log: that is no success, and is tried again."""
    url = files.migrated()
    async with staged(url) as stage:
        await send_case(stage, project=WORDS)
        reader = sqlite3.connect(url.partition("///")[2], isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM case_file").fetchone()
        await _erase(stage)
        scrubber: Scrubber = stage.running.scrubber
        with pytest.raises(BusyError):
            await scrubber.once()
        assert holding(url)
        assert await scrubber.owed()
        reader.close()
        await scrubber.once()
        assert holding(url) == []
        assert not await scrubber.owed()


async def test_what_is_erased_meanwhile_is_scrubbed_for_again(database_url: str) -> None:
    async with staged(database_url) as stage:
        database, now = stage.running.database, stage.clock.now()

        async def erased(connection: Connection) -> None:
            await once.mark_again(connection, once.SCRUB, now)

        async def erased_later(connection: Connection) -> None:
            await once.mark_again(connection, once.SCRUB, now + timedelta(seconds=1))

        await database.run(erased)
        seen = await database.run(lambda c: once.begun(c, once.SCRUB))
        await database.run(erased_later)
        await database.run(lambda c: once.forget(c, once.SCRUB, seen))
        assert await stage.running.scrubber.owed()
        await stage.running.scrubber.once()
        assert not await stage.running.scrubber.owed()
