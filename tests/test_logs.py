"""The logs: at their most talkative, over a whole story and over every fault, no word about anybody."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
import structlog

from bot import logs
from conversations.engine.events import Said
from handlers.turn import forms
from handlers.turn.turn import Turn
from network.phrase import phrase
from tests.stage import BOUCHE, COORDINATOR, GROUP, PERSON, on_the_wire, staged
from tests.stage.inside import happen, rows, send_case, tap
from tests.stage.post_office import post_office

NAME, PHONE, MAIL = "Plantagenêt-Secret", "+33199000077", "plantee@example.org"
WORDS = "une fabrique de parapluies confidentielle"
PLANTED = (NAME, PHONE, "01 99 00 00 77", "0199000077", MAIL, WORDS, "parapluies", "Plantag")


@pytest.fixture
def talkative(capfd: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    """Logs as talkative as they get, caught where they come out."""
    logs.set_up("DEBUG")
    yield capfd
    logs.set_up("ERROR")


def nothing_in(out: str, *more: str) -> None:
    """None of the planted words stands there, whichever way it is written."""
    for planted in (*PLANTED, *more):
        for form in (planted, json.dumps(planted)[1:-1], planted.lower()):
            assert form not in out


async def test_a_whole_story(talkative: pytest.CaptureFixture[str], database_url: str) -> None:
    """A person tells everything, an adviser takes the case, messages are late, dead, blocked: only bare facts."""
    async with on_the_wire(database_url, greeted=(BOUCHE, COORDINATOR)) as stage:
        token = stage.settings.bot_token.get_secret_value()
        await stage.say(PERSON, "/start")
        await tap(stage, PERSON, "read")
        for words in (WORDS, NAME, MAIL, PHONE):
            await stage.say(PERSON, words)
        stage.world.share_contact(PERSON)
        await send_case(stage, name=NAME, project=WORDS, contact={"phone": PHONE, "email": MAIL})
        stage.world.fault(429, method="sendMessage", retry_after=1)
        stage.world.fault(500, method="sendMessage", description=f"{NAME} {WORDS}")
        stage.world.fault(400, method="sendMessage", chat_id=PERSON, description=f"Bad Request: {WORDS}")
        await stage.press(BOUCHE, "Je m’en occupe (métier)", GROUP)
        await stage.pass_time(timedelta(minutes=1))
        stage.world.block(PERSON)
        await stage.settle()
    out = "".join(talkative.readouterr())
    assert "worked" in out
    assert "received" in out
    assert "a dead letter" in out
    nothing_in(out, token, token.partition(":")[2])


async def test_mail(talkative: pytest.CaptureFixture[str], database_url: str) -> None:
    """Mails that are late, refused in words that quote the address, and not let in: neither they nor the password."""
    async with (
        post_office(user="bot", password="planted-password") as office,
        staged(database_url, greeted=(COORDINATOR,), smtp_url=office.url) as stage,
    ):

        async def write(t: Turn) -> None:
            said = phrase("coordinator.blocked", who=f"{NAME} {WORDS}")
            assert await t.mail(MAIL, said, [said], locale="fr", attachment=(NAME, b"x"))

        for command in ("DATA", "RCPT", "MAIL"):
            for code in (451, 550):
                office.answers.append((command, f"{code} {NAME} {MAIL} {WORDS}"))
                await happen(stage, PERSON, write)
                await stage.settle()
        office.password = "another-password"
        await happen(stage, PERSON, write)
        assert stage.running.mailer is not None
        await stage.running.mailer.once()
        office.password = "planted-password"
        await stage.settle()
        assert len(office.letters) == 5
        nothing_in("".join(stage.texts(COORDINATOR)), "planted-password")
        faults = await rows(database_url, "SELECT fault FROM mail UNION SELECT fault FROM inbox")
        nothing_in(str(faults), "planted-password")
    out = "".join(talkative.readouterr())
    for line in ("a mail has to wait", "a dead mail", "SMTP_URL"):
        assert line in out
    nothing_in(out, "planted-password", "another-password")


async def test_faults_that_quote(
    talkative: pytest.CaptureFixture[str], database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception whose message, notes, cause and locals hold everything: its type and its place are enough."""

    async def breaks(t: Turn, chat_id: int, locale: str, event: Said) -> None:
        try:
            raise ValueError(f"{NAME} {PHONE} {MAIL}")
        except ValueError as error:
            raise RuntimeError(f"{event.text}: {t.runtime}") from error

    monkeypatch.setattr(forms, "talk", breaks)
    async with on_the_wire(database_url, greeted=()) as stage:
        token = stage.settings.bot_token.get_secret_value()
        await stage.say(PERSON, WORDS)
        monkeypatch.undo()
        with pytest.raises(Exception, match=r".") as refused:
            await happen(stage, PERSON, _breaks_the_database)
        structlog.get_logger().error("a fault", exc_info=refused.value, who=NAME, text=WORDS)
    out = "".join(talkative.readouterr())
    assert "RuntimeError at " in out
    nothing_in(out, token)


async def _breaks_the_database(t: Turn) -> None:
    """A value that no column takes: the database's own message would quote the statement and its values."""
    await t.call(PERSON, WORDS + "x" * 50, {"text": NAME})
    await t.call(PERSON, "sendMessage", {"text": {NAME}}, None)


@pytest.mark.parametrize("style", ["console", "json"])
async def test_libraries(style: str, talkative: pytest.CaptureFixture[str]) -> None:
    """What aiohttp, telegram, sqlalchemy or asyncio want to say is told without their words."""
    logs.set_up("DEBUG", style)
    for name in ("aiohttp.client", "telegram.ext.Application", "sqlalchemy.engine.Engine", "asyncio", "alembic", "x"):
        library = logging.getLogger(name)
        for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.CRITICAL):
            library.log(level, "%s wrote %s", NAME, WORDS, extra={"token": PHONE})
        try:
            raise KeyError(MAIL)
        except KeyError:
            library.exception("with %s", PHONE)

    async def forgotten() -> None:
        raise RuntimeError(WORDS)

    task = asyncio.create_task(forgotten(), name=NAME)
    await asyncio.wait([task])
    del task
    out = "".join(talkative.readouterr())
    assert out.count("a library spoke") >= 18
    assert "KeyError at tests/test_logs.py" in out
    nothing_in(out)


def test_a_line_has_only_fields_of_the_list(talkative: pytest.CaptureFixture[str]) -> None:
    """Whatever somebody adds in a hurry is dropped."""
    structlog.get_logger().info("received", count=2, text=WORDS, phone=PHONE, user=NAME)
    out = talkative.readouterr()
    assert "received" in out.err
    nothing_in(out.out + out.err)
    assert out.out == ""
