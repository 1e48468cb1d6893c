"""Letters where a story cannot go: whose account nobody sees, what did not arrive, corrections, erasing, rights."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from conversations.engine.effects import Submit
from handlers.turn import forms
from handlers.turn.turn import Turn
from simulator.chats import Message
from storage import letters
from storage.letters import Content
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import ANSWERS, happen, rows, send_case, tap, value
from tests.stage.post_office import post_office
from tests.stage.story import plain
from tests.test_erasing import GONE, erase, found_in, in_tables, join, make_old
from tests.test_referents import MINUTE, TECHNICAL, TERRITORIAL, without_account

SECRET = "le fournil ocre de tante Ursule"
LOST = "n'a pas pu être remis"


async def taken(stage: Stage) -> None:
    """A case that the adviser for food crafts follows."""
    await send_case(stage)
    await stage.press(BOUCHE, TECHNICAL, GROUP)
    await stage.pass_time(MINUTE)


async def write(stage: Stage, who: int, text: str) -> None:
    """Somebody writes to those who follow them."""
    await stage.say(who, "/message")
    await stage.say(who, text)


async def answer(stage: Stage, who: int, to: Message, text: str) -> Message:
    """Somebody answers a message of the bot."""
    said = stage.world.say(who, who, text, reply_to=to.message_id)
    await stage.settle()
    return said


async def send(stage: Stage, who: int, kind: str, caption: str = "", reply_to: Message | None = None) -> Message:
    """Somebody sends a file."""
    to = None if reply_to is None else reply_to.message_id
    sent = stage.world.send_other(who, who, kind, caption, to)
    await stage.settle()
    return sent[0]


async def send_papers(stage: Stage, kind: str, caption: str = "") -> Message:
    """The person sends a picture or a document, and has read what does not belong here."""
    await stage.say(PERSON, "/message")
    sent = await send(stage, PERSON, kind, caption)
    await stage.press(PERSON, "J’ai compris")
    return sent


def last(stage: Stage, who: int) -> Message:
    return stage.world.said_by_bot(who)[-1]


def with_words(stage: Stage, who: int, words: str) -> Message:
    """The newest message of the bot in a chat that has these words."""
    return next(m for m in reversed(stage.world.said_by_bot(who)) if words in plain(m.text))


async def test_neither_sees_the_others_account(database_url: str) -> None:
    """Words are written anew, files are sent by their number, nothing is forwarded or copied; partners cannot pass on
    what they get; an answer stands under the message it answers.
    """
    async with staged(database_url) as stage:
        await taken(stage)
        begun = len(stage.world.calls)
        picture = await send_papers(stage, "photo", SECRET)
        got = last(stage, BOUCHE)
        assert got.protected
        assert "forward_origin" not in got.content
        assert got.content["photo"][-1]["file_id"] == picture.content["photo"][-1]["file_id"]
        spoken = await send(stage, BOUCHE, "voice", reply_to=got)
        heard = with_words(stage, PERSON, "vous écrit")
        assert heard.content["voice"]["file_id"] == spoken.content["voice"]["file_id"]
        assert heard.reply_to == picture.message_id
        assert not heard.protected
        await send(stage, PERSON, "document", "plan", heard)
        assert last(stage, BOUCHE).reply_to == spoken.message_id
        said = json.dumps([call.params for call in stage.world.calls[begun:]], ensure_ascii=False)
        people = [stage.world.people[who] for who in (PERSON, BOUCHE)]
        for person in people:
            assert f"tg://user?id={person.id}" not in said
            assert not person.username or person.username not in said
        assert {"forwardMessage", "copyMessage"} & {call.method for call in stage.world.calls} == set()
        assert stage.texts(GROUP) == [stage.last(GROUP)], "the card alone"


async def test_an_album_is_passed_on_whole(database_url: str) -> None:
    """Its three pictures wait together, go together and are told of once; so does one that is an answer."""
    async with staged(database_url) as stage:
        await taken(stage)
        await send(stage, PERSON, "album", "trois vues")
        assert "Vous avez envoyé 3 pièces" in plain(stage.last(PERSON))
        await stage.press(PERSON, "Oui")
        told = len(stage.texts(PERSON))
        await stage.press(PERSON, "J’ai compris")
        assert len(stage.texts(PERSON)) == told
        assert sum("photo" in m.content for m in stage.world.said_by_bot(BOUCHE)) == 3
        await send(stage, BOUCHE, "album", "trois autres", last(stage, BOUCHE))
        assert sum("photo" in m.content for m in stage.world.said_by_bot(PERSON)) == 3
        assert sum("est envoyé à la personne" in text for text in stage.texts(BOUCHE)) == 1
        await stage.say(PERSON, "/message")
        await send(stage, PERSON, "album")
        assert sum("photo" in m.content for m in stage.world.said_by_bot(BOUCHE)) == 6
    assert await value(database_url, "SELECT count(*) FROM case_message WHERE waits_for IS NULL") == 9


async def test_who_answers_after_the_case_went_on(database_url: str) -> None:
    """Their words go nowhere, which they are told; what they had received says nothing any more, and no correction
    brings it back.
    """
    async with staged(database_url) as stage:
        await taken(stage)
        await write(stage, PERSON, SECRET)
        sent = [m for m in stage.world.chat(PERSON).messages.values() if m.text == SECRET][-1]
        letter = with_words(stage, BOUCHE, SECRET)
        await stage.press(BOUCHE, "Je réoriente")
        await stage.press(BOUCHE, "Trop de dossiers en ce moment")
        before = len(stage.texts(PERSON))
        await answer(stage, BOUCHE, letter, "Une dernière chose")
        assert LOST in plain(stage.last(BOUCHE))
        assert len(stage.texts(PERSON)) == before
        stage.world.edit(PERSON, PERSON, sent.message_id, SECRET + ", corrigé")
        await stage.settle()
        assert not any(SECRET in text for text in stage.texts(BOUCHE))
        assert letter.buttons == []
    assert await value(database_url, "SELECT count(*) FROM case_message") == 1


@pytest.mark.parametrize("who", [BOUCHE, PERSON])
async def test_what_could_not_be_delivered(who: int, database_url: str) -> None:
    """Somebody is gone without a word: whoever wrote to them hears of it once, with a number to call."""
    other = PERSON if who == BOUCHE else BOUCHE
    async with staged(database_url) as stage:
        await taken(stage)
        await write(stage, PERSON, "Bonjour")
        letter = with_words(stage, BOUCHE, "Bonjour")
        stage.world.deactivate(who)
        if who == BOUCHE:
            await write(stage, PERSON, SECRET)
        else:
            await answer(stage, BOUCHE, letter, SECRET)
        about = [plain(text) for text in stage.texts(other) if LOST in plain(text)]
        assert len(about) == 1
        assert "01 99 00 00 31" in about[0]
        assert ("Conseillère métiers de bouche" if who == BOUCHE else "la personne") in about[0]
        await stage.rebuild()
        assert sum(LOST in plain(text) for text in stage.texts(other)) == 1
    assert await value(database_url, "SELECT count(*) FROM case_message") == 2


async def test_corrections(database_url: str) -> None:
    """In place, with its button, at everybody's; what no longer fits is told anew; a file has its caption changed."""
    async with staged(database_url) as stage:
        await taken(stage)
        await stage.press(SANCY_ARTENSE, TERRITORIAL, GROUP)
        await write(stage, PERSON, "Je viens lundi")
        sent = [m for m in stage.world.chat(PERSON).messages.values() if m.text == "Je viens lundi"][-1]
        for text in ("Je viens <mardi>", "Je viens <mardi>", "x" * 4090):
            stage.world.edit(PERSON, PERSON, sent.message_id, text)
            await stage.settle()
        for who in (BOUCHE, SANCY_ARTENSE):
            corrected = with_words(stage, who, "Je viens <mardi>")
            assert [row[0]["text"] for row in corrected.buttons] == ["Répondre"]
            assert "Je viens lundi" not in "".join(stage.texts(who))
            assert "Message corrigé" in stage.last(who)
        assert sum("correction est partie" in text for text in stage.texts(PERSON)) == 2
        picture = await send_papers(stage, "photo", "le four")
        stage.world.edit(PERSON, PERSON, picture.message_id, "la façade")
        await stage.settle()
        assert "la façade" in last(stage, BOUCHE).content["caption"]
        assert "photo" in last(stage, BOUCHE).content
        answered = await answer(stage, BOUCHE, last(stage, BOUCHE), "Très bien")
        stage.world.edit(BOUCHE, BOUCHE, answered.message_id, "Très bien, merci")
        await stage.settle()
        assert "Très bien, merci" in plain(with_words(stage, PERSON, "vous écrit").text)


async def test_many_in_a_minute(database_url: str) -> None:
    """Ten are passed on; what is more is not, which is told once; a minute later all is well."""
    async with staged(database_url) as stage:
        await taken(stage)
        await write(stage, PERSON, "Bonjour")
        await answer(stage, BOUCHE, with_words(stage, BOUCHE, "Bonjour"), "Bonjour")
        got = with_words(stage, PERSON, "vous écrit")
        for number in range(13):
            stage.world.say(PERSON, PERSON, f"question {number}", reply_to=got.message_id)
        await stage.settle()
        assert sum("question" in text for text in stage.texts(BOUCHE)) == 9
        assert sum("beaucoup de messages" in text for text in stage.texts(PERSON)) == 1
        await stage.pass_time(MINUTE)
        await answer(stage, PERSON, got, "question 99")
        assert "question 99" in stage.last(BOUCHE)


async def test_words_too_long_for_a_caption(database_url: str) -> None:
    """They come in a message of their own, before the file; the paging of files and messages loses none."""
    async with staged(database_url) as stage:
        await taken(stage)
        await send_papers(stage, "document", "plan " * 204)
        words, file = stage.world.said_by_bot(BOUCHE)[-2:]
        assert words.text.count("plan") == 204
        assert "plan" not in file.content["caption"]
        assert "document" in file.content

        async def many(t: Turn) -> None:
            case = await letters.find(t.here, 1)
            assert case is not None
            for number in range(20):
                content = Content("photo", f"vue {number};", file.content["document"]["file_id"], "u")
                kept = content if number % 2 else Content("text", f"mot {number};")
                await letters.add(t.here, case.case_id, "person", PERSON, 900 + number, kept, t.now)

        await happen(stage, PERSON, many)
        await stage.say(BOUCHE, "/dossier SV-0001")
        begun = len(stage.texts(BOUCHE))
        await stage.press(BOUCHE, "Voir les messages")
        await stage.press(BOUCHE, "Voir ce qui précède")
        read = "".join(stage.texts(BOUCHE)[begun:])
        assert all(read.count(f"vue {n};" if n % 2 else f"mot {n};") == 1 for n in range(20))


async def test_somebody_without_telegram(database_url: str) -> None:
    """Whoever was met at a counter gets words by e-mail, or by the voice of whoever entered them; files do not go."""
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        for mail in ("dominique@example.org", None):
            contact = {"phone": "+33199000001", "email": mail}
            stage.told.append({**ANSWERS, "contact": contact})
            form = Submit("counter", {**ANSWERS, "contact": contact})
            await happen(stage, BOUCHE, lambda t, form=form: forms.hand_in(t, BOUCHE, "fr", form))  # type: ignore[misc]
            await stage.settle()
            await stage.press(BOUCHE, TECHNICAL, GROUP)
        for reference, words, way in (("SV-0001", "À lundi", "par e-mail"), ("SV-0002", "À mardi", "au téléphone")):
            await stage.say(BOUCHE, f"/dossier {reference}")
            await stage.press(BOUCHE, "Écrire à la personne")
            await stage.say(BOUCHE, words)
            [told] = [plain(text) for text in stage.texts(BOUCHE)[-2:] if "otre message" in text]
            assert way in told
        [letter] = [one for one in office.letters if "À lundi" in one.text]
        assert letter.recipients == ("dominique@example.org",)
        assert "Conseillère métiers de bouche vous écrit (SV-0001)" in plain(letter.text)
        assert any("À mardi" in text and "01" in text for text in stage.texts(BOUCHE))
        await stage.pass_time(MINUTE)
        await stage.press(BOUCHE, "Écrire à la personne")
        await send(stage, BOUCHE, "photo")
        assert any("je ne peux lui passer que des mots" in plain(text) for text in stage.texts(BOUCHE)[-2:])


async def test_a_follower_without_telegram(database_url: str, tmp_path: Path) -> None:
    """The coordination gets the letter, is told for whom, and may answer; the person is told so."""
    async with staged(database_url, network_file=without_account(tmp_path), greeted=(COORDINATOR,)) as stage:
        await send_case(stage)
        await stage.press(COORDINATOR, "Noter\N{NO-BREAK SPACE}: s’en occupe")
        await write(stage, PERSON, SECRET)
        assert "Je ne peux pas joindre Conseillère métiers de bouche ici" in plain(stage.last(PERSON))
        got = with_words(stage, COORDINATOR, SECRET)
        assert "message de la personne pour Conseillère métiers de bouche, que je ne peux pas joindre" in plain(
            got.text
        )
        await answer(stage, COORDINATOR, got, "Elle vous appelle")
        assert "Animatrice du réseau vous écrit" in plain(stage.last(PERSON))


async def test_nothing_is_left(database_url: str) -> None:
    """After an erasure no letter is left, neither in the database nor in anybody's chat; old files lose their words."""
    async with staged(database_url) as stage:
        await taken(stage)
        await write(stage, PERSON, SECRET)
        await answer(stage, BOUCHE, with_words(stage, BOUCHE, SECRET), f"Oui, {SECRET}")
        await send_papers(stage, "photo", SECRET)
        await send(stage, PERSON, "photo", SECRET)
        await stage.say(PERSON, "/mes_donnees")
        held = stage.world.files.by_id(last(stage, PERSON).content["document"]["file_id"]).data.decode()
        kinds = [one["kind"] for one in json.loads(held)["cases"][0]["case_message"]]
        assert kinds == ["text", "text", "photo", "photo"], "also the one that waits"
        assert found_in("".join(str(row) for row in await rows(database_url, "SELECT * FROM case_message")), (SECRET,))
        old = last(stage, BOUCHE)
        assert "photo" in old.content
        await make_old(stage, old)
        await erase(stage)
        assert await value(database_url, "SELECT count(*) FROM case_message") == 0
        assert await in_tables(database_url) == set()
        sqlite = database_url.startswith("sqlite")
        assert not sqlite or not any(SECRET.encode() in path.read_bytes() for path in files_of(database_url))
        left = [text for who in (PERSON, BOUCHE, COORDINATOR) for text in stage.texts(who) if SECRET in text]
        assert left == []
        assert old.text == GONE
        assert await rows(database_url, "SELECT * FROM once WHERE key LIKE 'papers%'") == []


def files_of(url: str) -> list[Path]:
    """The files of an SQLite database."""
    place = Path(url.partition(":///")[2])
    return [path for path in place.parent.iterdir() if path.name.startswith(place.name)]


async def test_the_other_adult_takes_their_words_along(database_url: str) -> None:
    """They have themselves erased: what they wrote goes out of every chat; the case and the first one's words stay."""
    async with staged(database_url) as stage:
        await taken(stage)
        await join(stage)
        await write(stage, PERSON, "Bonjour")
        await stage.say(ENGLISH, "/message")
        await stage.say(ENGLISH, SECRET)
        assert SECRET in stage.last(BOUCHE)
        await stage.say(ENGLISH, "/delete")
        await stage.press(ENGLISH, "Yes, delete everything")
        await stage.press(ENGLISH, "Delete for good")
        assert not any(SECRET in text for text in stage.texts(BOUCHE))
        assert any("Bonjour" in text for text in stage.texts(BOUCHE))
    assert await value(database_url, "SELECT count(*) FROM case_message") == 1


PRESSES = ("message|SV-0001", "answer|SV-0001", "letters|SV-0001", "pieces|SV-0001", "letters|SV-0001|9")


@pytest.mark.parametrize("data", [*PRESSES, "piece|case|SV-0001", "piece|word|yes", "piece|x|SV-0001"])
async def test_rights(data: str, database_url: str) -> None:
    """Whoever has nothing to do with a case gets nothing of it, whatever they press, and nothing changes."""
    async with staged(database_url, greeted=(PERSON, ENGLISH, BOUCHE, SANCY_ARTENSE, COORDINATOR)) as stage:
        await taken(stage)
        await write(stage, PERSON, SECRET)
        for who in (ENGLISH, SANCY_ARTENSE):
            told = stage.texts(who)
            assert await stage.forge(who, who, last(stage, who).message_id, data)
            assert stage.texts(who) == told
        if data.startswith("message"):
            stage.world.press(BOUCHE, BOUCHE, last(stage, BOUCHE).message_id, data, stale=True)
            await stage.settle()
            assert "Votre message" not in stage.last(BOUCHE)
    assert await value(database_url, "SELECT count(*) FROM case_message") == 1


async def test_a_piece_for_a_case_of_somebody_else(database_url: str) -> None:
    """What waits can be joined to one's own cases alone."""
    async with staged(database_url) as stage:
        await send_case(stage, ENGLISH)
        await send_case(stage, PERSON)
        await send(stage, PERSON, "voice")
        question = last(stage, PERSON)
        assert "ne sert plus" in await stage.forge(PERSON, PERSON, question.message_id, "piece|case|SV-0001")
        assert await value(database_url, "SELECT waits_for FROM case_message") == "case"
        await tap(stage, PERSON, "case|SV-0002")
        assert "équipe du réseau" in stage.last(PERSON)
        assert "voice" in last(stage, COORDINATOR).content


async def test_a_referents_own_chat_stays_as_it_was(database_url: str) -> None:
    """Files out of the blue, and answers to what is no letter, go to nobody unless they say to whom; nor does anything
    in the group.
    """
    async with staged(database_url) as stage:
        await taken(stage)
        for kind in ("photo", "voice"):
            await send(stage, BOUCHE, kind)
            assert "À qui" in plain(stage.last(BOUCHE))
        await send(stage, BOUCHE, "sticker")
        assert "Votre compte est relié" in plain(stage.last(BOUCHE))
        await answer(stage, BOUCHE, with_words(stage, BOUCHE, "Dossier SV-0001"), SECRET)
        stage.world.send_other(BOUCHE, GROUP, "photo", "un four", last(stage, GROUP).message_id)
        await stage.settle()
        await stage.pass_time(timedelta(hours=1))
        assert not any(SECRET in text for text in stage.texts(PERSON))
        assert not any("photo" in m.content or "voice" in m.content for m in stage.world.said_by_bot(PERSON))
    assert await value(database_url, "SELECT count(*) FROM case_message WHERE waits_for IS NULL") == 0


async def test_a_file_that_nobody_should_open(database_url: str) -> None:
    """A name that hides how it ends, a program: refused with the reason, wherever it comes; the question stays open."""
    turned, program = "factures\u202efdp.exe", "devis.pdf.exe"
    async with staged(database_url) as stage:
        for name, why in ((turned, "signes cachés dans son nom"), (program, "c'est un programme")):
            await send_named(stage, ENGLISH, name)
            assert "file" in stage.last(ENGLISH), "somebody who has not begun"
            await send_named(stage, PERSON, name)
            assert why in plain(stage.last(PERSON))
        await taken(stage)
        before = len(stage.texts(BOUCHE))
        for name, why in ((turned, "signes cachés dans son nom"), (program, "c'est un programme")):
            await send_named(stage, PERSON, name)
            assert why in plain(stage.last(PERSON)), "out of the blue"
            await stage.say(PERSON, "/message")
            await send_named(stage, PERSON, name)
            assert any(why in plain(text) for text in stage.texts(PERSON)[-2:]), "as a letter"
            await stage.say(PERSON, "/annuler")
        assert len(stage.texts(BOUCHE)) == before
        await stage.say(PERSON, "/message")
        await send_named(stage, PERSON, "devis.pdf")
        await stage.press(PERSON, "J’ai compris")
        assert len(stage.texts(BOUCHE)) > before
    assert await value(database_url, "SELECT count(*) FROM case_message") == 1


async def send_named(stage: Stage, who: int, name: str) -> None:
    """Somebody sends a document of that name."""
    stage.world.send_file(who, who, name, b"%PDF-1.7 or whatever")
    await stage.settle()
