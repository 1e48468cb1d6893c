"""Items of news: each partner gets one once, in the way that reaches them, in sending hours; readers are counted."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from handlers.turn.turn import Turn
from network import file
from network.bulletins import Audience, readers
from storage import bulletins, coordinators, privacy
from storage.bulletins import KEPT, Status
from storage.durable import due
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, NETWORK, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import ends_once, happen, press, rows, value
from tests.stage.post_office import post_office

WORDS = "Réunion du réseau mardi 24 mars, salle des fêtes"
SENT_TO = "SELECT count(*) FROM outbox WHERE name = 'bulletin:1' AND method = 'sendMessage'"


async def written(stage: Stage, days: int = 14) -> None:
    """A coordinator has written an item, for everybody."""

    async def write(t: Turn) -> None:
        item = await bulletins.write(t.here, "animatrice-reseau", WORDS, t.today + timedelta(days=days), t.now)
        at = t.now + timedelta(days=days + 1)
        await due.schedule(t.here, "bulletin:ends", 0, at, {"bulletin": item.id})

    await happen(stage, COORDINATOR, write)


def test_whom_an_item_is_for() -> None:
    """A territory’s item goes to whoever takes its people, a sector’s to whom that sector is given."""
    network = file.load(NETWORK)
    everybody = readers(network, Audience.ALL)
    assert len(everybody) == len(network.referents)
    assert set(readers(network, Audience.TERRITORY, "sancy-artense")) == {
        "charge-accueil-sancy-artense",
        "animatrice-reseau",
    }
    assert "conseillere-bouche" in readers(network, Audience.SECTOR, "alimentaire")
    assert "conseiller-batiment" not in readers(network, Audience.SECTOR, "alimentaire")
    assert readers(network, Audience.SECTOR, "nothing") == ()


async def test_by_telegram_and_by_mail(database_url: str) -> None:
    """Whoever has an account reads it there, whoever has an address by mail, one for each address; of those without
    either the coordination is told, and of nobody else’s reading.
    """
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await written(stage)
        for _ in range(2):
            await press(stage, COORDINATOR, "bulletin|send|1")
            await stage.settle()
        assert WORDS in stage.last(BOUCHE)
        assert await value(database_url, SENT_TO) == 2
        addresses = [letter.recipients for letter in office.letters]
        assert len(addresses) == len(set(addresses)) > 3
        assert all(WORDS in letter.message.get_content() for letter in office.letters)
        ways = dict(await rows(database_url, "SELECT way, count(*) FROM bulletin_reader GROUP BY way"))
        assert ways["telegram"] == 2
        assert ways["mail"] >= len(addresses)
        for who in (BOUCHE, BOUCHE):
            await press(stage, who, "bulletin|read|1")
        assert await value(database_url, "SELECT count(*) FROM bulletin_reader WHERE read_at IS NOT NULL") == 1
        await stage.say(COORDINATOR, "/info")
        assert "lue par 1 sur" in stage.last(COORDINATOR)


async def test_at_night_it_waits_and_goes_once(database_url: str) -> None:
    """Pressed in the evening, it goes in the morning; two coordinators press at once, and the date comes twice: each
    has it once.
    """
    async with staged(database_url, at=A_TUESDAY + timedelta(hours=13)) as stage:
        await happen(stage, 0, lambda t: coordinators.keep(t.here, SANCY_ARTENSE, t.now))
        await written(stage)
        await asyncio.gather(*(press(stage, who, "bulletin|send|1") for who in (COORDINATOR, SANCY_ARTENSE)))
        await stage.settle()
        assert await value(database_url, SENT_TO) == 0
        again = {"bulletin": 1}
        await happen(stage, 0, lambda t: due.schedule(t.here, "bulletin:leaves", 0, t.now + timedelta(hours=11), again))
        await stage.pass_time(timedelta(hours=14))
        assert await value(database_url, SENT_TO) == 2
        assert sum(WORDS in text for text in stage.texts(BOUCHE)) == 1


@pytest.mark.parametrize("sent", [True, False])
async def test_it_is_over_and_its_words_go(sent: bool, database_url: str) -> None:
    """After its last day a press counts no more, one that was never sent is dropped; a year later neither its words nor
    who read it are there.
    """
    async with staged(database_url) as stage:
        await written(stage)
        if sent:
            await press(stage, COORDINATOR, "bulletin|send|1")
            await stage.settle()
        await stage.pass_time(timedelta(days=16))
        status = Status.OVER if sent else Status.DROPPED
        assert await value(database_url, "SELECT status FROM bulletin") == status
        answer = await press(stage, BOUCHE, "bulletin|read|1")
        assert ("close" in answer.text) is sent
        assert await value(database_url, "SELECT count(*) FROM bulletin_reader WHERE read_at IS NOT NULL") == 0
        later = stage.clock.now() + KEPT + timedelta(days=1)
        await happen(stage, 0, lambda t: privacy.sweep(t.connection, later))
        await happen(stage, 0, lambda t: privacy.prune(t.connection, "bulletin_reader", later))
        assert await value(database_url, "SELECT words FROM bulletin") == ""
        assert await value(database_url, "SELECT count(*) FROM bulletin_reader") == 0


async def test_a_turn_that_ends_in_the_middle_sends_nothing_twice(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything of the sending is written, and the program ends before its commit: nobody has it; the next try tells
    each once.
    """
    async with staged(database_url) as stage:
        await written(stage)
        await press(stage, COORDINATOR, "bulletin|send|1")
        ended = ends_once(monkeypatch)
        await stage.settle()
        assert ended
        assert await value(database_url, SENT_TO) == 2
        assert sum(WORDS in text for text in stage.texts(BOUCHE)) == 1
        doubled = "SELECT count(*) - count(DISTINCT referent_id) FROM bulletin_reader"
        assert await value(database_url, doubled) == 0
