"""Looking: what others see is what somebody of the network has seen before, in words and in every picture."""

from __future__ import annotations

import pytest

from handlers.turn.turn import Turn
from simulator.chats import Message
from storage import offers
from tests.pictures.files import photo
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, press, rows, value
from tests.stage.story import plain
from tests.test_interests import asks, offered

WORDS = ("/offre", "[Local]", "Tauves", "Ancienne épicerie, 60 m²", "[Moi]")
"""An adviser writes down what they have."""
TOO_SMALL = "Cette image est trop petite"


async def act(stage: Stage, who: int, *said: str) -> None:
    """Somebody presses buttons, in brackets, or says something."""
    for one in said:
        await (stage.press(who, one[1:-1]) if one.startswith("[") else stage.say(who, one))


def data_of(stage: Stage, who: int, begins: str) -> list[str]:
    """What the buttons send that begin so, the newest last."""
    return [
        button["callback_data"]
        for message in stage.world.said_by_bot(who)
        for row in message.buttons
        for button in row
        if button["callback_data"].startswith(begins)
    ]


async def corrected(stage: Stage, words: str) -> None:
    """Its sender puts the sentence right."""
    await act(stage, BOUCHE, "/offre", "[1 · Local]", "[Corriger la phrase]", words)


async def posted(stage: Stage) -> str:
    """An offer waits to be looked at. Returns what [Publier] sends."""
    await act(stage, BOUCHE, *WORDS)
    return data_of(stage, SANCY_ARTENSE, "offer|publish|")[-1]


async def status(url: str) -> str:
    """How the one offer stands."""
    return str(await value(url, "SELECT status FROM offer"))


@pytest.mark.parametrize("what", ["publish", "partners"])
async def test_what_has_changed_is_not_published_unseen(what: str, database_url: str) -> None:
    """The press of an older screen shows what it says now; the press below that publishes it."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE)) as stage:
        seen = (await posted(stage)).replace("publish", what)
        await corrected(stage, "Tout autre chose")
        assert "a changé" in plain((await press(stage, SANCY_ARTENSE, seen)).text)
        await stage.settle()
        assert await status(database_url) == "waiting"
        assert "Tout autre chose" in stage.last(SANCY_ARTENSE)
        await press(stage, SANCY_ARTENSE, data_of(stage, SANCY_ARTENSE, f"offer|{what}|")[-1])
        assert await status(database_url) == "shown"


async def test_a_button_that_names_no_version_shows_it_first(database_url: str) -> None:
    """As buttons were before; a version that was never is none either."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE)) as stage:
        await posted(stage)
        for forged in ("offer|publish|1", "offer|publish|1|9999", "offer|partners|1"):
            await press(stage, SANCY_ARTENSE, forged)
            assert await status(database_url) == "waiting"


async def test_two_who_look_publish_it_once(database_url: str) -> None:
    """Who has it second, or presses once more, changes nothing, and its sender hears once."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, COORDINATOR)) as stage:
        seen = await posted(stage)
        await press(stage, SANCY_ARTENSE, seen)
        for who in (COORDINATOR, SANCY_ARTENSE):
            await press(stage, who, seen.replace("publish", "partners"))
            await press(stage, who, "offer|because|1|unclear")
        await stage.settle()
        assert (await status(database_url), await value(database_url, "SELECT audience FROM offer")) == (
            "shown",
            "public",
        )
        assert (
            len([one for one in stage.texts(BOUCHE) if plain(one).startswith("Votre offre numéro 1 est publiée")]) == 1
        )


def sends(stage: Stage, who: int, name: str, data: bytes) -> Message:
    """Somebody sends a file."""
    return stage.world.send_file(who, who, name, data)


async def test_whoever_looks_sees_every_picture(database_url: str) -> None:
    """The first stands on the screen, all of them in an album; nobody else sees them before it is published."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, ENGLISH)) as stage:
        await act(stage, BOUCHE, "/offre", "[Local]", "Tauves")
        sends(stage, BOUCHE, "vitrine.jpg", photo(400, 300))
        await stage.settle()
        sends(stage, BOUCHE, "arriere.jpg", photo(300, 400))
        await stage.settle()
        await act(stage, BOUCHE, "[Moi]")
        [drawn] = data_of(stage, SANCY_ARTENSE, "photos|")
        for other in (ENGLISH, BOUCHE):
            before = len(stage.texts(other))
            await press(stage, other, drawn)
            await stage.settle()
            assert len(stage.texts(other)) == before
        await press(stage, SANCY_ARTENSE, drawn)
        await stage.settle()
        assert len([one for one in stage.world.said_by_bot(SANCY_ARTENSE) if one.content.get("media_group_id")]) == 2


async def test_a_picture_more_or_less_is_another_version(database_url: str) -> None:
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE)) as stage:
        await act(stage, BOUCHE, "/offre", "[Local]", "Tauves")
        sends(stage, BOUCHE, "vitrine.jpg", photo(400, 300))
        await stage.settle()
        await act(stage, BOUCHE, "[Moi]")
        seen = data_of(stage, SANCY_ARTENSE, "offer|publish|")[-1]
        [one] = await rows(database_url, "SELECT id FROM picture")
        await press(stage, BOUCHE, f"offer|unpic|1|{one.id}")
        await press(stage, SANCY_ARTENSE, seen)
        assert await status(database_url) == "waiting"


async def test_words_that_come_with_a_file_that_is_no_picture_are_looked_at(database_url: str) -> None:
    """The file is read first, and none can be made of it: the new words are shown to nobody all the same."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, ENGLISH)) as stage:
        await press(stage, SANCY_ARTENSE, await posted(stage))
        await act(stage, BOUCHE, "/offre", "[1 · Local]", "[Compléter]", "[Depuis quand, pourquoi, aide]")
        sends(stage, BOUCHE, "broken.jpg", b"no picture at all")
        await stage.settle()
        await act(stage, BOUCHE, "Depuis mars", "Un départ, demandez Qorwhy")
        while any("Passer" in row for row in stage.world.said_by_bot(BOUCHE)[-1].labels):
            await stage.press(BOUCHE, "Passer")
        await stage.settle()
        assert "Qorwhy" in str(await value(database_url, "SELECT facts FROM offer"))
        assert await status(database_url) == "waiting"
        assert "Qorwhy" in stage.last(SANCY_ARTENSE)


async def test_those_who_asked_hear_that_it_is_published_no_more(database_url: str) -> None:
    """It was shown, then says something else, and is refused: nobody goes on waiting for its owner."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, ENGLISH)) as stage:
        number = await offered(stage)
        await asks(stage, ENGLISH, number)

        async def again(t: Turn) -> None:
            await offers.becomes(t.here, number, offers.Status.WAITING, offers.SHOWN, t.now)

        await happen(stage, 0, again)
        await press(stage, SANCY_ARTENSE, f"offer|because|{number}|over")
        await stage.settle()
        assert await value(database_url, "SELECT status FROM interest") == "gone"
        assert "no longer" in stage.last(ENGLISH)


async def test_an_offer_whose_pictures_cannot_be_read_is_looked_at(database_url: str) -> None:
    """Its sender hears why, of several for the same reason once; the offer waits to be looked at without them."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE)) as stage:
        await act(stage, BOUCHE, "/offre", "[Local]", "Tauves")
        for name in ("one.jpg", "two.jpg"):
            sends(stage, BOUCHE, name, photo(30, 20))
            await stage.settle()
        await act(stage, BOUCHE, "[Moi]")
        assert len([one for one in stage.texts(BOUCHE) if one.startswith(TOO_SMALL)]) == 1
        assert "à relire" in stage.last(SANCY_ARTENSE)
        assert await value(database_url, "SELECT count(*) FROM picture") == 0


async def test_since_when_is_told_in_words_and_looked_at(database_url: str) -> None:
    """Whatever somebody types there is shown to nobody before it was looked at, and chooses nobody."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE)) as stage:
        await press(stage, SANCY_ARTENSE, await posted(stage))
        await act(stage, BOUCHE, "/offre", "[1 · Local]", "[Compléter]", "[Depuis quand, pourquoi, aide]")
        await act(stage, BOUCHE, "Réservé aux Français")
        assert "choisissent" in stage.last(BOUCHE)
        await act(stage, BOUCHE, "Depuis mars, Qorsince", "[Passer]", "[Passer]")
        assert await status(database_url) == "waiting"
        assert "Qorsince" in stage.last(SANCY_ARTENSE)


async def test_no_number_stands_in_words_that_others_read(database_url: str) -> None:
    """Of whoever offers and of whoever asks: it is passed on once both agreed."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, ENGLISH)) as stage:
        await act(stage, BOUCHE, "/offre", "[Local]", "Tauves", "Ancienne épicerie, appelez le 01 99 00 00 45")
        assert "Pas de numéro" in stage.last(BOUCHE)
        await act(stage, BOUCHE, "Ancienne épicerie", "[Moi]")
        await press(stage, SANCY_ARTENSE, data_of(stage, SANCY_ARTENSE, "offer|publish|")[-1])
        await act(stage, ENGLISH, "/offres", "[Premises (1)]", "[I am interested]", "[I have read it, go on]", "Sam")
        await act(stage, ENGLISH, "01 99 00 00 02", "A workshop, write to sam@example.org")
        assert "No number" in stage.last(ENGLISH)


async def test_words_under_further_pictures_are_said_to_be_lost(database_url: str) -> None:
    """Those under the first are its sentence; nine pictures are eight, which is said."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE)) as stage:
        await act(stage, BOUCHE, "/offre", "[Local]", "Tauves")
        for number in range(9):
            stage.world.send_file(BOUCHE, BOUCHE, f"{number}.jpg", photo(400 + number, 300), f"Qorwords {number}")
            await stage.settle()
        await act(stage, BOUCHE, "[Moi]")
        assert await value(database_url, "SELECT words FROM offer") == "Qorwords 0"
        told = plain("\n".join(stage.texts(BOUCHE)))
        assert "ne sont pas gardés avec l'offre" in told
        assert await value(database_url, "SELECT count(*) FROM picture WHERE data IS NOT NULL") == 8
