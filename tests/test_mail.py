"""Mail: whatever the mail server answers, an e-mail goes out once, or the coordinators hear of it."""

from __future__ import annotations

import asyncio
import signal
import ssl
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.clock import real_now
from bot.loops import mail
from bot.wire import smtp
from handlers.turn.turn import Turn
from network import file
from network.phrase import phrase
from storage import networks, privacy
from storage.durable import mails
from storage.engine.database import Connection
from storage.engine.here import Here
from tests.crash.killing import killed
from tests.stage import COORDINATOR, NETWORK, PERSON, Stage, on_the_wire, staged
from tests.stage.certificates import certified
from tests.stage.inside import happen, queue, rows, until, value
from tests.stage.post_office import post_office

REFERENT = "referente@example.org"
SENDER = "accueil@sancy-volcans.example.org"
PDF = b"%PDF-1.7 \x00\xff"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mailer's pauses, made short for where it runs by itself."""
    for name in ("FIRST_PAUSE", "FIRST_REST", "NET"):
        monkeypatch.setattr(mail, name, 0.1)


async def post(
    stage: Stage,
    words: str = "un mot",
    to: str = REFERENT,
    about: str | None = "SV-0001",
    attachment: tuple[str, bytes] | None = None,
    locale: str = "fr",
) -> bool:
    """A turn has an e-mail sent. Returns whether it said that it would be."""
    said = []

    async def arm(t: Turn) -> None:
        paragraphs = (phrase("coordinator.blocked", who=words), (phrase("who.group"), phrase("who.group")))
        subject = phrase("coordinator.undelivered", what=words)
        said.append(await t.mail(to, subject, paragraphs, locale=locale, about=about, attachment=attachment))

    await happen(stage, PERSON, arm)
    return said[-1]


async def status(url: str) -> list[str]:
    """Where each mail stands."""
    return [row.status for row in await rows(url, "SELECT status FROM mail ORDER BY id")]


async def tries(stage: Stage) -> int:
    """The mailer of a program that does nothing by itself sends the oldest mail. Returns whether it found one."""
    assert stage.running.mailer is not None
    return await stage.running.mailer.once()


TRIED = "SELECT count(*) FROM mail WHERE fault IS NOT NULL AND leased_until IS NULL"


async def test_sent_once(database_url: str) -> None:
    """From the network's own contact, in plain text, with what other programs need to know; nothing of it is kept."""
    async with post_office() as office, staged(database_url, greeted=(), smtp_url=office.url) as stage:
        assert await post(stage, "<b>Élodie</b> & l’été,\nligne 2", attachment=("SV-0001.pdf", PDF))
        await stage.settle()
        await stage.rebuild()
        await stage.settle()
    [letter] = office.letters
    assert (letter.sender, letter.recipients) == (SENDER, (REFERENT,))
    head = letter.message
    assert head["From"] == f"Sancy Volcans <{SENDER}>"
    assert head["To"] == REFERENT
    assert head["Subject"] == "Un message n’a pas pu partir\N{NO-BREAK SPACE}: <b>Élodie</b> & l’été, ligne 2."
    assert head["Date"].datetime == stage.clock.real().replace(microsecond=0)
    assert head["Message-ID"].startswith("<1.")
    assert head["Message-ID"].endswith(".sancy-volcans@sancy-volcans.example.org>")
    assert (head["Auto-Submitted"], head["Content-Language"]) == ("auto-generated", "fr")
    body = letter.message.get_body(("plain",))
    assert body is not None
    assert (body.get_content_type(), body.get_content_charset()) == ("text/plain", "utf-8")
    blocked, group = "Je ne peux plus écrire\N{NO-BREAK SPACE}: <b>Élodie</b> & l’été,\nligne 2.", "le groupe"
    first, _, last = letter.text.rstrip("\n").partition("\n\n")
    assert first == blocked
    assert [group in line for line in last.split("\n")] == [True, True]
    [attached] = letter.message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("SV-0001.pdf", "application/pdf")
    assert attached.get_content() == PDF
    [row] = await rows(database_url, "SELECT * FROM mail")
    assert (row.status, row.attempts, row.about) == ("sent", 1, "SV-0001")
    assert (row.recipient, row.subject, row.body, row.attachment, row.attachment_name) == ("", "", "", None, None)


async def test_in_english(database_url: str) -> None:
    """The language is the reader's, and said in the head."""
    async with post_office() as office, staged(database_url, greeted=(), smtp_url=office.url) as stage:
        assert await post(stage, locale="en")
        await stage.settle()
    [letter] = office.letters
    assert letter.message["Content-Language"] == "en"
    assert letter.text.startswith("I can no longer write to: un mot.")


async def test_who_pays_stands_at_the_end(database_url: str, tmp_path: Path) -> None:
    """A funder's sentence, in the reader's language, until its last day."""
    text = NETWORK.read_text(encoding="utf-8")
    for id_, sentence, last in (("fonds", "With the support of the fund.", ""), ("ancien", "Gone.", "2026-03-09")):
        text += f'\n[[funders]]\nid = "{id_}"\nname = "Fonds"\nsentence = {{ fr = "Merci.", en = "{sentence}" }}\n'
        text += f"last = {last}\n" if last else ""
    (file := tmp_path / NETWORK.name).write_text(text, encoding="utf-8")
    async with (
        post_office() as office,
        staged(database_url, greeted=(), smtp_url=office.url, network_file=file) as stage,
    ):
        assert await post(stage, locale="en")
        await stage.settle()
    [letter] = office.letters
    assert letter.text.rstrip().endswith("\n\nWith the support of the fund.")
    assert "Gone" not in letter.text


async def test_where_none_can_be_sent(database_url: str, tmp_path: Path) -> None:
    """Without SMTP_URL, an address to write to or one to write from, a turn is told so, and keeps nothing."""
    without = tmp_path / "network.toml"
    without.write_text(NETWORK.read_text("utf-8").replace(f'email = "{SENDER}"\n', ""), "utf-8")
    async with staged(database_url, greeted=()) as stage:
        assert not await post(stage)
        async with post_office() as office:
            stage.settings = stage.settings.model_copy(update={"smtp_url": SecretStr(office.url)})
            await stage.rebuild()
            for address in ("", "  ", "a" * 320 + "@example.org"):
                assert not await post(stage, to=address)
            assert await post(stage)
            await stage.settle()
            assert len(office.letters) == 1
            await stage.running.database.run(
                lambda c: networks.record(c, file.load(without), real_now(), author="file", reason="import")
            )
            assert not await post(stage)
    assert await status(database_url) == ["sent"]


async def test_the_server_is_down_and_comes_back(database_url: str, impatient: None) -> None:
    """What waits is kept and goes out when it can, also after a restart; nobody is alarmed."""
    async with post_office() as office, on_the_wire(database_url, greeted=(COORDINATOR,), smtp_url=office.url) as stage:
        await office.close()
        for words in ("un", "deux", "trois"):
            await post(stage, words)
        await until(database_url, f"SELECT ({TRIED}) = 3")
        await stage.rebuild()
        assert await status(database_url) == ["pending"] * 3
        await office.open()
        await stage.settle()
        assert len(stage.texts(COORDINATOR)) == 1
    assert sorted(letter.text.split("\n")[0].split()[-1] for letter in office.letters) == ["deux.", "trois.", "un."]
    assert len({letter.message["Message-ID"] for letter in office.letters}) == 3


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
async def test_not_now(command: str, database_url: str) -> None:
    """A temporary refusal, at whichever step: tried again, sent once."""
    async with post_office() as office, staged(database_url, greeted=(COORDINATOR,), smtp_url=office.url) as stage:
        office.answers.extend([(command, "451 4.3.0 Later")] * 2)
        await post(stage)
        await stage.settle()
        assert len(stage.texts(COORDINATOR)) == 1
    assert len(office.letters) == 1
    assert await value(database_url, "SELECT attempts + waits FROM mail") == 3


@pytest.mark.parametrize(
    ("command", "answer", "fault"),
    [
        ("RCPT", "550 5.1.1 No such user", "SMTP 550"),
        ("DATA", "554 5.7.1 Looks like junk", "SMTP 554"),
        ("MAIL", "552 5.3.4 Too big", "SMTP 552"),
    ],
)
async def test_refused_for_good(command: str, answer: str, fault: str, database_url: str) -> None:
    """Tried once: the coordinators are told which case it is about, and no address; other mails go out."""
    async with post_office() as office, staged(database_url, greeted=(COORDINATOR,), smtp_url=office.url) as stage:
        office.answers.append((command, answer))
        await post(stage, "refusé", attachment=("x.pdf", PDF))
        await stage.settle()
        await post(stage, "suivant")
        await stage.settle()
        told = stage.last(COORDINATOR)
        assert "e-mail n’a pas pu partir" in told
        assert f"SV-0001, {fault}" in told
        assert "example.org" not in told
        assert len(stage.texts(COORDINATOR)) == 2
    assert ["suivant" in letter.text for letter in office.letters] == [True]
    dead, _ = await rows(database_url, "SELECT * FROM mail ORDER BY id")
    assert (dead.status, dead.attempts, dead.fault) == ("dead", 1, fault)
    assert (dead.recipient, dead.subject, dead.body, dead.attachment) == ("", "", "", None)


@pytest.mark.parametrize(
    "to", ["personne", "a b@example.org", "x@example.org, y@example.org", "x@example.org\nBcc: y", "hélène@example.org"]
)
async def test_no_address_at_all(to: str, database_url: str) -> None:
    """What a network file calls an address may be none: nobody else gets the mail, the coordinators are told."""
    async with post_office() as office, staged(database_url, greeted=(COORDINATOR,), smtp_url=office.url) as stage:
        await post(stage, to=to, about=None)
        await stage.settle()
        assert "n’a pas pu partir\N{NO-BREAK SPACE}: address." in stage.last(COORDINATOR)
    assert office.letters == []


async def test_a_domain_in_its_own_letters(database_url: str) -> None:
    """straße.de is another domain than strasse.de, and a letter goes to the one that was written (IDNA 2008)."""
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await post(stage, to="Jean@Straße.de", about=None)
        await stage.settle()
    assert [letter.recipients for letter in office.letters] == [("Jean@xn--strae-oqa.de",)]


async def test_given_up_after_a_day(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that stays away: given up after every try, and told."""
    monkeypatch.setattr(mails, "MOST_ATTEMPTS", 2)
    async with post_office() as office, staged(database_url, greeted=(COORDINATOR,), smtp_url=office.url) as stage:
        await office.close()
        await post(stage)
        await stage.settle()
        assert "SV-0001, SMTPConnectError" in stage.last(COORDINATOR)
    assert await status(database_url) == ["dead"]


def test_about_a_day() -> None:
    """The pauses between all the tries of a mail come to a day, more or less."""
    first, longest = 2.0, mail.LONGEST_PAUSE
    pauses = [min(first * 4**tried, longest) for tried in range(mails.MOST_WAITS - 1)]
    assert 20 < sum(pauses) / 3600 < 28


@pytest.mark.parametrize("refusal", ["password", "sender"])
async def test_the_server_does_not_let_us_in(refusal: str, database_url: str) -> None:
    """Wrong credentials, or a sender it does not take: every mail waits, the coordinators hear of it once, and after
    somebody has mended it everything goes out.
    """
    async with (
        post_office(user="bot", password="right") as office,
        staged(database_url, greeted=(COORDINATOR,), smtp_url=office.url) as stage,
    ):
        if refusal == "password":
            office.password = "changed"
        else:
            office.answers.append(("MAIL", "550 5.7.60 Not your address"))
        for words in ("un", "deux", "trois"):
            await post(stage, words)
        assert [await tries(stage) for _ in range(5)] == [1, 0, 0, 0, 0]
        assert office.logins <= 2, "a server that is asked too often locks us out"
        office.password = "right"
        await stage.settle()
        said = [text for text in stage.texts(COORDINATOR) if "SMTP_URL" in text]
        assert len(said) == 1
        assert len(stage.texts(COORDINATOR)) == 2
    assert len(office.letters) == 3
    assert {row.attempts for row in await rows(database_url, "SELECT attempts FROM mail")} == {1}


async def test_credentials_are_percent_encoded(database_url: str) -> None:
    """A password with every sign that means something in an address."""
    async with post_office(user="bot@example.org", password="p@ss:/?#%é") as office:
        url = f"smtp://bot%40example.org:p%40ss%3A%2F%3F%23%25%C3%A9@127.0.0.1:{office.port}"
        async with staged(database_url, greeted=(), smtp_url=url) as stage:
            await post(stage)
            await stage.settle()
    assert (len(office.letters), office.logins) == (1, 1)


async def test_the_answer_is_lost(database_url: str) -> None:
    """The connection is cut after the mail was taken: sent twice at the most, and it can be recognised."""
    async with post_office(cut=1) as office, staged(database_url, greeted=(), smtp_url=office.url) as stage:
        await post(stage)
        await stage.settle()
    assert len(office.letters) == 2
    assert len({letter.message["Message-ID"] for letter in office.letters}) == 1
    assert await status(database_url) == ["sent"]


async def test_killed_between_sending_and_marking(database_url: str, impatient: None) -> None:
    """The real program is killed when the server has taken the mail: one double, which can be recognised."""
    async with post_office() as office, on_the_wire(database_url, greeted=(), smtp_url=office.url) as stage:
        await office.close()
        await post(stage)
        await until(database_url, TRIED)
        await stage.stop()
        await office.open()
        assert await killed(stage, "after mail", office) == -signal.SIGKILL
        assert (len(office.letters), await status(database_url)) == (1, ["pending"])
        await stage.start()
        await stage.settle()
        assert len(office.letters) == 2
        assert len({letter.message["Message-ID"] for letter in office.letters}) == 1
    assert await status(database_url) == ["sent"]


async def test_a_slow_server_holds_up_nothing_else(database_url: str, impatient: None) -> None:
    """While a mail server takes its time, messages go out; when the program is told to end, the mail is finished."""
    async with post_office() as office, on_the_wire(database_url, greeted=(PERSON,), smtp_url=office.url) as stage:
        office.opens.clear()
        await post(stage)
        await until(database_url, "SELECT count(*) FROM mail WHERE leased_until IS NOT NULL")
        await queue(stage, PERSON, "entre-temps")
        await stage.world.until(lambda: stage.last(PERSON) == "entre-temps", None)
        assert await status(database_url) == ["pending"]
        ending = asyncio.create_task(stage.stop())
        office.opens.set()
        await ending
    assert (len(office.letters), await status(database_url)) == (1, ["sent"])


@pytest.fixture
def certificate(tmp_path: Path) -> ssl.SSLContext:
    """A certificate for 127.0.0.1 that nobody vouches for, and what a server needs to show it: `tmp_path`/cert.pem."""
    return certified(tmp_path)


@pytest.mark.parametrize("implicit", [False, True])
async def test_encrypted(
    implicit: bool, database_url: str, certificate: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """STARTTLS where it is offered, TLS from the beginning with smtps; another machine’s certificate must be good."""
    monkeypatch.setattr(smtp, "LOCAL", frozenset())
    async with (
        post_office(user="bot", password="right", tls=certificate, implicit=implicit) as office,
        staged(database_url, greeted=(), smtp_url=office.url) as stage,
    ):
        await post(stage)
        assert await tries(stage) == 1
        assert (office.letters, office.logins) == ([], 0), "nobody vouches for the certificate"
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        await stage.settle()
    assert office.encrypted == [True]


async def test_encrypted_on_this_machine(database_url: str, certificate: ssl.SSLContext) -> None:
    """A mail server on the same machine has a certificate of its own making as a rule: it will do there."""
    async with (
        post_office(user="bot", password="right", tls=certificate) as office,
        staged(database_url, greeted=(), smtp_url=office.url) as stage,
    ):
        await post(stage)
        await stage.settle()
    assert office.encrypted == [True]


async def test_a_password_does_not_travel_in_the_clear(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another machine that offers no encryption gets no password, and no mail: they wait."""
    monkeypatch.setattr(smtp, "LOCAL", frozenset())
    async with (
        post_office(user="bot", password="right") as office,
        staged(database_url, greeted=(), smtp_url=office.url) as stage,
    ):
        await post(stage)
        assert await tries(stage) == 1
    assert (office.letters, office.logins) == ([], 0)
    assert await value(database_url, "SELECT fault FROM mail") == "no encryption"


async def test_numbers_are_never_given_twice(database_url: str) -> None:
    """A mail that was forgotten leaves its number unused: a Message-ID is one mail's for ever."""
    async with staged(database_url, greeted=()) as stage:

        async def put_and_forget(connection: Connection) -> int:
            here = Here(connection, "x")
            number = await mails.put(here, REFERENT, "s", "b", real_now(), about="SV-0001")
            await privacy.forget_about(here, "SV-0001")
            return number

        numbers = [await stage.running.database.run(put_and_forget) for _ in range(2)]
        assert numbers[0] < numbers[1]
        assert await stage.running.database.run(mails.waiting) == 0


def test_the_address_that_ends_letters_stays_whole() -> None:
    """However long the mailbox is: cut or encoded it is no address."""
    ends = f"mailto:{'front-door.' * 12}reception@example.org?subject=%23zzzz.31.abcdefghijklm"
    one = mails.Mail(1, "n", REFERENT, "x", "é", "fr", None, None, None, real_now(), 0, unsubscribe=ends)
    written = bytes(mail.letter(one, file.load(NETWORK).identity, real_now()))
    assert f"\nList-Unsubscribe: <{ends}>\n".encode() in written
