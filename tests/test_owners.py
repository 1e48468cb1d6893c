"""Owners who are no referents: they answer by mail as others do on Telegram, or somebody calls them and answers."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage

import pytest

from network.town_halls import town_hall
from simulator.cast import Person
from simulator.methods_bot import visible_commands
from storage import privacy, replay
from storage.engine import erased
from storage.engine.database import Connection
from tests.pictures.files import photo
from tests.reports.paper import pages
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, PERSON, SANCY_ARTENSE, staged
from tests.stage.correspondent import Correspondent
from tests.stage.direct import DirectStage
from tests.stage.inside import value
from tests.stage.letter_box import LetterBox, letter_box
from tests.stage.post_office import Office, post_office
from tests.stage.story import plain
from tests.test_erasing import erase

OWNER = "proprietaire@example.org"
STRANGER = "quelquun@example.org"
SECRETS = (OWNER, "Camille Bailleur", "01 99 00 00 07")

NEWCOMERS = (1901, 1902, 1903)


@dataclass
class Post:
    """A stage with an office and a box."""

    stage: DirectStage
    office: Office
    box: LetterBox

    def at(self, address: str) -> Correspondent:
        """Whoever has that address."""
        return Correspondent(address, self.stage, self.office, self.box)


@asynccontextmanager
async def posted(url: str) -> AsyncIterator[Post]:
    """The network with a mailbox."""
    async with (
        post_office() as office,
        letter_box() as box,
        staged(
            url, smtp_url=office.url, imap_url=box.url, greeted=(COORDINATOR, BOUCHE, SANCY_ARTENSE, ENGLISH)
        ) as stage,
    ):
        yield Post(stage, office, box)


async def offered(post: Post, contact: str) -> None:
    """The adviser has written down somebody’s vacant shop, and who receives people there has published it."""
    stage = post.stage
    for said in ("/offre", "[Local]", "Tauves", "Ancienne épicerie, 60 m²", "[Quelqu’un d’autre]"):
        await act(post, BOUCHE, said)
    await stage.say(BOUCHE, "Camille Bailleur")
    await stage.say(BOUCHE, contact)
    await act(post, SANCY_ARTENSE, "[Publier]")


async def act(post: Post, who: int, said: str) -> None:
    """Somebody presses a button, in brackets, or says something."""
    if said.startswith("["):
        await post.stage.press(who, said[1:-1])
    else:
        await post.stage.say(who, said)


async def asked(post: Post) -> None:
    """A visitor without a case asks for what is free."""
    for said in (
        "/offres",
        "[Premises (1)]",
        "[I am interested]",
        "[I have read it, go on]",
        "Sam",
        "01 99 00 00 02",
        "To open a sewing workshop",
    ):
        await act(post, ENGLISH, said)
    await act(post, ENGLISH, "[Within 3 months]")


def reads(post: Post, who: int) -> str:
    """All that somebody was told on Telegram."""
    return plain("\n".join(post.stage.texts(who)))


async def test_an_owner_answers_by_mail(database_url: str) -> None:
    """The same four answers, by link or number, from their address alone; both names only once the person agreed."""
    async with posted(database_url) as post:
        owner, stranger = post.at(OWNER), post.at(STRANGER)
        await offered(post, f"{OWNER}, 01 99 00 00 07")
        assert "publiée" in owner.last.text
        post.stage.passed[OWNER] = ["To open a sewing workshop"]
        await asked(post)
        assert list(owner.links()) == ["Disponible", "Proposer une visite", "Plus disponible", "Ne convient pas"]
        assert "sewing workshop" in owner.last.text
        assert "Sam" not in owner.last.text
        forwarded = stranger.mail(f"TR: {owner.composed('Disponible')['Subject']}", "")
        assert "fait pour une autre adresse" in await stranger.send(forwarded)
        assert "propose une offre" in plain(post.stage.last(COORDINATOR))
        assert "Merci, la personne le sait" in plain(await owner.reply("1"))
        assert "déjà servi" in plain(await owner.follow("Disponible", owner.letters[-2]))
        assert not [secret for secret in SECRETS if secret in reads(post, ENGLISH)]
        post.stage.passed[OWNER] += ["Sam", "01 99 00 00 02"]
        await act(post, ENGLISH, "[Yes, pass them on]")
        assert "Camille Bailleur" in reads(post, ENGLISH)
        assert "Sam" in owner.last.text
        assert "01 99 00 00 02" in plain(owner.last.text)
    assert await value(database_url, "SELECT status FROM interest") == "agreed"


async def test_an_owner_with_a_telephone_alone(database_url: str) -> None:
    """Whoever wrote them down is told whom to call, and answers in their place."""
    async with posted(database_url) as post:
        await offered(post, "01 99 00 00 07")
        await asked(post)
        assert "Appelez Camille Bailleur, 01 99 00 00 07" in plain(post.stage.last(BOUCHE))
        await act(post, BOUCHE, "[Disponible]")
        assert "Good news" in plain(post.stage.last(ENGLISH))
        assert not [secret for secret in SECRETS if secret in reads(post, ENGLISH)]


TAUVES = town_hall("63426")
assert TAUVES is not None
TOWN_HALL, TELEPHONE = TAUVES.email, TAUVES.telephone
VACANT = """Bonjour,

L’ancienne épicerie de la place de l’Église est libre : 60 m² avec une vitrine, loyer 350 € par mois.

Cordialement,
Le secrétariat"""


def with_pictures(mail: EmailMessage, *files: bytes) -> EmailMessage:
    """A mail with files as programs send them."""
    for number, one in enumerate(files, 1):
        mail.add_attachment(one, maintype="image", subtype="jpeg", filename=f"IMG_{number}.jpg")
    return mail


async def test_a_town_hall_by_mail(database_url: str) -> None:
    """A vacant shop with three pictures, in one mail of more than a quarter of a megabyte: what was understood comes
    back, one number proposes it; it is looked at, public, asked for, answered, and taken.
    """
    async with posted(database_url) as post:
        hall = post.at(TOWN_HALL)
        pictures = [photo(1600, 1200) for _ in range(3)]
        assert sum(map(len, pictures)) > 256 << 10
        answer = plain(await hall.send(with_pictures(hall.mail("Local vacant", VACANT), *pictures)))
        assert "avec 3 photos" in answer
        assert "Local · Tauves" in answer
        assert "60 m²" in answer
        assert "350 €" in answer
        assert list(hall.links()) == ["Proposer cette offre", "Ce n’est pas ça, je choisis", "Ne pas proposer"]
        assert await value(database_url, "SELECT count(*) FROM enclosure") == 0
        assert await value(database_url, "SELECT count(*) FROM picture WHERE data IS NOT NULL") == 3
        assert "est enregistrée" in plain(await hall.reply("1"))
        await act(post, SANCY_ARTENSE, "[Publier]")
        assert "est publiée" in plain(hall.last.text)
        post.stage.passed[TOWN_HALL] = ["To open a sewing workshop", "Sam", "01 99 00 00 02"]
        await asked(post)
        assert "Merci, la personne le sait" in plain(await hall.follow("Disponible"))
        assert not [secret for secret in (TOWN_HALL, TELEPHONE) if secret in reads(post, ENGLISH)]
        await act(post, ENGLISH, "[Yes, pass them on]")
        assert "01 99 00 00 02" in plain(hall.last.text)
        assert "transmis à l'équipe" in plain(await hall.send(hall.mail("Une question", "Qui passe nous voir mardi ?")))
        assert "Mairie de Tauves écrit par e-mail" in plain(post.stage.last(COORDINATOR))
        await hall.follow("C’est pris")
        assert "no longer free" in plain(post.stage.last(ENGLISH))
    assert await value(database_url, "SELECT status FROM offer") == "taken"


async def test_what_is_missing_is_asked_by_mail(database_url: str) -> None:
    """A kind by a link, a surface by one word; a description that the law forbids is told with the reason."""
    async with posted(database_url) as post:
        hall = post.at(TOWN_HALL)
        await hall.send(with_pictures(hall.mail("Photos", "Libre tout de suite : 01 99 00 00 07."), photo(800, 600)))
        assert "De quoi s’agit-il" in hall.last.text
        assert await value(database_url, "SELECT words FROM offer") == "Libre tout de suite : …."
        assert "Proposer cette offre" not in hall.links()
        assert "Logement · Tauves" in plain(await hall.follow("Logement"))
        assert "45 m²" in plain(await hall.reply("45 m²"))
        await hall.reply("Un appartement calme au premier étage, pour personnes sans enfants seulement")
        assert "loi" in plain(await hall.follow("Proposer cette offre"))
        await hall.reply("Un appartement calme au premier étage, avec vue sur le bourg")
        assert "est enregistrée" in plain(await hall.follow("Proposer cette offre"))


async def test_an_address_that_nobody_knows(database_url: str) -> None:
    """The coordination decides; a robot’s mail is none; nobody proposes for another."""
    async with posted(database_url) as post:
        stranger = post.at(STRANGER)
        robot = with_pictures(stranger.mail("Local", VACANT), photo(800, 600))
        robot["Auto-Submitted"] = "auto-generated"
        assert await stranger.send(robot) == ""
        first = with_pictures(stranger.mail("Local à louer à Tauves", VACANT), photo(800, 600))
        assert "ne connaissons pas encore votre adresse" in plain(await stranger.send(first))
        assert not stranger.links()
        shown = plain(post.stage.last(COORDINATOR))
        assert STRANGER in shown
        assert "Local · Tauves" in shown
        await act(post, COORDINATOR, "[Proposer cette offre]")
        assert "est publiée" in plain(stranger.last.text)
        assert list(stranger.links()) == ["C’est pris"]
    assert await value(database_url, "SELECT known_by FROM owner") == f"mail:{STRANGER}"


async def test_what_a_stranger_writes_later_is_not_published_unseen(database_url: str) -> None:
    """The coordination has read a draft, its sender describes it anew, and the older screen publishes nothing."""
    async with posted(database_url) as post:
        stranger = post.at(STRANGER)
        first = with_pictures(stranger.mail("Local à louer à Tauves", VACANT), photo(800, 600), photo(600, 800))
        await stranger.send(first)
        read = post.stage.button(COORDINATOR, "Proposer cette offre")
        assert ["Voir les 2 photos"] in read.labels
        await stranger.reply("Tout autre chose, que personne du réseau n’a encore lu ni vu")
        old = next(data for row in read.buttons for data in [row[0]["callback_data"]] if "propose" in data)
        await post.stage.forge(COORDINATOR, COORDINATOR, read.message_id, old)
        await post.stage.settle()
        assert await value(database_url, "SELECT status FROM offer") == "draft"
        assert "Tout autre chose" in plain(post.stage.last(COORDINATOR))
        await act(post, COORDINATOR, "[Proposer cette offre]")
    assert await value(database_url, "SELECT status FROM offer") == "shown"


@pytest.mark.parametrize("at_once", [True, False])
async def test_a_secret_sale_by_mail(at_once: bool, database_url: str) -> None:
    """Whether it is one is asked; said at once or in a word, it has no picture, and nobody reads more than a label."""
    async with posted(database_url) as post:
        hall = post.at(TOWN_HALL)
        words = "Boulangerie à reprendre à Tauves, four à bois, belle clientèle"
        first = hall.mail("Boulangerie à reprendre", f"{words}. C’est confidentiel." if at_once else f"{words}.")
        answer = plain(await hall.send(with_pictures(first, photo(800, 600))))
        assert ("répondez « confidentiel »" in answer) is not at_once
        if not at_once:
            await hall.reply("C'est confidentiel")
        assert await value(database_url, "SELECT count(*) FROM offer WHERE confidential") == 1
        assert await value(database_url, "SELECT count(*) FROM picture") == 0
        await hall.follow("Proposer cette offre")
        await act(post, SANCY_ARTENSE, "[Publier]")
        await act(post, ENGLISH, "/offres")
        await act(post, ENGLISH, "[Businesses to take over]")
        assert "shop or local service · Sancy Artense" in plain(post.stage.last(ENGLISH))


async def test_files_that_are_no_pictures(database_url: str) -> None:
    """Each is told with its reason, and none is kept."""
    async with posted(database_url) as post:
        hall = post.at(TOWN_HALL)
        mail = with_pictures(hall.mail("Local", VACANT), photo(800, 600))
        mail.add_attachment(b"%PDF-1.7 plan", maintype="application", subtype="pdf", filename="plan.pdf")
        mail.add_attachment(b"MZ\x90", maintype="application", subtype="x-msdownload", filename="photo.exe")
        answer = plain(await hall.send(mail))
        assert "« plan.pdf » n'est pas gardé" in answer
        assert "« photo.exe » n'est pas gardé" in answer
    assert await value(database_url, "SELECT count(*) FROM picture") == 1


def menu_of(stage: DirectStage, account: int) -> set[str]:
    """The commands that Telegram shows somebody in private."""
    if account not in stage.world.chats:
        return {one["command"] for one in stage.world.settings["commands"]["all_private_chats|"]}
    return {one["command"] for one in visible_commands(stage.world, account, stage.world.chat(account))}


async def test_the_letter_for_a_town_hall(database_url: str) -> None:
    """Its code makes whoever follows it speak for the town hall: the commune is not asked again; a partner, a fourth
    person and whoever has an old letter are told why not.
    """
    async with posted(database_url) as post:
        stage = post.stage
        await act(post, BOUCHE, "/offre lettre tauves")
        assert "vient de la personne qui reçoit" in plain(stage.last(BOUCHE))
        await act(post, SANCY_ARTENSE, "/offre lettre tauves")
        first = await letter_code(post)
        await act(post, SANCY_ARTENSE, "/offre lettre tauves")
        code = await letter_code(post)
        await act(post, PERSON, f"/start {first}")
        assert "n'est plus valable" in plain(stage.last(PERSON))
        await act(post, BOUCHE, f"/start {code}")
        assert "déjà partenaire" in plain(stage.last(BOUCHE))
        await act(post, PERSON, f"/start {code}")
        assert "Bienvenue, Mairie de Tauves" in reads(post, PERSON)
        assert "Une personne intéressée ne les reçoit qu'après l'accord" in reads(post, PERSON)
        assert "1 personne, sur 3" in plain(stage.last(SANCY_ARTENSE))
        assert menu_of(stage, PERSON) == menu_of(stage, NEWCOMERS[0]) | {"offre"}
        for said in ("[Proposer une offre]", "[Local]", "Ancienne épicerie, 60 m²", "[Moi]"):
            await act(post, PERSON, said)
        assert "est enregistrée" in plain(stage.last(PERSON))
        assert "À appeler : Mairie de Tauves" in plain(stage.last(SANCY_ARTENSE))
        await act(post, SANCY_ARTENSE, "[Publier]")
        await act(post, PERSON, "/offres")
        await act(post, PERSON, "[Mes offres]")
        assert "numéro 1 · Local · Tauves" in plain(stage.last(PERSON))
        await asked(post)
        assert "Quelqu'un est intéressé" in plain(stage.last(PERSON))
        await act(post, PERSON, "[Disponible]")
        assert "Good news" in plain(stage.last(ENGLISH))
        for newcomer in NEWCOMERS:
            stage.world.add_person(Person(id=newcomer, first_name="Un secrétaire", phone="+33199000099"))
            await act(post, newcomer, f"/start {code}")
        assert "Assez de personnes" in plain(stage.last(NEWCOMERS[-1]))
        assert "offre" not in menu_of(stage, NEWCOMERS[-1])
        stage.world.settings["commands"] = {}
        await stage.stop()
        await stage.start()
        assert "offre" in menu_of(stage, PERSON), "who speaks for one since before a start has it too"
        await erase(stage)
        assert "offre" not in menu_of(stage, PERSON)


ONE_BY_ONE = ("[Proposer une offre]", "[Local]", "Ancienne épicerie, 60 m²", "[Moi]")
IN_A_SENTENCE = ("/offre local 60 m², loyer 350 €", "[Moi]")
FIRST = 2
"""Presses before: the code, with the telephone’s camera, and “Démarrer”."""


def words_in(*texts: str) -> int:
    """How many words somebody types."""
    return sum(len(re.findall(r"[\w’²€]+", text)) for text in texts)


@pytest.mark.parametrize(("said", "presses", "words"), [(ONE_BY_ONE, 5, 4), (IN_A_SENTENCE, 3, 7)])
async def test_what_a_secretary_does(database_url: str, said: tuple[str, ...], presses: int, words: int) -> None:
    """From the letter on the desk to the published offer, as docs/offers.md counts it; by mail it is two mails."""
    assert FIRST + sum(one.startswith("[") for one in said) == presses
    assert words_in(*(one for one in said if not one.startswith("["))) == words
    assert words_in("Local vacant", VACANT, "1") == 26
    async with posted(database_url) as post:
        await act(post, SANCY_ARTENSE, "/offre lettre tauves")
        await act(post, PERSON, f"/start {await letter_code(post)}")
        for one in said:
            await act(post, PERSON, one)
        assert "est enregistrée" in plain(post.stage.last(PERSON))
        await act(post, SANCY_ARTENSE, "[Publier]")
        assert "est publiée" in plain(post.stage.last(PERSON))


async def letter_code(post: Post) -> str:
    """What the code of the newest letter opens, as it is printed."""
    sent = post.stage.world.said_by_bot(SANCY_ARTENSE)[-1].content["document"]
    pdf = post.stage.world.files.by_id(sent["file_id"]).data
    [page] = pages(pdf)
    assert "Mairie de Tauves" in page
    assert "bot@example.org" in page
    printed = re.sub(r"[\s\u200b]", "", page)
    found = re.search(r"start=(mairie-[A-Za-z0-9_-]{32})", printed)
    assert found is not None, printed
    return found[1]


@pytest.mark.proof
async def test_a_large_mail(database_url: str) -> None:
    """Files within files, more than one message has room for at its beginning: each is fetched by itself; one that is
    too heavy is named, and the others are kept.
    """
    async with posted(database_url) as post:
        hall = post.at(TOWN_HALL)
        mail = hall.mail("Local vacant", VACANT)
        mail.add_related(
            photo(1600, 1200), maintype="image", subtype="jpeg", filename="devant.jpg", disposition="inline"
        )
        mail.add_attachment(bytes(11 << 20), maintype="image", subtype="jpeg", filename="lourde.jpg")
        mail.add_attachment(photo(900, 700), maintype="application", subtype="octet-stream", filename="IMG.JPG")
        answer = plain(await hall.send(mail))
        assert "avec 2 photos" in answer
        assert "« lourde.jpg » n'est pas gardé : il est trop lourd" in answer


async def test_an_owner_has_everything_erased_by_mail(database_url: str) -> None:
    """One word, then one link from their address alone; nothing of theirs is left, and who waited hears. A town hall is
    told why it stays.
    """
    async with posted(database_url) as post:
        owner, hall = post.at(OWNER), post.at(TOWN_HALL)
        await offered(post, f"{OWNER}, 01 99 00 00 07")
        post.stage.passed[OWNER] = ["To open a sewing workshop"]
        await asked(post)
        assert "serait effacé" in plain(await owner.reply("SUPPRIMER"))
        assert "Rien n'est effacé" in plain(await owner.follow("Non, garder"))

        async def restored(connection: Connection) -> None:
            """A copy from before is brought back."""
            named = {erased.owner("sancy-volcans", 1)}
            assert await replay.erase_again(connection, lambda whom: whom in named) == 1
            raise InterruptedError

        with pytest.raises(InterruptedError):
            await post.stage.running.database.run(restored)
        assert "serait effacé" in plain(await owner.reply("Supprimer."))
        assert "Tout est effacé" in plain(await owner.follow("Oui, tout effacer"))
        assert "no longer" in plain(post.stage.last(ENGLISH))
        for table in ("owner", "offer", "interest", "picture"):
            assert await value(database_url, f"SELECT count(*) FROM {table}") == 0, table  # noqa: S608 - our own tables
        await hall.send(with_pictures(hall.mail("Local vacant", VACANT), photo(800, 600)))
        assert "sont publiques" in plain(await hall.reply("SUPPRIMER"))
    assert await value(database_url, "SELECT count(*) FROM offer") == 1


async def test_whoever_offers_nothing_any_more_is_not_kept(database_url: str) -> None:
    """Their offer goes ninety days after it ended, and their name, number and address with it; a town hall stays."""
    async with posted(database_url) as post:
        hall = post.at(TOWN_HALL)
        await offered(post, f"{OWNER}, 01 99 00 00 07")
        await hall.send(with_pictures(hall.mail("Local vacant", VACANT), photo(800, 600)))
        await hall.follow("Ne pas proposer")
        await post.at(OWNER).follow("C’est pris")
        later = post.stage.clock.now() + timedelta(days=91)
        await post.stage.running.database.run(lambda c: privacy.prune(c, "offer", later))
        assert await value(database_url, "SELECT count(*) FROM offer") == 0
    assert await value(database_url, "SELECT known_by FROM owner") == "commune:63426"
