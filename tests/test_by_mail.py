"""By mail: referents who never touch Telegram act as the others do, with the same rights and the same outcomes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.wire.imap import Box
from conversations.engine.effects import Submit
from handlers.turn import forms
from network.text import code
from tests.stage import BOUCHE, COORDINATOR, GROUP, PERSON, staged
from tests.stage.correspondent import Correspondent, collect
from tests.stage.direct import DirectStage
from tests.stage.inside import ANSWERS, happen, press, rows, send_case, value
from tests.stage.letter_box import LetterBox, letter_box
from tests.stage.mailing import returned
from tests.stage.post_office import Letter, Office, post_office
from tests.stage.story import plain
from tests.test_referents import changed
from tests.test_resources import enter

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BOTH = (("telegram_id = 1101\n", ""), ("telegram_id = 1201\n", ""))
"""The adviser for food crafts and the welcome officer of Sancy Artense have no account with Telegram."""
ALLOWED = ('reference_prefix = "SV"\n', 'reference_prefix = "SV"\nrecords_by_mail = true\n')
NO_MORE = "Ne plus recevoir ces récapitulatifs"
UNDO = "Annuler mon dernier choix (possible un jour)"
SECRETS = ("Dominique", "boulangerie", "99 00 00 01", "Tour-d")


@dataclass
class Post:
    """A stage with an office and a box, and the two who write."""

    stage: DirectStage
    office: Office
    box: LetterBox

    @property
    def adviser(self) -> Correspondent:
        """The adviser for food crafts."""
        return Correspondent("conseillere-bouche@example.org", self.stage, self.office, self.box)

    @property
    def officer(self) -> Correspondent:
        """The welcome officer of Sancy Artense."""
        return Correspondent("charge-accueil-sancy-artense@example.org", self.stage, self.office, self.box)


@asynccontextmanager
async def posted(url: str, folder: Path, *changes: tuple[str, str]) -> AsyncIterator[Post]:
    """Both of them by mail."""
    network = changed(folder, *(changes or BOTH))
    async with (
        post_office() as office,
        letter_box() as box,
        staged(url, smtp_url=office.url, imap_url=box.url, network_file=network, greeted=(COORDINATOR,)) as stage,
    ):
        yield Post(stage, office, box)


def stands(post: Post) -> str:
    """What the group sees of the case."""
    return plain(post.stage.last(GROUP))


async def test_two_referents_without_telegram(database_url: str, tmp_path: Path) -> None:
    """From the notice to the end: a link or a number acts as a press does, once; the answer says what was done, and
    what comes next; what one did by mistake is undone the next morning. Nothing of the person is in any mail, and the
    coordination hears what it has to read out.
    """
    async with posted(database_url, tmp_path) as post:
        adviser, officer = post.adviser, post.officer
        await send_case(post.stage)
        assert [letter.recipients for letter in post.office.letters] == [(adviser.address,), (officer.address,)]
        assert "C’est à vous" in await adviser.follow("Je m’en occupe")
        assert "Métier : Conseillère métiers de bouche" in stands(post)
        assert "où le dossier ne part pas" in plain(post.stage.last(COORDINATOR))
        assert "C’est à vous" in await officer.reply("1")
        await post.stage.pass_time(MINUTE)
        told = [plain(text) for text in post.stage.texts(PERSON)]
        assert any("Sur place : Chargé d'accueil Sancy Artense" in text for text in told)
        assert "C’est noté" in await adviser.follow("Contacté")
        assert list(adviser.links()) == ["Injoignable", "Terminé", "Pas pu aider", "Je réoriente", UNDO]

        await officer.follow("Je réoriente")
        await officer.follow("Ce n’est pas ma zone")
        assert "Chargé d'accueil Sancy Artense" not in stands(post)
        await post.stage.pass_time(DAY - HOUR)
        assert "annulé" in await officer.follow(UNDO)
        assert "Chargé d'accueil Sancy Artense" in stands(post)
        await post.stage.pass_time(MINUTE)

        await adviser.follow("Terminé")
        assert "Terminé" in await officer.follow("Contacté")
        await officer.reply("2")
        assert await value(database_url, "SELECT count(*) FROM slot WHERE status = 'done'") == 2
        kept = await rows(database_url, "SELECT kind, way FROM case_act WHERE waited IS NOT NULL ORDER BY id")
        assert [tuple(row) for row in kept] == [("taken", "mail")] * 2 + [("contacted", "mail")] * 2
        await post.stage.pass_time(10 * MINUTE)
        assert "c’est noté, merci" in await officer.follow("Installée ici")
        assert await value(database_url, "SELECT count(*) FROM due WHERE kind = 'draft'") == 0, (
            "nobody can answer a form"
        )
    for letter in post.office.letters:
        assert not [word for word in SECRETS if word in letter.message.as_string() + letter.text]
    assert post.box.visits


async def test_what_does_nothing(database_url: str, tmp_path: Path) -> None:
    """A link works once, until its day, from its own address; words, robots and what was made up never act. Whoever
    wrote hears why, with fresh links; the coordination hears of a stranger, once.
    """
    async with posted(database_url, tmp_path) as post:
        adviser, officer = post.adviser, post.officer
        await send_case(post.stage)
        first, before = adviser.last, stands(post)
        mine = adviser.composed("Je m’en occupe")

        stranger = Correspondent("quelquun@example.org", post.stage, post.office, post.box)
        for one in (officer, stranger):
            forwarded = one.mail(f"TR: {mine['Subject']}", "je prends")
            assert "fait pour une autre adresse" in await one.send(forwarded)
        told = [plain(text) for text in post.stage.texts(COORDINATOR)]
        assert sum("a envoyé un lien fait pour Conseillère métiers de bouche" in text for text in told) == 2

        naive = [await adviser.reply("Je suis absente, écrivez à l’accueil.") for _ in range(3)]
        assert [bool(answer) for answer in naive] == [True, False, False], "two robots end after one round"
        made_up = str(mine["Subject"])[:-1] + "3"
        assert "n’est plus valable" in await adviser.send(adviser.mail(made_up, ""))
        assert "transmis à l’équipe" in await adviser.reply("ok je prends", first)
        assert list(adviser.links()) == ["Je m’en occupe", "Je réoriente"]
        assert "ok je prends" in plain(post.stage.last(COORDINATOR))
        away = adviser.composed("Je m’en occupe", first)
        away["Auto-Submitted"] = "auto-replied"
        assert await adviser.send(away) == ""
        assert "n’est pas connue" in await stranger.send(stranger.mail("Bonjour", "1"))
        assert await stranger.send(stranger.mail("Encore", "1")) == "", "nobody’s address is answered once a day"
        assert stands(post) == before

        await post.stage.pass_time(12 * DAY)
        assert "trop ancien" in await adviser.send(mine)
        assert "C’est à vous" in await adviser.follow("Je m’en occupe")
        taken = adviser.composed("Contacté")
        assert "C’est noté" in await adviser.send(taken)
        assert await adviser.send(taken) == "", "a mail that arrives twice is one"
        again = adviser.mail(str(taken["Subject"]), "")
        assert "déjà servi" in await adviser.send(again)
    contacted = "SELECT count(*) FROM case_act WHERE kind = 'contacted'"
    assert await value(database_url, contacted) == 1


ROBOTS: dict[str, tuple[Callable[[int, str], str], int]] = {
    "the same words": (lambda _number, _read: "Votre message est bien arrivé.", 1),
    "a number that counts": (lambda number, _read: f"Demande n° {4100 + number} enregistrée à 9 h {number}.", 1),
    "what it was sent": (lambda _number, read: read, 1),
    "nothing": (lambda _number, _read: "", 1),
    "it says that it is one": (lambda number, _read: f"Absente, {number}.", 0),
}
"""What a program answers to whatever comes, and how often it is answered in turn."""


@pytest.mark.parametrize("robot", ROBOTS)
async def test_two_robots(robot: str, database_url: str, tmp_path: Path) -> None:
    """Two mailboxes that answer each other: the loop ends after one round, and nothing was done by it."""
    answers, rounds = ROBOTS[robot]
    async with posted(database_url, tmp_path) as post, letter_box() as theirs:
        adviser = post.adviser
        await send_case(post.stage)
        before, read = stands(post), 0
        for number in range(6):
            await theirs.put(*(bytes(letter.message) for letter in adviser.letters[read:]))
            read = len(adviser.letters)
            for raw in await asyncio.to_thread(unread, theirs.url):
                mail = adviser.mail("RE: demande", answers(number, raw.text), raw)
                if rounds == 0:
                    mail["Auto-Submitted"] = "auto-replied"
                await post.box.put(mail)
            await collect(post.stage)
        assert len(adviser.letters) == 1 + rounds
        assert stands(post) == before


def unread(url: str) -> list[Letter]:
    """What has come into a mailbox, which is seen by now."""
    session = Box.parse(url).open()
    found = [one for uid in session.unseen(9) if (one := session.fetch(uid)) is not None]
    for one in found:
        session.seen(one.uid)
    session.close()
    return [Letter("", (), message_from_bytes(one.raw, EmailMessage, policy=policy.default)) for one in found]


async def test_one_by_mail_and_one_by_telegram(database_url: str, tmp_path: Path) -> None:
    """They want the same case at once: one has it, the other is told who."""
    async with posted(database_url, tmp_path, BOTH[0]) as post:
        await send_case(post.stage)
        await post.box.put(post.adviser.composed("Je m’en occupe"))
        assert post.stage.running.mailbox is not None
        await post.stage.running.mailbox.once()
        pressed = press(post.stage, 1116, "take|SV-0001|technical")
        answer, _ = await asyncio.gather(pressed, post.stage.running.worker.once())
        await post.stage.settle()
        said = answer.text, post.adviser.last.text
        assert sorted("C’est à vous" in text for text in said) == [False, True]
        assert sorted("s’en occupe déjà" in text for text in said) == [False, True]


async def test_a_letter_comes_back(database_url: str, tmp_path: Path) -> None:
    """The coordination hears who is not reached, and asks them by telephone."""
    async with posted(database_url, tmp_path) as post:
        await send_case(post.stage)
        await post.box.put(returned(post.adviser.last, post.adviser.address))
        await collect(post.stage)
        told = " ".join(plain(text) for text in post.stage.texts(COORDINATOR)[-2:])
        assert "L'e-mail à Conseillère métiers de bouche" in told
        assert ["Noter\N{NO-BREAK SPACE}: s’en occupe"] in post.stage.world.said_by_bot(COORDINATOR)[-1].labels
        assert len(post.adviser.letters) == 1


async def test_words(database_url: str, tmp_path: Path) -> None:
    """In answer to a person’s letter they are shown as they would go, and go with a link. Where a network lets records
    go by mail, they stand in the answer to whoever confirmed their address, and in no letter before.
    """
    async with posted(database_url, tmp_path, *BOTH, ALLOWED) as post:
        adviser = post.adviser
        await send_case(post.stage)
        assert not [word for word in SECRETS if word in adviser.last.text]
        assert "Dominique Exemple" in await adviser.follow("Je m’en occupe")
        await post.stage.pass_time(MINUTE)
        await post.stage.say(PERSON, "Quand puis-je vous voir ?")
        await post.stage.press(PERSON, "Envoyer")
        await post.stage.pass_time(MINUTE)
        assert "Quand puis-je vous voir" in adviser.last.text
        before = len(post.stage.texts(PERSON))
        letter = adviser.last
        assert "Jeudi à 15 h ?" in await adviser.reply("Jeudi à 15 h ?", letter)
        shown = await adviser.reply("Jeudi à 14 h ?\n\n-- \nConseillère exemple, 01 99 00 00 40")
        assert "Rien n’est encore envoyé" in shown
        assert "Jeudi à 14 h ?" in shown
        assert len(post.stage.texts(PERSON)) == before
        await adviser.follow("Envoyer à la personne")
        assert "Jeudi à 14 h ?" in post.stage.last(PERSON)
        assert "01 99 00 00 40" not in post.stage.last(PERSON)
        told = len(post.stage.texts(PERSON))
        assert "notés au dossier" in await adviser.send(adviser.mail("SV-0001", "Cette dame m’inquiète."))
        assert "Cette dame m’inquiète" in post.stage.last(COORDINATOR)
        assert len(post.stage.texts(PERSON)) == told


async def test_a_person_without_telegram(database_url: str, tmp_path: Path) -> None:
    """Met at a counter, with an e-mail address: who follows them, the question at the deadline and its answer, and
    words of theirs, all by mail; nobody else can answer for them.
    """
    async with posted(database_url, tmp_path, *BOTH, ALLOWED) as post:
        person = Correspondent("camille@example.org", post.stage, post.office, post.box)
        entered = {**ANSWERS, "contact": {"phone": None, "email": person.address}}
        post.stage.told.append(entered)
        await happen(post.stage, COORDINATOR, lambda t: forms.hand_in(t, COORDINATOR, "fr", Submit("counter", entered)))
        await post.stage.settle()
        await post.adviser.follow("Je m’en occupe")
        await post.officer.reply("1")
        await post.stage.pass_time(MINUTE)
        assert "Conseillère métiers de bouche" in "".join(letter.text for letter in person.letters)
        await post.stage.pass_time(9 * DAY)
        [asked] = [letter for letter in person.letters if person.links(letter)]
        yes = next(iter(person.links(asked)))
        forged = person.composed(yes, asked)
        assert "fait pour une autre adresse" in await post.adviser.send(post.adviser.mail(str(forged["Subject"]), ""))
        assert "contents de l’apprendre" in await person.send(forged)
        assert "La réponse arrivera ici" in await person.reply("Merci à vous aussi."), "to an answer, about their case"
        [act] = await rows(database_url, "SELECT actor, detail FROM case_act WHERE kind = 'contacted_yes'")
        assert (act.actor, "by" in str(act.detail)) == ("person", False)
        await person.reply("Merci, je viens jeudi.", asked)
        assert "Merci, je viens jeudi." in post.adviser.last.text + post.officer.last.text
        assert "Votre message" in person.last.text or "transmis" in person.last.text


async def test_open_cards(database_url: str, tmp_path: Path) -> None:
    """Whoever fits without being proposed is told of all that is open in one letter, and may be first; a confidential
    case is not there, nor one that rests. What came in the night is one letter in the morning.
    """
    of_trade = ("telegram_id = 1116\n", "")
    async with posted(database_url, tmp_path, of_trade) as post:
        other = Correspondent("conseiller-creation@example.org", post.stage, post.office, post.box)
        for discretion in ("card", "card", "confidential"):
            await send_case(post.stage, discretion={"choice": discretion, "version": "1"})
        assert other.letters == []
        await post.stage.pass_time(2 * HOUR + MINUTE)
        [letter] = other.letters
        assert list(other.links()) == ["Je prends SV-0001", "Je prends SV-0002", NO_MORE]
        assert ends(letter) in unquote(letter.text)
        assert not [word for word in SECRETS if word in letter.text]
        assert "C’est à vous" in await other.follow("Je prends SV-0002")
        await post.stage.pass_time(DAY)
        assert not any("Ces demandes sont ouvertes" in one.text for one in other.letters[1:])
        before = len(other.letters)
        for later in (10 * HOUR, 3 * HOUR):  # in the night
            await post.stage.pass_time(later)
            await send_case(post.stage)
        await press(post.stage, PERSON, "where|SV-0004|pause")
        await post.stage.pass_time(11 * HOUR)
        [morning] = [one for one in other.letters[before:] if "Ces demandes sont ouvertes" in one.text]
        assert "Je prends SV-0005" in other.links(morning)
        assert "SV-0004" not in morning.text


def ends(letter: Letter) -> str:
    """The subject that a mail program sends to be spared such letters."""
    header = str(letter.message["List-Unsubscribe"])
    assert header.startswith("<mailto:bot@example.org?subject=")
    return unquote(header[1:-1].partition("subject=")[2])


async def test_three_letters_a_day(database_url: str, tmp_path: Path) -> None:
    """What else comes is one letter at the end of the day, in the words and with the links that it would have had; a
    case that is proposed goes at once. Whoever ends these letters has none, nor what waits for one, until they want
    them again.
    """
    async with posted(database_url, tmp_path) as post:
        adviser = post.adviser

        async def give_away(*references: str) -> None:
            to = code("conseillere-creation")
            for reference in references:
                await press(post.stage, COORDINATOR, f"to|{reference}|technical|{to}|late")
            await post.stage.settle()

        for _ in range(3):
            await send_case(post.stage)
        await give_away("SV-0001", "SV-0002")
        assert len(adviser.letters) == 3
        assert await value(database_url, "SELECT count(*) FROM gathered") == 2
        await send_case(post.stage)
        assert len(adviser.letters) == 4, "a new case"
        await adviser.follow("Je m’en occupe")
        assert len(adviser.letters) == 5, "whoever writes is answered"
        await post.stage.pass_time(DAY - HOUR)
        [letter] = [one for one in adviser.letters if "réuni en un seul e-mail" in one.text]
        assert "SV-0001" in letter.text
        assert "SV-0002" in letter.text
        assert await value(database_url, "SELECT count(*) FROM gathered") == 0

        for _ in range(3):
            await send_case(post.stage)
        before = len(adviser.letters)
        await give_away("SV-0005")
        assert "plus de récapitulatif" in await adviser.send(adviser.mail(ends(letter), ""))
        assert "ne veut plus de récapitulatif" in plain(post.stage.last(COORDINATOR))
        await give_away("SV-0006")
        await post.stage.pass_time(DAY - HOUR)
        assert not [one for one in adviser.letters[before:] if one.message["List-Unsubscribe"]]
        assert await value(database_url, "SELECT count(*) FROM gathered") == 0
        assert "à nouveau" in await adviser.follow("Recevoir à nouveau les récapitulatifs")
        for _ in range(3):
            await send_case(post.stage)
        await give_away("SV-0008")
        assert await value(database_url, "SELECT count(*) FROM gathered") == 1


async def test_who_answers_what_has_no_links(database_url: str, tmp_path: Path) -> None:
    """Somebody whom the program cannot know is asked to answer an e-mail: a person reads that."""
    async with posted(database_url, tmp_path, BOTH[1]) as post:
        await enter(post.stage, email="etude@example.org")
        await press(post.stage, BOUCHE, "resource|write|1")
        await post.stage.settle()
        [letter] = post.office.letters
        assert "répondez OUI ou NON" in letter.text
        assert "bot@example.org" in letter.message["From"]
        assert letter.message["Reply-To"].addresses[0].addr_spec == "accueil@sancy-volcans.example.org"
        await send_case(post.stage)
        assert post.officer.last.message["Reply-To"] is None


async def test_what_is_told_unasked(database_url: str, tmp_path: Path) -> None:
    """A date that is near, with the same links; a case that the coordination gave to somebody else; and, to words
    about no case, what waits.
    """
    async with posted(database_url, tmp_path) as post:
        adviser = post.adviser
        await send_case(post.stage)
        for delay in (2 * DAY, MINUTE):
            await post.stage.pass_time(delay)
        assert len(adviser.letters) > 1
        assert "Je m’en occupe" in adviser.links()
        await adviser.follow("Je m’en occupe")
        assert "Ce qui vous attend" in await adviser.send(adviser.mail("Bonjour", "Où en suis-je ?"))
        assert "Ouvrir SV-0001" in adviser.links()
        assert "Dossier SV-0001, pour le métier" in await adviser.follow("Ouvrir SV-0001")
        before = len(adviser.letters)
        to = code("conseillere-creation")
        await press(post.stage, COORDINATOR, f"to|SV-0001|technical|{to}|late")
        await post.stage.settle()
        assert len(adviser.letters) == before + 1
        assert adviser.links() == {}
        assert "SV-0001" in adviser.last.text


async def test_erased_by_mail(database_url: str, tmp_path: Path) -> None:
    """SUPPRIMER, in answer to a letter, is asked back, and the second mail erases; by itself it does nothing."""
    async with posted(database_url, tmp_path) as post:
        person = Correspondent("camille@example.org", post.stage, post.office, post.box)
        entered = {**ANSWERS, "contact": {"phone": None, "email": person.address}}
        post.stage.told.append(entered)
        await happen(post.stage, COORDINATOR, lambda t: forms.hand_in(t, COORDINATOR, "fr", Submit("counter", entered)))
        await post.stage.settle()
        await post.adviser.follow("Je m’en occupe")
        await post.stage.pass_time(MINUTE)
        cases = "SELECT count(*) FROM case_file"
        assert "répondez SUPPRIMER à cet e-mail-ci" in await person.send(person.mail("SV-0001", "SUPPRIMER"))
        assert "Confirmez-vous" in await person.reply("Supprimer.")
        assert "Rien n’est effacé" in await person.follow("Non, garder")
        assert "Confirmez-vous" in await person.reply("Supprimer.", person.letters[0])
        assert await value(database_url, cases) == 1
        assert "Tout est effacé" in await person.follow("Oui, tout effacer")
        assert await value(database_url, cases) == 0
        assert await value(database_url, "SELECT count(*) FROM mail_act WHERE about = 'SV-0001'") == 0
