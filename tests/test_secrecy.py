"""The look for leaks itself: it finds each kind of thing that a group must not see, and lets a real card pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handlers.turn.screen import verbatim
from handlers.turn.turn import Turn
from simulator.cast import Person
from simulator.chats import ApiCall
from simulator.world import World
from tests.stage import BOUCHE, CAST, GROUP, NETWORK, PERSON, SANCY_ARTENSE, secrecy, staged
from tests.stage.inside import ANSWERS, happen, queue, send_case
from tests.stage.post_office import post_office

CARD = (
    "<b>SV-0001</b> · reprise · Métiers de bouche et agroalimentaire · Sancy Artense\n\n"
    "<b>Métier</b> : proposé à Conseillère métiers de bouche, réponse attendue le jeudi 12 mars au plus tard\n"
    "<b>Sur place</b> : Chargé d’accueil Sancy Artense (Communauté de communes Sancy Artense) s’en occupe"
)


def world() -> World:
    """People who told things in private: with words, by a caption, by a correction, and with the contact button."""
    made = World.from_file(CAST)
    made.add_person(
        Person(id=1501, first_name="Camille", last_name="Exemple", username="camille_la_bouchere", phone="+33199000077")
    )
    made.start(PERSON, "adulte-abcdefghijkl")
    made.say(PERSON, PERSON, "Reprendre une boucherie à l’ancienne, reprise de bail")
    made.say(PERSON, PERSON, "Léa")
    made.say(PERSON, PERSON, "Sancy Artense")
    made.say(PERSON, PERSON, "2")
    made.say(PERSON, PERSON, "63680")
    made.send_other(PERSON, PERSON, "photo", "notre fournil")
    made.share_contact(PERSON, PERSON, "+33199000078")
    made.say(BOUCHE, BOUCHE, "/note SV-0001")
    made.say(BOUCHE, BOUCHE, "Rappeler après les vendanges")
    return made


def said(method: str = "sendMessage", **params: Any) -> list[str]:
    """What is found when the bot makes this call into the group."""
    here = world()
    here.calls.append(ApiCall(1, 0.0, method, {"chat_id": str(GROUP), **params}, "ok"))
    return secrecy.leaks(here, NETWORK, [ANSWERS])


LEAKS = {
    "a name that was typed": "Léa est arrivée",
    "a name that was handed in": "pour Dominique Exemple",
    "a part of a name": "Mme EXEMPLE",
    "a name, split by a tag": "<b>Domin</b>ique",
    "the name of an account": "@camille_la_bouchere",
    "the name that Telegram shows": "Camille",
    "somebody's own words": "projet : Reprendre une boucherie à l'ancienne",
    "one word of them": "une boucherie",
    "one word of them, otherwise written": "BOUCHERIE !",
    "a caption": "son fournil",
    "words of a referent in private": "après les vendanges",
    "a postal code that was typed": "code 63680",
    "a shared number": "01 99 00 00 78",
    "a number without spaces": "tel:+33199000001",
    "a number with dots": "01.99.00.00.99",
    "a number with no-break spaces": "01\N{NO-BREAK SPACE}99\N{NARROW NO-BREAK SPACE}00 00 99",
    "a number from abroad": "+44 1632 960000",
    "a number with (0)": "+33 (0)1 99 00 00 99",
    "an e-mail address": "dominique.exemple+projet@mail.example.org",
    "an e-mail address in a link": '<a href="mailto:x@example.org">écrire</a>',
    "a commune": "à Tauves",
    "a commune in capitals, without accents": "EGLISENEUVE D'ENTRAIGUES",
    "a commune beside a territory of the same words": "Sancy Artense, La Tour d’Auvergne",
    "what a commune is called": "près de Super-Besse",
}


@pytest.mark.parametrize("text", LEAKS.values(), ids=LEAKS)
def test_a_leak_is_found(text: str) -> None:
    """In the text of a message, beside a real card, in an edit, in a caption, in a button, in what a link carries."""
    assert said(text=text)
    assert said(text=f"{CARD}\n\n{text}")
    assert said("editMessageText", message_id="7", text=text)
    assert said("editMessageCaption", message_id="7", caption=text)
    keyboard = {"inline_keyboard": [[{"text": "Ouvrir", "callback_data": "x"}, {"text": text, "callback_data": "y"}]]}
    assert said("editMessageReplyMarkup", message_id="7", reply_markup=json.dumps(keyboard))
    assert said(text=CARD, reply_parameters=json.dumps({"message_id": 7, "quote": text}))
    assert said(text=CARD, reply_markup={"inline_keyboard": [[{"text": "Ouvrir", "url": f"https://t.me/b?q={text}"}]]})


@pytest.mark.parametrize("method", ["sendDocument", "sendPhoto", "forwardMessage", "copyMessage", "sendContact"])
def test_what_cannot_be_read_is_found(method: str) -> None:
    """Nobody here can tell what a file or a copied message shows."""
    assert said(method, from_chat_id=str(PERSON), message_id="3")


@pytest.mark.parametrize(
    "text",
    [
        CARD,
        "<b>SV-12345</b> · reprise + création · Rochefort-Montagne · Massif du Sancy · Les Cheires",
        "Sur place : proposé à Chargée d'accueil Rochefort-Montagne",
        "Bonjour à tous. Les nouvelles demandes arrivent ici, sans nom ni commune.",
        "lundi 2 mars, mardi 3 mars",
    ],
)
def test_a_card_is_no_leak(text: str) -> None:
    """Names of referents, organisations and territories, references, dates, and words that the person used as well."""
    keyboard = {
        "inline_keyboard": [
            [{"text": "Je m’en occupe (métier)", "callback_data": "take|SV-0001|technical"}],
            [{"text": "Écrire une note", "url": "https://t.me/accueil_sancy_bot?start=note-SV-0001"}],
        ]
    }
    assert said(text=text, message_thread_id="1990000", reply_markup=json.dumps(keyboard)) == []
    assert said("editMessageText", message_id="0199000001", text=text) == []


def test_a_private_message_is_no_leak() -> None:
    """The record names the person: that is what it is for."""
    here = world()
    here.calls.append(ApiCall(1, 0.0, "sendMessage", {"chat_id": str(BOUCHE), "text": "Dominique Exemple"}, "ok"))
    assert secrecy.leaks(here, NETWORK, [ANSWERS]) == []


@pytest.mark.parametrize("text", ["Dominique Exemple a un projet", "01 99 00 00 01", "à Tauves", "elle veut du levain"])
async def test_every_stage_looks(text: str, tmp_path: Path) -> None:
    """A test fails that lets the real program say such a thing into the group, whatever the test was about."""
    with pytest.raises(AssertionError, match=f"into {GROUP}"):
        await _a_test_that_says(text, tmp_path)


async def _a_test_that_says(text: str, folder: Path) -> None:
    async with staged(f"sqlite+aiosqlite:///{folder}/x.sqlite3", greeted=()) as stage:
        await send_case(stage)
        await stage.say(PERSON, "/start")
        await stage.say(PERSON, "du levain")
        await queue(stage, GROUP, text)
        await stage.settle()


async def test_a_stage_without_a_leak(tmp_path: Path) -> None:
    """A case is shown and taken twice: that is what a group is for."""
    async with staged(f"sqlite+aiosqlite:///{tmp_path}/x.sqlite3") as stage:
        await send_case(stage)
        await stage.press(BOUCHE, "Je m’en occupe (métier)", GROUP)
        await stage.press(SANCY_ARTENSE, "Je m’en occupe (sur place)", GROUP)
        assert len([call for call in stage.world.calls if call.chat_id == GROUP]) >= 3


LETTERS = {
    "in the subject": ("Dominique Exemple", "Bonjour", "fiche.txt"),
    "a word of it in the subject": ("une boulangerie", "Bonjour", "fiche.txt"),
    "in what it says": ("Bonjour", "Dominique Exemple a un projet", "fiche.txt"),
    "a number in what it says": ("Bonjour", "Appelez le 01 99 00 99 78", "fiche.txt"),
    "an address in a link": ("Bonjour", "mailto:x@example.org?subject=dominique%40exemple.fr", "fiche.txt"),
    "a place in what it says": ("Bonjour", "à Tauves", "fiche.txt"),
    "in the name of a file": ("Bonjour", "Bonjour", "Dominique.txt"),
}


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("maker", ["sqlite"], indirect=True)
async def test_every_stage_looks_through_letters(letter: tuple[str, str, str], database_url: str) -> None:
    """A test fails that lets the real program write such a thing to a partner."""
    subject, words, name = (verbatim(letter[0]), [verbatim(letter[1])], letter[2])
    to, file = "conseillere-bouche@example.org", (name, b"x")

    async def written() -> None:
        async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
            await send_case(stage)
            await happen(stage, PERSON, lambda t: t.mail(to, subject, words, locale="fr", attachment=file))
            await stage.settle()

    with pytest.raises(AssertionError, match=f"to {to}"):
        await written()


@pytest.mark.parametrize("maker", ["sqlite"], indirect=True)
async def test_what_is_the_networks_is_no_leak(database_url: str) -> None:
    """Names, numbers and addresses that its file has; and to somebody who is no partner, what they told themselves."""
    ours = "Chambre de métiers et de l'artisanat, conseillere-bouche@example.org, SV-0001, Sancy Artense"
    theirs = "Bonjour Dominique, à propos de votre boulangerie à Tauves"
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await send_case(stage, contact={"phone": None, "email": "dominique@exemple.fr"})

        async def write(turn: Turn) -> None:
            for to, said in (("conseillere-bouche@example.org", ours), ("dominique@exemple.fr", theirs)):
                await turn.mail(to, verbatim("SV-0001"), [verbatim(said)], locale="fr")

        await happen(stage, PERSON, write)
        await stage.settle()
    assert len(office.letters) == 2


PLACE = "Salle des fêtes de Tauves"


def test_what_is_written_for_everybody_may_be_read_and_nothing_more_for_it() -> None:
    """A place as a coordinator wrote it for the group; the commune in it, said of anybody, is found as ever."""
    for text, found in ((f"Lieu : {PLACE}", False), (f"{PLACE}. Une demande à Tauves", True), ("Tauves", True)):
        here = world()
        here.calls.append(ApiCall(1, 0.0, "sendMessage", {"chat_id": str(GROUP), "text": text}, "ok"))
        assert bool(secrecy.leaks(here, NETWORK, [ANSWERS], None, [PLACE])) is found
        assert secrecy.leaks(here, NETWORK, [ANSWERS])


@pytest.mark.parametrize(
    ("name", "found"), [("Point trimestriel", False), ("Dominique Exemple", True), ("a\r\n 1@example.org", True)]
)
def test_a_calendar_is_read(name: str, found: bool) -> None:
    """What a calendar shows of a person is found too, also in a folded line; who invites may be named."""
    here = world()
    text = (
        f"BEGIN:VCALENDAR\r\nSUMMARY:{name}\r\nORGANIZER;CN=Animatrice:mailto:reseau@example.org\r\nEND:VCALENDAR\r\n"
    )
    stored = here.files.keep("documents", "reunion.ics", text.encode())
    sent = {"document": {"file_id": stored.file_id, "mime_type": stored.mime}}
    here.calls.append(ApiCall(1, 0.0, "sendDocument", {"chat_id": str(GROUP)}, "ok", result=sent))
    assert bool(secrecy.leaks(here, NETWORK, [ANSWERS])) is found


def test_another_file_is_not_read() -> None:
    here = world()
    stored = here.files.keep("documents", "reunion.pdf", b"%PDF")
    sent = {"document": {"file_id": stored.file_id, "mime_type": stored.mime}}
    here.calls.append(ApiCall(1, 0.0, "sendDocument", {"chat_id": str(GROUP)}, "ok", result=sent))
    assert secrecy.leaks(here, NETWORK, [ANSWERS])
