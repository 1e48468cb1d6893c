"""Owners who are no referents: they answer by mail as others do on Telegram, or somebody calls them and answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.stage import BOUCHE, COORDINATOR, ENGLISH, SANCY_ARTENSE, staged
from tests.stage.correspondent import Correspondent
from tests.stage.direct import DirectStage
from tests.stage.inside import value
from tests.stage.letter_box import LetterBox, letter_box
from tests.stage.post_office import Office, post_office
from tests.stage.story import plain

OWNER = "proprietaire@example.org"
STRANGER = "quelquun@example.org"
SECRETS = (OWNER, "Camille Bailleur", "01 99 00 00 07")


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
