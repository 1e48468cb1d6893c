"""Files by mail: kept with a case, passed on, shown, exported and erased as those sent on Telegram are."""

from __future__ import annotations

import tracemalloc
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.loops import mail as mailing
from conversations.engine.effects import Submit
from handlers.incoming import mailed_files
from handlers.turn import forms
from handlers.turn.turn import Turn
from storage import letters
from storage.durable import crash_points
from tests.full_mailbox import full_box
from tests.stage import COORDINATOR, PERSON, staged
from tests.stage.correspondent import Correspondent
from tests.stage.databases import Files
from tests.stage.inside import ANSWERS, happen, rows, send_case, value
from tests.stage.mailing import enclosing
from tests.stage.post_office import Letter, post_office
from tests.stage.story import plain
from tests.test_by_mail import ALLOWED, BOTH, MINUTE, Post, posted
from tests.test_letters import files_of, send_papers
from tests.test_referents import without_account

PDF = b"%PDF-1.7 "
KEPT = "SELECT file_name, length(data) AS size, waits_for FROM case_message WHERE kind = 'document' ORDER BY id"
OPEN = (*BOTH, ALLOWED)
DAY = timedelta(days=1)


async def entered(post: Post) -> Correspondent:
    """Camille, whose case was told at a counter and who has an e-mail address; the adviser follows it."""
    person = Correspondent("camille@example.org", post.stage, post.office, post.box)
    told = {**ANSWERS, "contact": {"phone": None, "email": person.address}}
    post.stage.told.append(told)
    await happen(post.stage, COORDINATOR, lambda t: forms.hand_in(t, COORDINATOR, "fr", Submit("counter", told)))
    await post.stage.settle()
    await post.adviser.follow("Je m’en occupe")
    await post.stage.pass_time(2 * MINUTE)
    return person


def with_file(mail: EmailMessage, name: str, content: bytes, kind: str = "application/pdf") -> EmailMessage:
    main, _, sub = kind.partition("/")
    mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return mail


def came_with(letter: Letter) -> list[bytes]:
    return [part.get_payload(decode=True) for part in letter.message.iter_attachments()]  # type: ignore[misc]


async def test_what_is_kept_of_a_hostile_mail(database_url: str, tmp_path: Path) -> None:
    """Thirty megabytes fetched part by part: what is sound is kept under its bare name, of the rest each is named."""
    async with posted(database_url, tmp_path, *OPEN) as post:
        person = await entered(post)
        mail = person.answer("Voici tout.")
        within = EmailMessage()
        within.set_content("Un autre message.")
        for name, content, kind in (
            ("énorme.zip", bytes(22 << 20), "application/zip"),
            ("../../etc/bail.pdf", PDF + b"one", "application/pdf"),
            ("bail.pdf", PDF + b"two" * 100_000, "application/pdf"),
            ("pose.exe", b"MZ\x90\x00", "application/pdf"),
            ("factu\u202efdp.exe", PDF, "application/pdf"),
            ("plan\x07\u2028.pdf", PDF + b"three", "application/octet-stream"),
            ("image.jpg", b"no picture", "image/jpeg"),
        ):
            with_file(mail, name, content, kind)
        mail.add_attachment(with_file(within, "dedans.pdf", PDF))
        raw = bytes(mail).replace(b"--\n", b"--\n", 1)
        broken = b'Content-Type: application/pdf; name="abime.pdf"\nContent-Transfer-Encoding: base64\n\nJVBER\n'
        edge = b"--" + str(mail.get_boundary()).encode()
        raw = raw.replace(edge + b"--", edge + b"\n" + broken + edge + b"--")
        said = plain(await person.send(raw))
        assert await person.follow("J’ai compris")
        kept = [(row.file_name, row.size) for row in await rows(database_url, KEPT)]
        assert kept == [("bail.pdf", 12), ("bail.pdf", 9 + 300_000), ("plan.pdf", 14)]
        for name, why in (
            ("énorme.zip", "trop lourd"),
            ("pose.exe", "programme"),
            ("factufdp.exe", "signes cachés"),
            ("image.jpg", "son contenu"),
            ("abime.pdf", "abîmé"),
        ):
            assert f"« {name} » n'est pas gardé : " in said
            assert why in said.partition(f"« {name} »")[2].partition("«")[0]
        assert "dedans.pdf" not in said
        assert came_with(post.adviser.last) == [PDF + b"one", PDF + b"two" * 100_000, PDF + b"three"]
        assert await value(database_url, "SELECT count(*) FROM enclosure") == 0


async def test_a_logo_is_no_file(database_url: str, tmp_path: Path) -> None:
    """What stands in a signature is not kept, and not told of; no word about papers is asked for it."""
    async with posted(database_url, tmp_path, *OPEN) as post:
        person = await entered(post)
        mail = person.answer("Merci.")
        mail.add_alternative("<p>Merci. <img src=cid:logo></p>", subtype="html")
        html = mail.get_body(("html",))
        assert isinstance(html, EmailMessage)
        html.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<logo>", filename="logo.png", disposition="inline")
        said = await person.send(mail)
        assert "Votre message est envoyé" in said
        assert "logo.png" not in said
        assert await rows(database_url, KEPT) == []


async def test_the_same_name_again(database_url: str, tmp_path: Path) -> None:
    """Telephones call every picture alike: what differs in its bytes alone is another file, a repeated mail is not."""
    async with posted(database_url, tmp_path, *OPEN) as post:
        person = await entered(post)
        for size in (10, 20, 20):
            await person.send(with_file(person.answer("", letter=person.letters[0]), "image0.pdf", PDF + bytes(size)))
        assert [row.size for row in await rows(database_url, KEPT)] == [19, 29]
        assert {row.waits_for for row in await rows(database_url, KEPT)} == {"word"}
        assert "Votre message est envoyé" in await person.follow("J’ai compris")
        assert [len(content) for content in came_with(post.adviser.last)] == [19, 29]


async def test_who_may_not_read_gets_no_file(database_url: str, tmp_path: Path) -> None:
    """Where the network keeps what a case holds out of mails, files stay out too; who does not follow the case gets
    none in any way, whatever they ask for.
    """
    async with posted(database_url, tmp_path) as post:
        person = await entered(post)
        await person.send(enclosing(person.answer("Le plan."), ["plan.pdf"]))
        await person.follow("J’ai compris")
        assert "ne part pas par e-mail" in post.adviser.last.text
        assert not [letter for letter in post.office.letters if came_with(letter)]
        officer = post.officer
        await officer.send(enclosing(officer.mail("SV-0001", "Pour ce dossier."), ["avis.pdf"]))
        assert "« avis.pdf » n'est pas gardé : rien ne dit" in plain(officer.last.text)
        assert len(await rows(database_url, KEPT)) == 1
        assert not [m for m in post.stage.world.said_by_bot(COORDINATOR) if "document" in m.content]


async def test_a_stranger_leaves_nothing(database_url: str, tmp_path: Path) -> None:
    async with posted(database_url, tmp_path, *OPEN) as post:
        await entered(post)
        somebody = Correspondent("quelquun@example.org", post.stage, post.office, post.box)
        await somebody.send(enclosing(somebody.mail("SV-0001", "Pour ce dossier."), ["plan.pdf"]))
        assert await rows(database_url, KEPT) == []
        assert await value(database_url, "SELECT count(*) FROM enclosure") == 0


async def test_nothing_is_left_of_it(database_url: str, tmp_path: Path) -> None:
    """Erased with the case, also what still waits: no byte of it in the database, nor in a mail that was sent."""
    secret = PDF + b"SECRET PAPER" * 500
    async with posted(database_url, tmp_path, *OPEN) as post:
        person = await entered(post)
        await person.send(with_file(person.answer("Le bail."), "bail.pdf", secret))
        await person.follow("J’ai compris")
        adviser = post.adviser
        await adviser.send(with_file(adviser.answer("Un modèle."), "modele.pdf", secret))
        assert len(await rows(database_url, KEPT)) == 2, "one waits for [Envoyer à la personne]"
        assert [row.files for row in await rows(database_url, "SELECT files FROM mail WHERE files IS NOT NULL")] == []
        await person.reply("Supprimer.", person.letters[0])
        await person.follow("Oui, tout effacer")
        assert await value(database_url, "SELECT count(*) FROM case_message") == 0
        assert await rows(database_url, "SELECT * FROM once WHERE key LIKE 'papers%'") == []
        if database_url.startswith("sqlite"):
            await post.stage.stop()
            assert not any(b"SECRET PAPER" in path.read_bytes() for path in files_of(database_url))


async def test_let_go_without_a_word(database_url: str, tmp_path: Path) -> None:
    """A file waits a week for its sender to have read what does not belong here; then it goes, and they hear that."""
    async with posted(database_url, tmp_path, *OPEN) as post:
        person = await entered(post)
        await person.send(enclosing(person.answer(""), ["plan.pdf"]))
        await post.stage.pass_time(8 * DAY)
        assert await rows(database_url, KEPT) == []
        assert any("rien n’est joint" in letter.text for letter in person.letters)
        adviser = post.adviser
        await adviser.reply("D’accord.")
        assert not [letter for letter in adviser.letters if came_with(letter)]


async def test_to_somebody_on_telegram(database_url: str, tmp_path: Path) -> None:
    """What an adviser sends by mail is a file in the person's chat, at [Envoyer à la personne] and not before; they get
    it once more with all that is held of them.
    """
    async with posted(database_url, tmp_path, *OPEN) as post:
        stage, adviser = post.stage, post.adviser
        await send_case(stage)
        await adviser.follow("Je m’en occupe")
        await stage.pass_time(MINUTE)
        await stage.say(PERSON, "/message")
        await stage.say(PERSON, "Avez-vous un modèle ?")
        await adviser.send(enclosing(adviser.answer("Le voici."), ["modele.docx"]))
        assert not [m for m in stage.world.said_by_bot(PERSON) if "document" in m.content]
        await adviser.follow("Envoyer à la personne")
        [got] = [m for m in stage.world.said_by_bot(PERSON) if "document" in m.content]
        assert got.content["document"]["file_name"] == "modele.docx"
        assert stage.world.files.by_id(got.content["document"]["file_id"]).data == b"PK\x03\x04 modele.docx"
        await stage.say(PERSON, "/mes_donnees")
        held = [m.content["document"] for m in stage.world.said_by_bot(PERSON) if "document" in m.content][1:]
        assert [one["file_name"] for one in held] == ["mes-donnees.json", "modele.docx"]
        exported = stage.world.files.by_id(held[0]["file_id"]).data.decode()
        assert '"data": 16' in exported


async def test_what_does_not_fit_is_said(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail server takes so much of one mail: whatever is beyond that is named, with whom to ask for it."""
    monkeypatch.setattr(mailing, "MOST_BYTES", 30)
    async with posted(database_url, tmp_path, *OPEN) as post:
        person = await entered(post)
        await person.send(enclosing(person.answer(""), ["un.pdf", "deux.pdf", "trois.pdf"]))
        await person.follow("J’ai compris")
        letter = post.adviser.last
        assert [len(content) for content in came_with(letter)] == [15]
        assert "« deux.pdf » n'a pas pu être joint à cet e-mail : demandez-le à" in plain(letter.text)
        html = letter.message.get_body(("html",))
        assert html is not None
        assert "trois.pdf\xa0» n’a pas pu être joint" in html.get_content()
        number = await value(database_url, "SELECT min(id) FROM case_message WHERE data IS NOT NULL")

        async def look(t: Turn) -> None:
            """What has no room is not even read."""
            found = [await letters.attachment(t.connection, number, room) for room in (14, 15)]
            assert [one and one.data and len(one.data) for one in found] == [None, 15]

        await happen(post.stage, 0, look)


async def test_a_case_has_room_for_so_much(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files by mail lie in the database: beyond a bound the next is refused, and its sender reads so."""
    monkeypatch.setattr(mailed_files, "MOST_OF_CASE", 40)
    async with posted(database_url, tmp_path, *OPEN) as post:
        person = await entered(post)
        for names in (["un.pdf"], ["deux.pdf", "trois.pdf"]):
            said = await person.send(enclosing(person.answer("", letter=person.letters[0]), names))
        assert [row.file_name for row in await rows(database_url, KEPT)] == ["un.pdf", "deux.pdf"]
        assert "« trois.pdf » n'est pas gardé : le dossier a déjà reçu trop" in plain(said)


async def test_a_file_that_telegram_does_not_give(database_url: str, tmp_path: Path) -> None:
    """What was sent on Telegram goes to somebody by mail as it is; where it cannot be had the letter goes without."""
    async with posted(database_url, tmp_path, *OPEN) as post:
        stage = post.stage
        await send_case(stage)
        await post.adviser.follow("Je m’en occupe")
        await stage.pass_time(MINUTE)
        await send_papers(stage, "document", "Le bail.")
        [content] = came_with(post.adviser.last)
        assert content
        await stage.say(PERSON, "/message")
        stage.world.send_other(PERSON, PERSON, "document", "Un autre.")
        stage.world.files._files.clear()
        await stage.settle()
        await stage.pass_time(10 * MINUTE)
        assert came_with(post.adviser.last) == []
        assert "n’a pas pu être joint" in post.adviser.last.text


async def test_ended_in_the_middle(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between a file and the end of its turn nothing is kept of either; the next try keeps both, once."""
    async with posted(database_url, tmp_path, *OPEN) as post:
        person = await entered(post)
        ends = iter(["inside the turn"])

        def end_once(step: str) -> None:
            if step == "inside the turn" and next(ends, None):
                raise RuntimeError("ended")

        monkeypatch.setattr(crash_points, "listener", end_once)
        await person.send(enclosing(person.answer("Le plan."), ["plan.pdf"]))
        await post.stage.pass_time(MINUTE)
        assert next(ends, None) is None
        assert len(await rows(database_url, KEPT)) == 1
        assert await value(database_url, "SELECT count(*) FROM case_message") == 2
        assert await value(database_url, "SELECT count(*) FROM enclosure") == 0


@pytest.mark.proof
async def test_what_files_cost(files: Files, tmp_path: Path) -> None:
    """Twenty megabytes in ten files: they are fetched one by one, and copied into the case without being read again."""
    network = without_account(tmp_path)
    async with (
        post_office() as office,
        full_box() as box,
        staged(files.migrated(), smtp_url=office.url, imap_url=box.url, network_file=network, greeted=()) as stage,
    ):
        mail = EmailMessage()
        mail["From"], mail["Subject"], mail["Message-ID"] = "x@example.org", "Plans", "<1@example.org>"
        mail.set_content("Voici.")
        for number in range(9):
            with_file(mail, f"{number}.pdf", PDF + bytes(2 << 20))
        box.put(bytes(mail))
        assert box.section(1, "2")
        assert stage.running.mailbox is not None
        tracemalloc.start()
        try:
            assert await stage.running.mailbox.once() == 1
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert await value(stage.settings.database_url, "SELECT count(*) FROM enclosure WHERE why = ''") == 9
        assert most < 60 << 20
