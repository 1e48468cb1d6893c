"""Troubles: where the bot cannot help itself, whoever looks after it gets one e-mail, and another one after a day."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot import logs
from bot.loops import receive, watch
from bot.program import Program
from bot.settings import SettingsError
from storage.durable import outbox, progress
from storage.engine.database import Connection, is_full
from tests.stage import PERSON, on_the_wire, staged
from tests.stage.databases import Files
from tests.stage.direct import DirectStage
from tests.stage.inside import queue
from tests.stage.post_office import Office, post_office

CONTACT = "accueil@sancy-volcans.example.org"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """A mail server."""
    async with post_office() as opened:
        yield opened


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The receiver's pauses, made short for where it runs by itself."""
    monkeypatch.setattr(receive, "FIRST_PAUSE", 0.001)


async def minutes(stage: DirectStage, count: int) -> None:
    """So many minutes pass, and the program looks once in each."""
    for _ in range(count):
        stage.clock.waited += MINUTE
        await stage.running.watcher.once()
        await stage.running.alarms.once()


async def waits(stage: DirectStage, words: str) -> None:
    """A message is put into the outbox, and that is all that is done."""

    async def put(connection: Connection) -> None:
        await outbox.put(connection, PERSON, "sendMessage", {"text": words}, stage.clock.real())

    await stage.running.database.run(put)


async def posted(office: Office, count: int = 1) -> None:
    """Until so many e-mails have come."""
    while len(office.letters) < count:  # noqa: ASYNC110 - the program's own loops work
        await asyncio.sleep(0.01)


async def test_nothing_moves(database_url: str, office: Office) -> None:
    """Ten minutes, while something waits: one e-mail; another one the next day; none once it moves again."""
    async with staged(database_url, smtp_url=office.url, greeted=()) as stage:
        await minutes(stage, 15)
        assert office.letters == []
        await queue(stage, PERSON, "Ceci attend.")
        await minutes(stage, 10)
        assert office.letters == []
        await minutes(stage, 60)
        [letter] = office.letters
        assert letter.recipients == (CONTACT,)
        assert letter.message["Subject"] == "Sancy Volcans\N{NO-BREAK SPACE}: le bot a besoin de vous"
        assert letter.text.startswith("Depuis dix minutes, des messages attendent et rien n’avance.")
        stage.clock.waited += DAY
        await minutes(stage, 2)
        assert len(office.letters) == 2
        await stage.settle()
        await minutes(stage, 15)
        assert len(office.letters) == 2


async def test_something_moves(database_url: str, office: Office) -> None:
    """More comes all the time, and some of it is done: that is no trouble. If none of it is, it is one."""
    async with staged(database_url, smtp_url=office.url, greeted=()) as stage:
        for number in range(15):
            await queue(stage, PERSON, f"Message {number}.", f"Et {number}.")
            await stage.running.deliverer.once()
            await minutes(stage, 1)
        assert office.letters == []
        for number in range(15):
            await waits(stage, f"Message {number}.")
            await minutes(stage, 1)
        assert len(office.letters) == 1


async def test_a_database_that_does_not_answer(files: Files, office: Office) -> None:
    """It is told all the same: nothing of an alarm needs it."""
    async with staged(files.migrated(), smtp_url=office.url, greeted=()) as stage:
        await stage.running.database.close()

        async def away(_work: object) -> None:
            raise ConnectionError

        stage.running.database.run = away  # type: ignore[assignment, method-assign]
        await minutes(stage, 12)
    assert len(office.letters) == 1


async def test_a_share_that_does_not_answer_holds_up_nobody(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk is asked for its room beside the loop."""
    loops: list[bool] = []

    def asked(_folder: Path) -> Any:
        loops.append(asyncio._get_running_loop() is not None)
        return SimpleNamespace(free=1 << 40)

    monkeypatch.setattr("bot.loops.watch.shutil.disk_usage", asked)
    async with staged(files.migrated()) as stage:
        await stage.running.watcher.once()
    assert loops == [False]


async def test_a_share_that_is_gone_does_not_end_the_program(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is in trouble as a place of copies, and the watch goes on."""

    def gone(folder: Path) -> Any:
        raise OSError(errno.EHOSTDOWN, "Host is down", str(folder))

    monkeypatch.setattr("bot.loops.watch.shutil.disk_usage", gone)
    async with staged(files.migrated()) as stage:
        await stage.running.watcher.once()


async def test_a_disk_fills(files: Files, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Less than the floor is left, in one of the folders that the bot writes to."""
    async with staged(files.migrated(), smtp_url=office.url, greeted=()) as stage:
        await minutes(stage, 2)
        monkeypatch.setattr(watch, "FLOOR", 1 << 60)
        await minutes(stage, 3)
        [letter] = office.letters
        assert letter.text.startswith("Sur la machine du bot, un disque est plein ou presque")


async def test_a_database_that_is_full(files: Files, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite cannot write, whatever the disk says of itself."""
    monkeypatch.setattr(watch, "FLOOR", 0)
    async with staged(files.migrated(), smtp_url=office.url, greeted=()) as stage:
        database = stage.running.database
        await database._writing().between_commits(("PRAGMA max_page_count=1",))
        with pytest.raises(OperationalError) as full:
            await waits(stage, "x" * 1_000_000)
        assert is_full(full.value)

        async def much(connection: Connection, now: datetime) -> None:
            await outbox.put(connection, PERSON, "sendMessage", {"text": "x" * 1_000_000}, now)

        monkeypatch.setattr(progress, "look", much)
        await minutes(stage, 3)
        [letter] = office.letters
        assert "un disque est plein" in letter.text


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        ((401, "Unauthorized"), "Telegram refuse le jeton du bot"),
        ((409, "Conflict: terminated by other getUpdates request"), "Un autre programme se sert du même jeton"),
    ],
)
async def test_telegram_refuses_us(refusal: tuple[int, str], words: str, files: Files, office: Office) -> None:
    """A token that was revoked while the bot runs; another program that polls: again and again, and one e-mail."""
    code, description = refusal
    async with on_the_wire(files.migrated(), smtp_url=office.url, greeted=()) as stage:
        fault = stage.world.fault(code, method="getUpdates", times=12, description=description)
        await posted(office)
        await stage.world.until(lambda: fault.times == 0)
        await stage.say(PERSON, "/start")
    [letter] = office.letters
    assert letter.text.startswith(words)


async def test_once_or_twice_is_no_other_program(files: Files, office: Office) -> None:
    """A bot that is started anew may be in its own way for a moment."""
    async with on_the_wire(files.migrated(), smtp_url=office.url, greeted=()) as stage:
        fault = stage.world.fault(409, method="getUpdates", times=3, description="Conflict: terminated")
        await stage.world.until(lambda: fault.times == 0)
        await stage.say(PERSON, "/start")
        await stage.running.alarms.once()
    assert office.letters == []


async def test_a_token_that_is_refused_at_the_start(files: Files, office: Office) -> None:
    """The program ends, and whoever supervises it starts it again and again: one e-mail, to whom ALARM_EMAIL names."""
    async with on_the_wire(files.migrated(), smtp_url=office.url, run=False) as stage:
        wrong = {"bot_token": SecretStr("7000000001:" + "w" * 35), "alarm_email": "technique@example.org"}
        for _ in range(3):
            with pytest.raises(SettingsError, match="BOT_TOKEN is refused"):
                await Program(stage.settings.model_copy(update=wrong)).__aenter__()
    [letter] = office.letters
    assert letter.recipients == ("technique@example.org",)


async def test_no_copy_can_be_made(files: Files, office: Office, tmp_path: Path) -> None:
    """The share is not mounted."""
    places = (tmp_path / "copies", tmp_path / "share")
    async with on_the_wire(files.migrated(), smtp_url=office.url, greeted=(), places=places):
        await posted(office)
    [letter] = office.letters
    assert letter.text.startswith("La base de données n’a pas pu être copiée partout")


async def test_the_mail_server_is_away(files: Files, office: Office) -> None:
    """It is tried again, until it is told."""
    async with staged(files.migrated(), smtp_url=office.url, greeted=()) as stage:
        await office.close()
        await queue(stage, PERSON, "Ceci attend.")
        await minutes(stage, 15)
        await office.open()
        await minutes(stage, 5)
        assert len(office.letters) == 1


async def test_without_a_mail_server(files: Files) -> None:
    """The log says it, once."""

    async def said(stage: DirectStage) -> list[str]:
        await queue(stage, PERSON, "Ceci attend.")
        with capture_logs() as lines:
            await minutes(stage, 30)
        return [line["kind"] for line in lines if line["event"] == "somebody has to see to this"]

    logs.set_up("ERROR")
    async with staged(files.migrated(), greeted=()) as stage:
        assert await said(stage) == ["stuck"]
