"""Erasing: after /supprimer nothing of a person is left, in the database, in its files, in the logs, in the chats."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import logs
from bot.clock import real_now
from handlers.privacy import erasing
from handlers.turn import quiet
from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from network.phrase import phrase
from simulator.chats import Message
from storage import privacy
from storage.durable import calls, outbox, sent_messages
from storage.durable.about import told_of
from storage.engine.database import Connection
from storage.engine.here import Here
from storage.schema import metadata
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.databases import ON_BOTH
from tests.stage.inside import happen, kept, queue, rows, send_case, tap, value
from tests.stage.post_office import post_office

NAME, MAIL = "Zéphyrine Plantagenêt", "plantee@example.org"
PHONE, CALLED = "01 99 00 00 77", "01 99 00 00 78"
PROJECT = "une fabrique de parapluies mauves"
CHANGED = "une fabrique de parasols mauves"
MODULE = "un atelier plein de baleines"
SECOND = "un élevage d’alpagas lunaires"
PARKED = "un message que personne n’a pu lire"
PLANTED = (NAME, MAIL, PHONE, CALLED, PROJECT, CHANGED, MODULE, SECOND, PARKED)
GONE = "Message effacé à la demande de la personne."


@pytest.fixture
def talkative(capfd: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    """Logs as talkative as they get, caught where they come out."""
    logs.set_up("DEBUG")
    yield capfd
    logs.set_up("ERROR")


def forms(planted: str) -> set[str]:
    """The ways in which something planted may be written down."""
    digits = planted.replace(" ", "")
    ways = {planted, json.dumps(planted)[1:-1], planted.replace(" ", "\N{NO-BREAK SPACE}")}
    return ways | ({digits, "+33" + digits[1:]} if digits.isdecimal() else set())


def found_in(text: str | bytes, words: tuple[str, ...] = PLANTED) -> set[str]:
    """What was planted and stands in a text, or in a file."""
    raw = text.encode() if isinstance(text, str) else text
    return {planted for planted in words for form in forms(planted) if form.encode() in raw}


async def in_tables(url: str) -> set[str]:
    """What was planted and stands in any column of any table."""
    found: set[str] = set()
    for table in metadata.sorted_tables:
        for row in await rows(url, f'SELECT * FROM "{table.name}"'):  # noqa: S608 - our own tables
            cells = (json.dumps(cell) if isinstance(cell, dict | list) else str(cell) for cell in row)
            found |= found_in("\n".join(cells))
    return found


def in_files(url: str) -> set[str]:
    """What was planted and stands, byte for byte, in a file of an SQLite database: itself, its log, its index."""
    place = Path(url.partition(":///")[2])
    files = [path for path in place.parent.iterdir() if path.name.startswith(place.name)]
    assert files
    return {planted for path in files for planted in found_in(path.read_bytes())}


def in_chats(stage: Stage) -> set[str]:
    """What was planted and is still to be read in a message of the bot."""
    return {p for chat in stage.world.chats for m in stage.world.said_by_bot(chat) for p in found_in(m.text)}


async def erase(stage: Stage, who: int = PERSON) -> None:
    """Somebody has everything erased."""
    await stage.say(who, "/supprimer")
    await stage.press(who, "Oui, tout supprimer")
    await stage.press(who, "Supprimer pour toujours")


async def tell_everything(stage: Stage) -> None:
    """A case that somebody took, changed since; a module of it, a wish to be called, a second project unsent."""
    await stage.say(PERSON, "/start")
    await tap(stage, PERSON, "read")
    await stage.say(PERSON, PROJECT)
    await tap(stage, PERSON, "right")
    await tap(stage, PERSON, "on:creation")
    await tap(stage, PERSON, "ok")
    await tap(stage, PERSON, "skip")
    await stage.say(PERSON, "Tauves")
    await tap(stage, PERSON, "soon")
    await stage.say(PERSON, NAME)
    await stage.say(PERSON, f"{PHONE} ou {MAIL}")
    await tap(stage, PERSON, "send")
    await stage.press(SANCY_ARTENSE, "Je m’en occupe (sur place)", GROUP)
    await stage.say(PERSON, "/monprojet")
    await tap(stage, PERSON, "SV-0001")
    await stage.say(PERSON, "1")
    await stage.say(PERSON, CHANGED)
    await tap(stage, PERSON, "send")
    await stage.say(PERSON, "/completer")
    await tap(stage, PERSON, "completer-description")
    await stage.say(PERSON, MODULE)
    for _ in range(3):
        await tap(stage, PERSON, "skip")
    await stage.say(PERSON, "/rappel")
    await stage.say(PERSON, CALLED)
    await tap(stage, PERSON, "on:morning")
    await stage.say(PERSON, "/start")
    await stage.press(PERSON, "Parler d’un autre projet")
    await tap(stage, PERSON, "read")
    await stage.say(PERSON, SECOND)
    await stage.say(PERSON, "/mes_donnees")


@ON_BOTH
async def test_nothing_is_left(database_url: str, talkative: pytest.CaptureFixture[str]) -> None:
    """Everything that can be told is told, and seen in the database; after two presses none of it is."""
    async with staged(database_url) as stage:
        await tell_everything(stage)
        row = await kept(stage, PERSON, json.dumps({"message": {"text": PARKED}}))
        await rows(database_url, "UPDATE inbox SET status = 'parked', leased_until = NULL WHERE id = :id", id=row.id)
        assert await in_tables(database_url) == {*PLANTED} - {PROJECT}
        assert in_chats(stage) == {*PLANTED} - {PARKED}
        await happen(stage, PERSON, lambda t: quiet.interrupted(t, [PERSON]))
        sqlite = database_url.startswith("sqlite")
        assert not sqlite or in_files(database_url) >= {*PLANTED} - {PROJECT}
        await erase(stage)
        assert await in_tables(database_url) == set()
        assert not sqlite or in_files(database_url) == set()
        assert in_chats(stage) == set()
        assert await rows(database_url, "SELECT key FROM once WHERE key LIKE :of", of=f"%:{PERSON}%") == []
        assert len(stage.texts(PERSON)) == 1
        for what in ("copie que Telegram garde", "plus de 48 heures", "parti deux fois", "déjà noté"):
            assert what in stage.last(PERSON)
        for who in (SANCY_ARTENSE, COORDINATOR):
            assert "SV-0001" in stage.last(who)
            assert "la personne a fait supprimer sa demande" in stage.last(who)
        assert stage.texts(GROUP) == []
    assert not sqlite or in_files(database_url) == set()
    out = "".join(talkative.readouterr())
    assert out.count("worked") > 20
    assert "error" not in out
    assert found_in(out) == set()


@ON_BOTH
async def test_mail_about_a_case(database_url: str) -> None:
    """What waits to be sent by e-mail about an erased case is not sent, and no row names it; other mails go out."""
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await send_case(stage, PERSON)
        await send_case(stage, ENGLISH)
        await office.close()

        async def write(t: Turn) -> None:
            for words, about in ((NAME, "SV-0001"), ("rien", "SV-0002"), ("rien", None)):
                said = phrase("coordinator.blocked", who=words)
                attached = ("SV.pdf", words.encode())
                assert await t.mail(MAIL, said, [said], locale="fr", about=about, attachment=attached)

        await happen(stage, BOUCHE, write)
        assert {NAME, MAIL} <= await in_tables(database_url)
        await happen(stage, PERSON, lambda t: erasing.erase(t, PERSON, "fr"))
        assert NAME not in await in_tables(database_url)
        await office.open()
        await stage.settle()
        assert not database_url.startswith("sqlite") or NAME not in in_files(database_url)
    assert len(office.letters) == 2


async def make_old(stage: Stage, *messages: Message) -> None:
    """These messages were sent three days ago, as Telegram and the database know."""

    async def age(connection: Connection) -> None:
        m = sent_messages.message
        for message in messages:
            message.date -= 3 * 86400
            this = (m.c.chat_id == message.chat_id, m.c.message_id == message.message_id)
            await connection.execute(m.update().where(*this).values(sent_at=real_now() - timedelta(days=3)))

    await stage.running.database.run(age)


@ON_BOTH
async def test_old_messages_are_blanked(database_url: str) -> None:
    """What is older than 48 hours cannot be deleted: its words go; a file that old stays, which the farewell says."""
    async with staged(database_url) as stage:
        await send_case(stage, name=NAME)
        await stage.press(SANCY_ARTENSE, "Je m’en occupe (sur place)", GROUP)
        await stage.say(PERSON, "/mes_donnees")
        old = {chat: stage.world.said_by_bot(chat) for chat in (PERSON, GROUP, SANCY_ARTENSE)}
        for messages in old.values():
            await make_old(stage, *messages)
        await stage.say(PERSON, "/monprojet")
        await erase(stage)
        assert stage.texts(GROUP) == [], "whoever administers a group may delete what is older"
        assert [m.text for m in old[SANCY_ARTENSE] if "Dossier" in m.text or m.text == GONE] == [GONE]
        standing = [m.text for m in stage.world.said_by_bot(PERSON)]
        assert standing[:-1].count(GONE) == len(standing) - 1, "of the file only its words"
        assert "Tout est supprimé" in standing[-1]
        assert not any("SV-0001" in text or "Zéphyrine" in text for text in standing)


@ON_BOTH
async def test_what_is_gone_already(database_url: str) -> None:
    """A message that the person deleted, or that may not be touched, alarms nobody."""
    async with staged(database_url) as stage:
        await send_case(stage)
        for words in ("message to delete not found", "message can't be deleted for everyone"):
            stage.world.fault(400, method="deleteMessage", description=f"Bad Request: {words}")
        await erase(stage)
        assert "Tout est supprimé" in stage.last(PERSON)
        assert not any("n’a pas pu partir" in text for text in stage.texts(COORDINATOR))


@ON_BOTH
async def test_pressed_twice_and_with_words_behind(database_url: str) -> None:
    """Two presses at once, and words sent before the answer: it is done once, and the words begin anew. They alone are
    kept, for the first question, as the person is told.
    """
    async with staged(database_url) as stage:
        await send_case(stage, name=NAME)
        await stage.say(PERSON, "/supprimer")
        await stage.press(PERSON, "Oui, tout supprimer")
        message = stage.button(PERSON, "Supprimer pour toujours")
        world = stage.world
        presses = [world.press(PERSON, PERSON, message.message_id, "Supprimer pour toujours") for _ in range(2)]
        world.say(PERSON, PERSON, SECOND)
        world.say(PERSON, PERSON, "/monprojet")
        answers = [(await stage.answer(press)).text for press in presses]
        assert answers[0] == ""
        assert "ne sert plus" in answers[1]
        assert sum("Tout est supprimé" in text for text in stage.texts(PERSON)) == 1
        assert sum("fait supprimer" in text for text in stage.texts(COORDINATOR)) == 1
        assert not any("Votre demande" in text for text in stage.texts(PERSON))
        assert any("Je garde votre message" in text for text in stage.texts(PERSON))
        assert await in_tables(database_url) == {SECOND}
        await stage.running.database.scrub()
        assert not database_url.startswith("sqlite") or in_files(database_url) == {SECOND}


@ON_BOTH
async def test_nobody_else_is_touched(database_url: str) -> None:
    """The case of somebody else, its card, its record and its dates stay as they were."""
    async with staged(database_url) as stage:
        await send_case(stage, ENGLISH)
        await send_case(stage, PERSON, contact={"phone": "+33199000002", "email": None})
        for _ in range(2):
            await stage.press(BOUCHE, "Je m’en occupe (métier)", GROUP)
        others = "SELECT * FROM {} WHERE {} ORDER BY 1, 2"
        looks = [
            others.format("case_file", "reference = 'SV-0001'"),
            others.format("slot", "case_id = (SELECT id FROM case_file WHERE reference = 'SV-0001')"),
            others.format("case_act", "case_id = (SELECT id FROM case_file WHERE reference = 'SV-0001')"),
            others.format("due", f"lane = {ENGLISH}"),
            others.format("message", f"name LIKE '%SV-0001%' OR chat_id = {ENGLISH}"),
            others.format("person", f"telegram_id = {ENGLISH}"),
        ]
        before = [await rows(database_url, look) for look in looks]
        assert all(before)
        await erase(stage)
        assert [await rows(database_url, look) for look in looks] == before
        assert sum("Dossier SV-0001" in text for text in stage.texts(BOUCHE)) == 1
        assert not any("Dossier SV-0002" in text for text in stage.texts(BOUCHE))
        assert [text[:7] for text in stage.texts(GROUP)] == ["SV-0001"]


@ON_BOTH
async def test_references_that_begin_alike(database_url: str) -> None:
    """SV-1000 is not the beginning of SV-10000."""
    async with staged(database_url) as stage:

        async def look(connection: Connection) -> list[str]:
            for number, name in enumerate(("card:SV-1000", "told:SV-1000:7", "card:SV-10000", "record:SV-10000:x")):
                await sent_messages.remember(
                    connection, [sent_messages.Sent(GROUP, name, number, real_now(), told_of(name))]
                )
            return sorted(sent.name for sent in await privacy.forget_about(Here(connection, "x"), "SV-1000"))

        assert await stage.running.database.run(look) == ["card:SV-1000", "told:SV-1000:7"]


async def join(stage: Stage) -> None:
    """The other adult, who reads English, joins the case of the first."""
    await stage.say(PERSON, "/monprojet")
    await stage.press(PERSON, "Inviter l’autre adulte")
    stage.world.start(ENGLISH, stage.last(PERSON).partition("?start=")[2])
    await stage.settle()


@ON_BOTH
async def test_the_other_adult_after_the_first_deleted(database_url: str) -> None:
    """What they were changing goes too, with what their chat shows of it; they are told; their own case stays."""
    async with staged(database_url) as stage:
        await send_case(stage, PERSON, name=NAME, project=PROJECT)
        await send_case(stage, ENGLISH, name="Alex Example")
        await join(stage)
        await stage.say(ENGLISH, "/mydata")
        await stage.say(ENGLISH, "/monprojet")
        await tap(stage, ENGLISH, "SV-0001")
        await stage.say(ENGLISH, "1")
        assert {NAME, PROJECT} <= await in_tables(database_url)
        await erase(stage)
        assert await in_tables(database_url) == set()
        assert in_chats(stage) == set()
        assert any("SV-0001" in text for text in stage.texts(ENGLISH)), "they are told"
        await stage.say(ENGLISH, "/monprojet")
        assert "SV-0002" in stage.last(ENGLISH)
        assert "Alex Example" in stage.last(ENGLISH)
        assert await value(database_url, "SELECT count(*) FROM case_file") == 1


@ON_BOTH
async def test_the_other_adult_deletes(database_url: str) -> None:
    """The case belongs to whoever sent it, and stays; nobody is told that it is gone."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await join(stage)
        await stage.say(ENGLISH, "/delete")
        await stage.press(ENGLISH, "Yes, delete everything")
        await stage.press(ENGLISH, "Delete for good")
        assert await value(database_url, "SELECT count(*) FROM case_member") == 0
        await stage.say(PERSON, "/monprojet")
        assert "SV-0001" in stage.last(PERSON)
        assert not any("supprimer sa demande" in text for text in stage.texts(COORDINATOR))


@ON_BOTH
async def test_what_was_being_sent(database_url: str) -> None:
    """A call under way when its row was erased: the message that it made is deleted, and not remembered."""
    async with staged(database_url) as stage:
        await queue(stage, PERSON, "before")
        stage.world.chat(PERSON).started = True

        async def work(connection: Connection) -> None:
            call = calls.Call(10_000_000, BOUCHE, "sendMessage", {"text": NAME}, "record:SV-0001:technical", 1)
            [message] = stage.world.said_by_bot(BOUCHE)
            await outbox.sent(connection, [calls.Taken(call, message.message_id)], real_now())

        await stage.running.database.run(work)
        stage.running.runtime.wake_outbox()
        await stage.settle()
        assert stage.texts(BOUCHE) == []
        assert await value(database_url, "SELECT count(*) FROM message WHERE name LIKE 'record%'") == 0


@ON_BOTH
async def test_a_message_in_several_parts(database_url: str) -> None:
    """Each part of a long record is found again."""
    async with staged(database_url) as stage:
        await send_case(stage, project=" ".join([PROJECT] * 200))
        await stage.press(BOUCHE, "Je m’en occupe (métier)", GROUP)
        assert sum("parapluies" in text for text in stage.texts(BOUCHE)) > 1
        await erase(stage)
        assert in_chats(stage) == set()


@ON_BOTH
async def test_the_files_forget_where_it_went(database_url: str) -> None:
    """Also where they were scrubbed before the last message was taken out of a chat."""
    async with staged(database_url) as stage:
        await stage.say(PERSON, "/start")
        [welcome] = stage.world.said_by_bot(PERSON)[-1:]
        said = Screen([phrase("erased.message")])
        await happen(stage, PERSON, lambda t: t.take_out(PERSON, said, message_id=welcome.message_id))
        assert not await stage.running.scrubber.owed()
        await stage.running.deliverer.once()
        assert welcome.deleted
        assert await stage.running.scrubber.owed()
