"""Hand-over: who coordinates is what the database says; the role passes from one to the next, and never to nobody."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from handlers.delivery import outcomes
from handlers.partners import departures
from handlers.turn.turn import Turn
from storage import accounts, coordinators, handover, networks, people, privacy
from storage.coordinators import Coordination
from storage.engine.database import Connection
from storage.engine.here import Here
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, press, value
from tests.stage.post_office import post_office
from tests.test_invitations import coordinating

ANIMATRICE, BAKERS, SANCY = "animatrice-reseau", "conseillere-bouche", "charge-accueil-sancy-artense"
NOW_COORDINATING = "SELECT count(*) FROM coordinator WHERE ended_at IS NULL"


async def begin(stage: Stage, *referents: str) -> None:
    """More referents coordinate."""
    for id_ in referents:
        await happen(stage, 0, lambda t, id_=id_: coordinators.begin(t.here, id_, t.now))  # type: ignore[misc]


async def now(stage: Stage) -> Coordination:
    """Who coordinates, as the next turn sees it."""
    return await stage.running.database.run(lambda c: coordinators.of_now(Here(c, "sancy-volcans")))


# --- what the table holds ---------------------------------------------------------------------------------------------


async def test_settings_and_file_only_begin_it(database_url: str) -> None:
    """An id of the settings is added once. Whoever left does not come back at a start, not even once they are erased
    and nothing but a hash tells who they were; one that is new in the settings is added.
    """
    async with staged(database_url) as stage:
        stage.settings = stage.settings.model_copy(update={"coordinator_ids": frozenset({PERSON})})
        await stage.rebuild()
        assert await now(stage) == Coordination(frozenset({ANIMATRICE}), frozenset({PERSON}))
        await stage.say(PERSON, "/start")
        for who in (PERSON, COORDINATOR):
            if who == COORDINATOR:
                await begin(stage, BAKERS)
            await happen(stage, who, lambda t, who=who: coordinators.leave(t.here, who, t.now))  # type: ignore[misc]
        await stage.rebuild()
        assert await now(stage) == Coordination(frozenset({BAKERS}), frozenset())
        await happen(stage, PERSON, lambda t: privacy.erase_person(t.here, PERSON))
        assert await value(database_url, "SELECT count(*) FROM coordinator WHERE telegram_id = :who", who=PERSON) == 0
        stage.settings = stage.settings.model_copy(update={"coordinator_ids": frozenset({PERSON, SANCY_ARTENSE})})
        await stage.rebuild()
        assert await now(stage) == Coordination(frozenset({BAKERS}), frozenset({SANCY_ARTENSE}))


@pytest.mark.parametrize("others", ["nobody", "without an account", "blocked", "themselves"])
async def test_the_last_one_cannot_leave(others: str, database_url: str) -> None:
    """Somebody must be left whom a message reaches, not one without an account or who blocked the bot."""
    async with staged(database_url) as stage:
        if others == "without an account":
            await begin(stage, "conseiller-batiment")
            await happen(stage, 0, lambda t: accounts.unbind(t.here, t.accounts["conseiller-batiment"]))
        elif others == "blocked":
            await begin(stage, BAKERS)
            await happen(stage, 0, lambda t: people.set_blocked(t.here, BOUCHE, t.now))
        elif others == "themselves":
            await happen(stage, 0, lambda t: coordinators.keep(t.here, COORDINATOR, t.now))
        await press(stage, COORDINATOR, "handover|leave")
        await stage.settle()
        assert "la seule personne joignable" in stage.last(COORDINATOR)
        assert stage.world.said_by_bot(COORDINATOR)[-1].labels == [["Proposer le rôle"]]
        assert not await _leaves(stage, COORDINATOR)
        assert COORDINATOR in (await coordinating(stage))
        await happen(stage, 0, lambda t: people.set_blocked(t.here, SANCY_ARTENSE, None))
        await happen(stage, 0, lambda t: coordinators.keep(t.here, SANCY_ARTENSE, t.now))
        assert await _leaves(stage, COORDINATOR)


async def _leaves(stage: Stage, who: int) -> bool:
    left: list[bool] = []

    async def leave(t: Turn) -> None:
        left.append(await coordinators.leave(t.here, who, t.now))

    await happen(stage, who, leave)
    return left[-1]


@pytest.mark.parametrize("_again", range(3))
async def test_two_leave_at_once(_again: int, database_url: str) -> None:
    """Two coordinators leave at the same moment, each in a transaction of their own: one stays."""
    async with staged(database_url) as stage:
        await begin(stage, BAKERS)
        ready = asyncio.Barrier(2)

        async def leave(who: int) -> bool:
            async def work(connection: Connection) -> bool:
                if connection.dialect.name == "postgresql":  # both have begun; SQLite has one writer
                    await connection.execute(text("SELECT 1"))
                    await ready.wait()
                return await coordinators.leave(Here(connection, "sancy-volcans"), who, A_TUESDAY)

            return await stage.running.database.run(work)

        assert sorted(await asyncio.gather(leave(COORDINATOR), leave(BOUCHE))) == [False, True]
        assert await value(database_url, NOW_COORDINATING) == 1


# --- it does not vanish by the way ------------------------------------------------------------------------------------


async def test_whoever_is_bound_to_somebody_else_goes_on_coordinating(database_url: str) -> None:
    """The only coordinator follows the link of another referent, or is taken out of the file: their account keeps the
    role; where somebody else coordinates, it does not.
    """
    async with staged(database_url) as stage:
        link = await stage.link("conseillere-creation")
        stage.world.start(COORDINATOR, link.partition("?start=")[2])
        await stage.settle()
        assert await now(stage) == Coordination(frozenset({ANIMATRICE}), frozenset({COORDINATOR}))
        await stage.say(COORDINATOR, "/attente")
        assert "réservé" not in stage.last(COORDINATOR)
        await begin(stage, BAKERS, SANCY)
        link = await stage.link("conseiller-batiment")
        stage.world.start(BOUCHE, link.partition("?start=")[2])
        await stage.settle()
        assert BOUCHE not in await coordinating(stage)


async def test_the_last_one_taken_out_of_the_file(database_url: str) -> None:
    """An import without the only coordinator leaves the role with their account."""
    async with staged(database_url) as stage:
        gone = {"referents": [ANIMATRICE]}

        async def vanish(t: Turn) -> None:
            thinner = [r for r in t.network.referents if r.id != ANIMATRICE]
            await networks.record(
                t.connection,
                t.network.model_copy(update={"referents": tuple(thinner)}),
                t.now,
                author="file",
                reason="import",
            )

        await happen(stage, 0, vanish)
        await happen(stage, 0, lambda t: departures.vanished(t, gone))
        assert await now(stage) == Coordination(frozenset(), frozenset({COORDINATOR}))
        assert await coordinating(stage) == [COORDINATOR]


async def test_nobody_can_be_reached(database_url: str) -> None:
    """The only coordinator blocks the bot: the network’s own contact gets an e-mail, once. They still coordinate."""
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        stage.world.block(COORDINATOR)
        for _ in range(2):
            await happen(stage, COORDINATOR, lambda t: outcomes.blocked(t, {}))
        await stage.settle()
        assert [letter.message["Subject"] for letter in office.letters] == [
            "Plus personne ne peut être joint pour coordonner"
        ]
        assert await coordinating(stage) == [COORDINATOR]


async def test_whoever_coordinates_hands_over_before_they_are_erased(database_url: str) -> None:
    """A coordinator of the settings, who is no referent, is not erased while they coordinate."""
    async with staged(database_url) as stage:
        stage.settings = stage.settings.model_copy(update={"coordinator_ids": frozenset({PERSON})})
        await stage.rebuild()
        await stage.say(PERSON, "/supprimer")
        assert "passez le relais" in stage.last(PERSON)
        await stage.say(PERSON, "/relais")
        await stage.press(PERSON, "Quitter ce rôle")
        await stage.press(PERSON, "Oui, quitter ce rôle")
        await stage.say(PERSON, "/supprimer")
        assert "passez le relais" not in stage.last(PERSON)
        assert await coordinating(stage) == [COORDINATOR]


@pytest.mark.parametrize("first", ["accept", "back"])
async def test_an_answer_and_a_change_of_mind(first: str, database_url: str) -> None:
    """A proposal ends once: what is pressed after that, also forged or again, changes nothing."""
    async with staged(database_url) as stage:
        await happen(stage, COORDINATOR, lambda t: handover.propose(t.here, BAKERS, COORDINATOR, t.now))
        for who, verb in ((BOUCHE, "accept"), (COORDINATOR, "back"))[:: 1 if first == "accept" else -1]:
            await press(stage, who, f"handover|{verb}|1")
        await press(stage, BOUCHE, "handover|refuse|1")
        assert await value(database_url, "SELECT status FROM handover") == {"accept": "accepted"}.get(first, first)
        assert (BOUCHE in await coordinating(stage)) is (first == "accept")
        assert (await press(stage, SANCY_ARTENSE, "handover|quit|1")).text
        await press(stage, COORDINATOR, "handover|remain|1")
        await press(stage, COORDINATOR, "handover|quit|1")
        assert (COORDINATOR in await coordinating(stage)) is (first == "back")
