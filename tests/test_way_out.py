"""The way out of mails: what waits for the letter of a day, what becomes of it meanwhile, and what never waits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from conversations.engine.effects import Submit
from handlers.privacy import erasing
from handlers.turn import forms
from handlers.turn.channels import daily
from handlers.turn.screen import Screen, verbatim
from handlers.turn.turn import Turn
from network.text import code
from storage import accounts
from storage.durable import gathered
from storage.durable.gathered import Gathered
from tests.stage import BOUCHE, COORDINATOR, PERSON, staged
from tests.stage.correspondent import Correspondent, collect
from tests.stage.inside import ANSWERS, happen, press, send_case, value
from tests.stage.mailing import returned
from tests.stage.post_office import post_office
from tests.stage.story import plain
from tests.test_by_mail import ALLOWED, BOTH, DAY, HOUR, MINUTE, Post, ends, posted

MINE = "conseillere-bouche@example.org"
ENOUGH = range(daily.MOST)
WAITING = "SELECT count(*) FROM gathered"


async def enough(post: Post) -> None:
    """As many letters as go there in a day."""

    async def say(turn: Turn) -> None:
        for _ in ENOUGH:
            await daily.counts(turn, MINE)

    await happen(post.stage, 0, say)


async def until_the_letter(post: Post) -> str:
    """The letter of the day, where there is one."""
    before = len(post.adviser.letters)
    await post.stage.pass_time(DAY - HOUR)
    some = [one.text for one in post.adviser.letters[before:] if "réuni en un seul e-mail" in one.text]
    return "\n".join(some)


async def test_what_a_person_writes_goes_at_once(database_url: str, tmp_path: Path) -> None:
    """To whoever follows them, however many letters there were, and whether or not they want the one of a day; what
    they correct is told anew, since a letter stays as it was sent. A file that cannot go is spoken of.
    """
    async with posted(database_url, tmp_path, *BOTH, ALLOWED) as post:
        stage, adviser = post.stage, post.adviser
        await send_case(stage)
        await adviser.follow("Je m’en occupe")
        await stage.pass_time(MINUTE)
        await enough(post)
        wrote = await stage.say(PERSON, "Quand puis-je vous voir ?")
        await stage.press(PERSON, "Envoyer")
        await stage.pass_time(MINUTE)
        assert "Quand puis-je vous voir" in adviser.last.text
        stage.world.edit(PERSON, PERSON, wrote.message_id, "Quand puis-je vous voir lundi ?")
        await stage.settle()
        await stage.pass_time(MINUTE)
        assert "vous voir lundi" in adviser.last.text
        shown = Screen([verbatim("Notre fournil")], locale="fr", file=("photo", "x"), at_once=True)
        await happen(stage, 0, lambda t: t.show(t.accounts["conseillere-bouche"], shown))
        await stage.settle()
        assert "Notre fournil" in adviser.last.text
        assert "pièce jointe ne part pas" in adviser.last.text
        assert await value(database_url, WAITING) == 0


async def test_the_end_of_a_case_is_asked_in_the_letter_of_a_day(database_url: str, tmp_path: Path) -> None:
    """What became of somebody is asked once their case is closed; what it asked before is asked no more."""
    async with posted(database_url, tmp_path) as post:
        stage, adviser = post.stage, post.adviser
        await send_case(stage)
        for who in (adviser, post.officer):
            await who.follow("Je m’en occupe")
        await stage.pass_time(MINUTE)
        for who in (adviser, post.officer):
            await who.follow("Contacté")
        await post.officer.follow("Terminé")
        await enough(post)

        async def gather(turn: Turn) -> None:
            account = turn.accounts["conseillere-bouche"]
            for words, data in (("Fini ?", "done|SV-0001|technical"), ("Issue ?", "outcome|SV-0001|installed")):
                assert await daily.gather(turn, account, MINE, words, [(words, data)], ("SV-0001",))

        await happen(stage, 0, gather)
        await adviser.follow("Terminé")
        await stage.pass_time(10 * MINUTE)
        assert await value(database_url, "SELECT closed_at IS NOT NULL FROM case_file")
        letter = await until_the_letter(post)
        assert "Issue ?" in letter
        assert "Fini ?" not in letter


async def test_sixty_links(database_url: str, tmp_path: Path) -> None:
    """None is lost: those that one letter does not hold stand in a second one."""
    async with posted(database_url, tmp_path) as post:
        await send_case(post.stage)

        async def gather(turn: Turn) -> None:
            account = turn.accounts["conseillere-bouche"]
            for number in range(60):
                links = [(f"Numéro {number}", f"undo|SV-0001|technical|{number}")]
                assert await daily.gather(turn, account, MINE, "", links, ("SV-0001",))

        await happen(post.stage, 0, gather)
        letter = await until_the_letter(post)
        assert all(f"Numéro {number} " in letter or f"Numéro {number}\n" in letter for number in range(60))


async def test_whoever_wants_no_more_is_called(database_url: str, tmp_path: Path) -> None:
    """What does not go any more is told to the coordination, once a day."""
    async with posted(database_url, tmp_path) as post:
        stage, adviser = post.stage, post.adviser
        await send_case(stage)
        await enough(post)
        to = code("conseillere-creation")
        await press(stage, COORDINATOR, f"to|SV-0001|technical|{to}|late")
        assert await until_the_letter(post)
        await adviser.send(adviser.mail(ends(adviser.last), ""))
        for number in (2, 3):
            await send_case(stage)
            await enough(post) if number == 2 else None
            await press(stage, COORDINATOR, f"to|SV-000{number}|technical|{to}|late")
        await stage.settle()
        told = [plain(text) for text in stage.texts(COORDINATOR)]
        assert sum("ne veut pas de récapitulatif" in text for text in told) == 1
        assert "Je m’en occupe" in adviser.links(), "a new case"


async def test_letters_that_offer_nothing_count_too(database_url: str) -> None:
    """Where no mail is read, what does not press comes in one letter as well; what must go at once does."""
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:

        async def write(turn: Turn) -> None:
            for number in range(5):
                said = [verbatim(f"Nouvelle {number}")]
                assert await turn.mail(MINE, verbatim("Le réseau"), said, locale="fr", waits=True)
            assert await turn.mail(MINE, verbatim("Le réseau"), [verbatim("Urgent")], locale="fr")

        await happen(stage, BOUCHE, write)
        await stage.settle()
        assert len(office.letters) == daily.MOST + 1
        await stage.pass_time(DAY - HOUR)
        [letter] = office.letters[daily.MOST + 1 :]
        assert "Nouvelle 3" in letter.text
        assert "Nouvelle 4" in letter.text
        assert "mailto:" not in letter.text


async def test_erased_beside_others(database_url: str, tmp_path: Path) -> None:
    """A letter that waits and names an erased case beside another does not go, wherever in its words that stands; the
    coordination hears who has to be told of the other. SV-0001 is not SV-00010.
    """
    async with posted(database_url, tmp_path) as post:
        await send_case(post.stage)
        await post.office.close()

        async def write(turn: Turn) -> None:
            account = turn.accounts["conseillere-bouche"]
            for words in ("Pensez à SV-0001 et SV-0002.", "Pensez à SV-00010."):
                assert await turn.mail("accueil@example.org", verbatim("Rappel"), [verbatim(words)], locale="fr")
                one = Gathered(MINE, account, words, [])
                await gathered.add(turn.here, one, turn.runtime.real_now())
            await turn.show(account, Screen([verbatim("SV-0001, SV-0002 et SV-0003")], locale="fr"))

        await happen(post.stage, COORDINATOR, write)
        await happen(post.stage, PERSON, lambda t: erasing.erase(t, PERSON, "fr"))
        names = "SELECT count(*) FROM {} WHERE {} LIKE '%SV-0001 %' OR {} LIKE '%SV-0001,%'"
        for table, column in (("mail", "body"), ("gathered", "words")):
            assert await value(database_url, names.format(table, column, column)) == 0
        assert await value(database_url, WAITING) == 1
        await post.office.open()
        await post.stage.pass_time(timedelta(minutes=5))
        told = plain(" ".join(post.stage.texts(COORDINATOR)))
        assert "Ses autres dossiers sont à redire à accueil@example.org" in told
        assert any("SV-00010" in one.text for one in post.office.letters)
        assert not any("SV-0002" in one.text for one in post.office.letters)


async def test_letters_of_persons_and_of_nobody_come_back(database_url: str, tmp_path: Path) -> None:
    """The coordination hears which person is not reached, with their case, and which address of nobody in particular;
    once a day for each.
    """
    async with posted(database_url, tmp_path) as post:
        person = Correspondent("camille@example.org", post.stage, post.office, post.box)
        entered = {**ANSWERS, "contact": {"phone": "+33199000077", "email": person.address}}
        post.stage.told.append(entered)
        await happen(post.stage, COORDINATOR, lambda t: forms.hand_in(t, COORDINATOR, "fr", Submit("counter", entered)))
        await post.stage.settle()
        await post.adviser.follow("Je m’en occupe")
        await post.stage.pass_time(MINUTE)
        said = [verbatim("Votre fiche est à relire.")]
        other = "mairie@example.org"
        await happen(post.stage, COORDINATOR, lambda t: t.mail(other, verbatim("Le réseau"), said, locale="fr"))
        await post.stage.settle()
        for _ in range(2):
            for letter in post.office.letters:
                if letter.recipients[0] in (person.address, other):
                    raw = returned(letter, letter.recipients[0])
                    number = str(letter.at + _).encode()
                    await post.box.put(raw.replace(b"dsn1@", number + b"@"))
            await collect(post.stage)
        told = [plain(text) for text in post.stage.texts(COORDINATOR)]
        assert (
            sum("L'e-mail à la personne du dossier SV-0001 est revenu" in text and "77" in text for text in told) == 1
        )
        assert sum("L'e-mail à mairie@example.org est revenu" in text for text in told) == 1


async def test_somebody_has_telegram_since(database_url: str, tmp_path: Path) -> None:
    """What waited for their letter is told there, with its buttons."""
    async with posted(database_url, tmp_path) as post:
        await send_case(post.stage)
        await enough(post)

        async def gather(turn: Turn) -> None:
            account = turn.accounts["conseillere-bouche"]
            links = [("Voir", "open|SV-0001")]
            assert await daily.gather(turn, account, MINE, "Un mot pour vous", links, ("SV-0001",))

        await happen(post.stage, 0, gather)
        await post.stage.say(BOUCHE, "/start")
        await happen(post.stage, 0, lambda t: accounts.bind(t.here, BOUCHE, "conseillere-bouche", t.now))
        assert await until_the_letter(post) == ""
        assert "Un mot pour vous" in post.stage.button(BOUCHE, "Voir").text
