"""Matches: what no offer meets is told to partners alone, of five people at least; what many cases cost one offer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.matches import telling
from handlers.offers import gone
from handlers.turn.events import OfferShown
from handlers.turn.turn import Turn
from network import town_halls
from simulator.cast import Person
from storage import offers, owners, people
from storage.offers import Status
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.databases import Files
from tests.stage.inside import happen, press, send_case

FIRST = 30_001
"""The account of the first of several people; the others follow."""
TAUVES = {"kind": "commune", "commune": "63426", "territory": "sancy-artense"}
WANTS = {"place": TAUVES, "needs": ["premises"], "project": "Ouvrir un atelier de couture", "nature": ["creation"]}
PREMISES = {"kind": "premises", "what": "", "words": "Local de 60 m² sur la place", "commune": "63426", "sectors": []}


async def five(stage: Stage, discreet: bool = False) -> None:
    """Five people look for premises in one village; the last of them may want discretion."""
    for number in range(5):
        quiet = {"discretion": {"choice": "confidential", "version": "1"}} if discreet and number == 4 else {}
        contact = {"phone": f"+3319900010{number}", "email": None}
        stage.world.add_person(Person(FIRST + number, f"Personne {number}"))
        await send_case(stage, FIRST + number, **{**WANTS, "contact": contact, **quiet})


async def offered(stage: Stage) -> None:
    """Premises are published there."""

    async def arm(turn: Turn) -> None:
        owner = await owners.of_contact(turn.here, "La mairie", "+33199000077", "")
        number = await offers.post(turn.here, owner, "", turn.now, PREMISES)
        await offers.becomes(turn.here, number, Status.SHOWN, [Status.WAITING], turn.now)
        await turn.happened(OfferShown(number))

    await happen(stage, COORDINATOR, arm)


async def speaks_for_tauves(t: Turn) -> None:
    """A town hall’s secretary, by the letter of their commune."""
    await people.meet(t.here, ENGLISH, "en", t.now)
    [hall] = [one for one in town_halls.listed(t.network) if one.communes == ("63426",)]
    assert await owners.speaks(t.here, await owners.of_town_hall(t.here, hall), ENGLISH, t.now, 3)


async def test_five_people_are_a_line_for_partners_and_for_nobody_else(database_url: str) -> None:
    async with staged(database_url) as stage:
        await five(stage)
        await stage.say(BOUCHE, "/offres")
        assert "5 personnes cherchent un local, Tauves" in stage.last(BOUCHE)
        await stage.say(PERSON, "/offres")
        assert "personnes cherchent" not in stage.last(PERSON)
        await happen(stage, ENGLISH, speaks_for_tauves)
        await stage.say(ENGLISH, "/offres")
        assert "5 people" in stage.last(ENGLISH)
        await offered(stage)
        await stage.say(BOUCHE, "/offres")
        assert "personnes cherchent" not in stage.last(BOUCHE)


async def test_whoever_wants_discretion_is_counted_in_no_line(files: Files) -> None:
    async with staged(files.migrated()) as stage:
        await five(stage, discreet=True)
        await stage.say(BOUCHE, "/offres")
        assert "personnes cherchent" not in stage.last(BOUCHE)


@pytest.mark.parametrize("waits", [False, True])
async def test_a_message_of_several_offers_goes_on_without_one_that_leaves(waits: bool, database_url: str) -> None:
    """Whether it was sent or waits to be; with the last of them it goes."""
    async with staged(database_url) as stage:
        await send_case(stage, PERSON, **WANTS)
        for _ in range(3):
            await offered(stage)
        await press(stage, BOUCHE, "take|SV-0001|technical")
        await press(stage, SANCY_ARTENSE, "take|SV-0001|territorial")
        await stage.pass_time(timedelta(minutes=2))

        async def told_and_ended(turn: Turn) -> None:
            await telling.is_due(turn, {"reference": "SV-0001"})
            await ended(turn, 1)

        await (happen(stage, COORDINATOR, told_and_ended) if waits else stage.pass_time(timedelta(minutes=10)))
        await stage.settle()
        await (stage.settle() if waits else happen(stage, COORDINATOR, lambda turn: ended(turn, 1)))
        await stage.settle()
        [told] = [one for one in stage.world.said_by_bot(PERSON) if "convenir à votre projet" in one.text]
        assert "2 offres d’ici" in told.text
        assert told.labels == [["1 · Voir", "2 · Voir"], ["1 · Ça m’intéresse"], ["2 · Ça m’intéresse"]]
        await happen(stage, COORDINATOR, lambda turn: ended(turn, 2))
        await stage.settle()
        assert told.text.startswith("1 offre d’ici")
        await happen(stage, COORDINATOR, lambda turn: ended(turn, 3))
        await stage.settle()
        assert told.deleted


async def ended(turn: Turn, number: int) -> None:
    """An offer is withdrawn."""
    one = await offers.find(turn.here, number)
    assert one is not None
    assert await gone.end(turn, one, "withdraw")
