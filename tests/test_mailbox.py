"""The mailbox: what is read there is read once and within bounds; where it is away or refuses us, the rest goes on."""

from __future__ import annotations

import asyncio
import json
import tracemalloc
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.wire.imap import MOST_BYTES, Arrived, Box, RefusedError
from tests.full_mailbox import full_box
from tests.stage import COORDINATOR, PERSON, staged
from tests.stage.certificates import certified
from tests.stage.correspondent import Correspondent, collect
from tests.stage.databases import Files
from tests.stage.direct import DirectStage
from tests.stage.inside import rows, send_case, value
from tests.stage.letter_box import PASSWORD, letter_box
from tests.stage.microsoft import microsoft
from tests.stage.post_office import Office, post_office
from tests.test_doctor import examined
from tests.test_referents import without_account

ADVISER = "conseillere-bouche@example.org"
MINUTE = timedelta(minutes=1)
AWAY, OVER = "ne répond plus", "La boîte aux lettres du bot s’ouvre de nouveau"
CAUSES = {
    "password": "refuse son nom ou son mot de passe",
    "folder": "n’a pas le dossier",
    "certificate": "n’est pas sûre",
    "nothing encrypted": "n’est pas sûre",
    "token": "n’ouvre plus avec l’autorisation du fichier IMAP_TOKEN_FILE",
}
SAID = {
    "password": "The mailbox refuses user or password",
    "folder": "The mailbox has no folder",
    "certificate": "The mailbox shows a certificate that nobody vouches for",
    "nothing encrypted": "The mailbox offers no encryption",
    "token": "The mailbox gets no access (token: invalid_grant)",
}
"""What whoever looks after the bot reads, and what the doctor says."""


async def looks(stage: DirectStage, lasts: timedelta) -> None:
    """So much time passes: the program looks into its mailbox as often as it does, and tells what is to be told."""
    assert stage.running.mailbox is not None
    until = stage.clock.waited + lasts
    while stage.clock.waited < until:
        await stage.running.mailbox.once()
        await stage.running.alarms.once()
        stage.clock.waited += timedelta(seconds=stage.running.mailbox.pause)
    await stage.settle()


def alarms(office: Office) -> list[str]:
    """What whoever looks after the bot was told of the mailbox: the cause, or that it is over."""
    told = [one for one in office.letters if "bot" in str(one.message["Subject"])]
    return [OVER if one.text.startswith(OVER) else cause_in(one.text) for one in told]


def cause_in(text: str) -> str:
    """Which of the causes a letter names; it says what to do as well, and that nothing is lost."""
    assert "À faire" in text
    assert "rien n’est perdu" in text.lower()
    return next(cause for cause in (AWAY, *CAUSES.values()) if cause in text)


async def test_it_is_gone_for_an_hour(database_url: str, tmp_path: Path) -> None:
    """Somebody is told once that it is away, and once that it is read again; Telegram goes on meanwhile, and what came
    is read afterwards. A short absence is nobody’s business.
    """
    async with (
        post_office() as office,
        letter_box() as box,
        staged(
            database_url,
            smtp_url=office.url,
            imap_url=box.url,
            network_file=without_account(tmp_path),
            greeted=(COORDINATOR,),
        ) as stage,
    ):
        adviser = Correspondent(ADVISER, stage, office, box)
        await send_case(stage)
        await box.put(adviser.composed("Je m’en occupe"))
        for lasts, told in ((5 * MINUTE, []), (timedelta(hours=1), [AWAY])):
            await box.close()
            await looks(stage, lasts)
            assert alarms(office) == told
            await stage.say(PERSON, "/monprojet")
            assert "SV-0001" in stage.last(PERSON)
            await box.open()
            await looks(stage, 10 * MINUTE)
            assert await value(database_url, "SELECT count(*) FROM slot WHERE taken_by = 'conseillere-bouche'") == 1
            assert alarms(office) == [*told, *([OVER] if told else [])]
        await looks(stage, 10 * MINUTE)
        assert alarms(office) == [AWAY, OVER]


@pytest.mark.parametrize("wrong", ["password", "folder", "certificate", "nothing encrypted", "token"])
async def test_it_does_not_open(wrong: str, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody is told once, with the true cause and what to do, and the doctor says the same; everything else goes on.
    Whoever mends it starts another program, and hears once that the mailbox is read again.
    """
    tls = certified(tmp_path) if wrong == "certificate" else None
    async with post_office() as office, letter_box(tls=tls) as box, microsoft() as (server, imap_url, kept):
        url = {
            "password": box.url.replace(PASSWORD, "wrong"),
            "folder": f"{box.url}/Nowhere",
            "token": imap_url,
        }.get(wrong, box.url)
        async with staged(
            database_url, smtp_url=office.url, imap_url=box.url, network_file=without_account(tmp_path), run=False
        ) as stage:
            right = stage.settings.model_copy(update={"imap_token_file": kept if wrong == "token" else None})
            stage.settings = right.model_copy(update={"imap_url": SecretStr(url)})
            server.refresh = "revoked"
            monkeypatch.setattr("bot.wire.imap.LOCAL", frozenset[str]())  # as if it were another machine
            if wrong not in ("certificate", "nothing encrypted"):
                monkeypatch.undo()
            await stage.start()
            await send_case(stage)
            await looks(stage, timedelta(hours=2))
            assert alarms(office) == [CAUSES[wrong]]
            await stage.say(PERSON, "/monprojet")
            assert "SV-0001" in stage.last(PERSON)
            _, lines = await examined(stage)
            assert [line for line in lines if line.startswith(f"✗ {SAID[wrong]}")], lines

            server.refresh = "first"
            monkeypatch.undo()
            monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
            stage.settings = right.model_copy(update={"imap_url": SecretStr(imap_url if wrong == "token" else box.url)})
            await stage.rebuild()
            await looks(stage, 20 * MINUTE)
            assert alarms(office) == [CAUSES[wrong], OVER]
            _, lines = await examined(stage)
            assert "✓ The mailbox opens: answers by e-mail are read there." in lines


@pytest.mark.proof
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
        assert "plans.zip\xa0» n’est pas gardé" in adviser.last.text
        [row] = await rows(database_url, "SELECT length(payload) AS size, status FROM inbox WHERE source = 'mail'")
        assert (row.size, row.status) == (0, "done")


@pytest.mark.proof
async def test_what_a_big_mail_costs(files: Files, tmp_path: Path) -> None:
    """Thirty megabytes in one line, with nothing attached: the memory of its beginning, and of what is made of that."""
    network = without_account(tmp_path)
    async with (
        post_office() as office,
        full_box() as box,
        staged(files.migrated(), smtp_url=office.url, imap_url=box.url, network_file=network, greeted=()) as stage,
    ):
        box.put(b"From: x@example.org\r\nSubject: plans\r\n\r\n" + b"On a " * (6 << 20))
        assert stage.running.mailbox is not None
        tracemalloc.start()
        try:
            assert await stage.running.mailbox.once() == 1
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert box.unseen == {}
        assert most < 8 << 20


@pytest.mark.proof
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


async def test_a_mailbox_without_a_password() -> None:
    """A refresh token out of a file opens it; the newer one takes its place; a refused one is told by its code."""
    async with microsoft() as (server, url, kept):
        box = Box.parse(url, kept)
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
            await asyncio.to_thread(Box.parse(url, kept).open)
