"""Breaking in by mail: what was lost without a word, told to nobody, or went round and round."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.wire.imap import Box, Session
from conversations.engine.effects import Submit
from handlers.turn import forms
from tests.stage import COORDINATOR
from tests.stage.correspondent import Correspondent, collect
from tests.stage.inside import ANSWERS, happen, press, send_case, value
from tests.stage.letter_box import letter_box
from tests.stage.mailing import returned
from tests.stage.story import plain
from tests.test_by_mail import ALLOWED, BOTH, MINUTE, Post, posted


async def entered(post: Post) -> Correspondent:
    """Somebody with an e-mail address and nothing else, whom both follow."""
    person = Correspondent("camille@example.org", post.stage, post.office, post.box)
    told = {**ANSWERS, "contact": {"phone": None, "email": person.address}}
    post.stage.told.append(told)
    await happen(post.stage, COORDINATOR, lambda t: forms.hand_in(t, COORDINATOR, "fr", Submit("counter", told)))
    await post.stage.settle()
    for referent in (post.adviser, post.officer):
        await referent.follow("Je m’en occupe")
    await post.stage.pass_time(MINUTE)
    return person


async def test_the_same_word_to_each_letter(database_url: str, tmp_path: Path) -> None:
    """“Oui” to one letter and “oui” to the next are two; the same to one and the same is one."""
    async with posted(database_url, tmp_path) as post:
        person = await entered(post)
        first, second = person.letters[:2]
        kept = "SELECT count(*) FROM case_message"
        assert "est envoyé" in await person.reply("Oui", first)
        assert await person.reply("Oui", person.last) == "", "what answers it"
        assert "est envoyé" in await person.reply("Oui", second)
        assert await value(database_url, kept) == 2
        assert "Vos mots" in await post.adviser.send(post.adviser.mail("SV-0001", "ok"))
        await send_case(post.stage)
        assert "Vos mots" in await post.adviser.send(post.adviser.mail("SV-0002", "ok")), "another case"
        assert await post.adviser.send(post.adviser.mail("SV-0002", "ok")) == ""


async def test_a_robot_that_never_says_the_same(database_url: str, tmp_path: Path) -> None:
    """It ends by itself, also without words; the coordination hears of it once, and links go on."""
    async with posted(database_url, tmp_path) as post:
        await send_case(post.stage)
        assert [bool(await post.adviser.reply("")) for _ in range(2)] == [True, False]
        answered = [await post.adviser.reply(f"Votre demande a la lettre {chr(97 + number)}.") for number in range(22)]
        assert [bool(one) for one in answered] == [True] * 20 + [False] * 2
        assert "plus transmis" in answered[19]
        told = [plain(text) for text in post.stage.texts(COORDINATOR)]
        assert sum("envoie beaucoup d" in text for text in told) == 1
        assert "C’est à vous" in await post.adviser.follow("Je m’en occupe")


async def test_a_letter_to_a_person_comes_back(database_url: str, tmp_path: Path) -> None:
    """The coordination hears whom it did not reach, once."""
    async with posted(database_url, tmp_path) as post:
        person = await entered(post)
        for letter in person.letters[:2]:
            await post.box.put(returned(letter, person.address))
            await collect(post.stage)
        told = [plain(text) for text in post.stage.texts(COORDINATOR)]
        assert sum("à la personne du dossier SV-0001 est revenu" in text for text in told) == 1


async def test_a_record_waits_for_an_address_that_was_confirmed(database_url: str, tmp_path: Path) -> None:
    """Words that say they come from there confirm nothing: anybody can write those."""
    async with posted(database_url, tmp_path, *BOTH, ALLOWED) as post:
        await send_case(post.stage)
        await press(post.stage, COORDINATOR, "for|SV-0001|technical|taken|1")
        await post.stage.settle()
        assert await value(database_url, "SELECT taken_by FROM slot WHERE role = 'technical'") == "conseillere-bouche"
        assert "Vos mots" in await post.adviser.send(post.adviser.mail("SV-0001", "Qui est-ce ?"))
        assert "Dominique" not in post.adviser.last.text


async def test_a_message_id_of_somebody_else(database_url: str, tmp_path: Path) -> None:
    """Whoever writes first under a Message-ID does not have the other one’s mail forgotten."""
    async with posted(database_url, tmp_path) as post:
        await send_case(post.stage)
        mine = post.adviser.composed("Je m’en occupe")
        theirs = Correspondent("quelquun@example.org", post.stage, post.office, post.box).mail("Bonjour", "x")
        theirs.replace_header("Message-ID", str(mine["Message-ID"]))
        await post.box.put(theirs)
        await collect(post.stage)
        assert "C’est à vous" in await post.adviser.send(mine)


async def test_another_mailbox_counts_from_one_too() -> None:
    """What is called so is known by the mailbox as well, or the first mails of a new one would be taken for read."""
    async with letter_box() as box, letter_box() as other:
        for one in (box, other):
            await one.put(b"From: a@example.org\n\nx\n")
        names = [await asyncio.to_thread(_name_of_first, one.url) for one in (box, other)]
        assert names[0].rpartition(".")[2] == names[1].rpartition(".")[2]
        assert "bot@example.org@127.0.0.1" in names[0]


def _name_of_first(url: str) -> str:
    session = Box.parse(url).open()
    fetched = session.fetch(session.unseen(1)[0])
    session.close()
    assert fetched is not None
    return fetched.name


class Refusing:
    """A server that says no to what comes after the size."""

    def uid(self, command: str, _uid: str, what: str, *_: str) -> tuple[str, list[Any]]:
        """Its answer."""
        return ("OK", [b"1 (UID 1 RFC822.SIZE 9)"]) if "SIZE" in what else ("NO", [None])


def test_a_server_that_gives_a_mail_later() -> None:
    """It is neither an empty mail, which would be read and forgotten, nor marked as seen."""
    session = Session(Refusing())  # type: ignore[arg-type]
    assert session.fetch(b"1") is None
    with pytest.raises(Exception, match="marked as seen"):
        session.seen(b"1")


async def test_a_password_with_an_accent() -> None:
    """It opens the mailbox; IMAP’s own command knows no such letters."""
    async with letter_box(password="Été-à-Besse") as box:
        url = box.url.replace(":right@", ":%C3%89t%C3%A9-%C3%A0-Besse@")
        await asyncio.to_thread(lambda: Box.parse(url).open().close())
