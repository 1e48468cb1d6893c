"""Hand-over: who coordinates is what the database says; the role passes from one to the next, and never to nobody."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from handlers.turn.turn import Turn
from storage import accounts, coordinators, people, privacy
from storage.coordinators import Coordination
from storage.engine.database import Connection
from storage.engine.here import Here
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, value
from tests.test_invitations import coordinating

ANIMATRICE, BAKERS = "animatrice-reseau", "conseillere-bouche"
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
