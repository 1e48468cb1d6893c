"""The mailbox: what is read there is read once and within bounds; where it is away or refuses us, the rest goes on."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiohttp import web

from bot.loops.alarms import ENOUGH, Trouble
from bot.wire.imap import MOST_BYTES, Arrived, Box, RefusedError
from tests.stage import COORDINATOR, PERSON, staged
from tests.stage.correspondent import Correspondent, collect
from tests.stage.databases import SQLITE_FIRST
from tests.stage.inside import rows, send_case, value
from tests.stage.letter_box import PASSWORD, letter_box
from tests.stage.post_office import Office, post_office
from tests.test_referents import without_account

ADVISER = "conseillere-bouche@example.org"
ALARM = "Sancy Volcans\N{NO-BREAK SPACE}: le bot a besoin de vous"


@pytest.mark.parametrize("wrong", ["away", "password"])
@SQLITE_FIRST
async def test_it_does_not_open(wrong: str, database_url: str, tmp_path: Path) -> None:
    """Somebody is told once, however often it is tried; Telegram goes on; what came meanwhile is read afterwards."""
    async with post_office() as office, letter_box() as box:
        url = box.url if wrong == "away" else box.url.replace(PASSWORD, "wrong")
        network = without_account(tmp_path)
        async with staged(
            database_url, smtp_url=office.url, imap_url=url, network_file=network, greeted=(COORDINATOR,)
        ) as stage:
            adviser = Correspondent(ADVISER, stage, office, box)
            await send_case(stage)
            await box.put(adviser.composed("Je m’en occupe"))
            if wrong == "away":
                await box.close()
            for _ in range(2 * ENOUGH[Trouble.MAILBOX_AWAY]):
                await collect(stage)
                await stage.running.alarms.once()
            await stage.say(PERSON, "/monprojet")
            assert "SV-0001" in stage.last(PERSON)
            assert alarms(office) == [ALARM]
            if wrong == "password":
                return
            await box.open()
            await collect(stage)
            assert await value(database_url, "SELECT count(*) FROM slot WHERE taken_by = 'conseillere-bouche'") == 1
            assert alarms(office) == [ALARM]


def alarms(office: Office) -> list[str]:
    """The subjects of what whoever looks after the bot was told."""
    return [str(one.message["Subject"]) for one in office.letters if "a besoin de vous" in str(one.message["Subject"])]


@pytest.mark.proof
@SQLITE_FIRST
async def test_a_big_mail(database_url: str, tmp_path: Path) -> None:
    """Of 30 MB only the beginning is fetched, and the link in it works; what came along is not kept, which is said."""
    async with (
        post_office() as office,
        letter_box() as box,
        staged(
            database_url, smtp_url=office.url, imap_url=box.url, network_file=without_account(tmp_path), greeted=()
        ) as stage,
    ):
        adviser = Correspondent(ADVISER, stage, office, box)
        await send_case(stage)
        mail = adviser.composed("Je m’en occupe")
        mail.add_attachment(bytes(22 << 20), maintype="application", subtype="zip", filename="plans.zip")
        assert len(bytes(mail)) > 30_000_000
        await box.put(mail)
        fetched = await asyncio.to_thread(first_of, box.url)
        assert (fetched.size, len(fetched.raw)) == (len(bytes(mail).replace(b"\n", b"\r\n")), MOST_BYTES)
        await collect(stage)
        assert "C’est à vous" in adviser.last.text
        assert "Les pièces jointes ne sont pas gardées" in adviser.last.text
        [row] = await rows(database_url, "SELECT length(payload) AS size, status FROM inbox WHERE source = 'mail'")
        assert (row.size, row.status) == (0, "done")


@pytest.mark.proof
@SQLITE_FIRST
async def test_the_newest_first(database_url: str, tmp_path: Path) -> None:
    """A full mailbox: whoever writes now does not wait for all that came before, and a look takes so many at most."""
    async with (
        post_office() as office,
        letter_box() as box,
        staged(
            database_url, smtp_url=office.url, imap_url=box.url, network_file=without_account(tmp_path), greeted=()
        ) as stage,
    ):
        adviser = Correspondent(ADVISER, stage, office, box)
        await send_case(stage)
        await box.put(*(spam(number) for number in range(100)), adviser.composed("Je m’en occupe"))
        assert stage.running.mailbox is not None
        assert await stage.running.mailbox.once() == 40
        await stage.settle()
        assert "C’est à vous" in adviser.last.text
        assert await box.unseen() == 61
        while await stage.running.mailbox.once():
            pass
        assert await box.unseen() == 0


def first_of(url: str) -> Arrived:
    """The first mail of a mailbox, as it is fetched."""
    session = Box.parse(url).open()
    fetched = session.fetch(session.unseen(1)[0])
    session.close()
    assert fetched is not None
    return fetched


def spam(number: int) -> EmailMessage:
    """A mail that is nobody’s."""
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Precedence"] = f"n{number}@example.org", "Offre", "bulk"
    mail.set_content("1")
    return mail


@dataclass
class Microsoft:
    """As much of such a server as there is to opening a mailbox there: a token for a refresh token, and XOAUTH2."""

    refresh: str = "first"
    asked: list[str] = field(default_factory=list)
    said: list[bytes] = field(default_factory=list)

    async def token(self, request: web.Request) -> web.Response:
        """A token, and the next refresh token; an error where it is not the one of now."""
        form = await request.post()
        self.asked.append(str(form["refresh_token"]))
        if form["refresh_token"] != self.refresh or form["grant_type"] != "refresh_token":
            return web.json_response({"error": "invalid_grant", "error_description": "planted words"}, status=400)
        self.refresh = "second"
        return web.json_response({"access_token": "opens", "refresh_token": self.refresh, "expires_in": 3600})

    async def imap(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Lets in whoever has the token; there is nothing to read."""
        writer.write(b"* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2] ready\r\n")
        while line := await reader.readline():
            tag, command = line.split()[:2]
            if command == b"AUTHENTICATE":
                writer.write(b"+ \r\n")
                self.said.append(b64decode(await reader.readline()))
            if command == b"SELECT":
                writer.write(b"* 0 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n")
            if command == b"UID":
                writer.write(b"* SEARCH\r\n")
            writer.write(b"* CAPABILITY IMAP4rev1\r\n" if command == b"CAPABILITY" else b"")
            writer.write(tag + b" OK done\r\n")
        writer.close()


async def test_a_mailbox_without_a_password(tmp_path: Path) -> None:
    """A refresh token out of a file opens it; the newer one takes its place; a refused one is told by its code."""
    server = Microsoft()
    imap = await asyncio.start_server(server.imap, "127.0.0.1", 0)
    async with token_server(tmp_path / "token.json", server) as kept:
        box = Box.parse(f"imap://bot%40example.org@127.0.0.1:{imap.sockets[0].getsockname()[1]}", kept)
        for _ in range(2):
            session = await asyncio.to_thread(box.open)
            assert await asyncio.to_thread(session.unseen, 5) == []
            await asyncio.to_thread(session.close)
        assert server.asked == ["first"], "a token is used while it holds"
        assert server.said == [b"user=bot@example.org\x01auth=Bearer opens\x01\x01"] * 2
        assert json.loads(kept.read_text())["refresh_token"] == "second"
        assert kept.stat().st_mode & 0o077 == 0
        server.refresh = "third"
        with pytest.raises(RefusedError, match=r"^token: invalid_grant$"):
            await asyncio.to_thread(Box.parse(f"imap://b@127.0.0.1:{imap.sockets[0].getsockname()[1]}", kept).open)
    imap.close()


@asynccontextmanager
async def token_server(kept: Path, server: Microsoft | None = None) -> AsyncIterator[Path]:
    """A server that gives access tokens, and a file that asks it for one."""
    app = web.Application()
    app.router.add_post("/token", (server or Microsoft()).token)
    runner = web.AppRunner(app)
    await runner.setup()
    await (site := web.TCPSite(runner, "127.0.0.1", 0)).start()
    asked = {"token_url": f"{_address(site)}/token", "client_id": "c", "refresh_token": "first"}
    await asyncio.to_thread(kept.write_text, json.dumps(asked))
    try:
        yield kept
    finally:
        await runner.cleanup()


def _address(site: web.TCPSite) -> str:
    assert site._server is not None
    host, port = site._server.sockets[0].getsockname()  # type: ignore[attr-defined]
    return f"http://{host}:{port}"
