"""What ends the program each time it is worked, or sent, is given up after its tries, and takes nobody with it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from sqlalchemy import JSON, bindparam, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.clock import real_now
from simulator.server import serve
from simulator.world import World
from storage.durable import inbox, outbox
from storage.engine.columns import Instant
from tests.crash import poison
from tests.stage import BOUCHE, CAST, COORDINATOR, ENGLISH, PERSON, SANCY_ARTENSE
from tests.stage.forked import Forked, forked
from tests.stage.inside import rows, until
from tests.stage.processes import environment_of

POISON = "Un mot qui tue"
OTHERS = (ENGLISH, BOUCHE, SANCY_ARTENSE)


@pytest.mark.proof
@pytest.mark.parametrize(("at", "tries"), [("turn", inbox.MOST_ATTEMPTS), ("call", outbox.MOST_ATTEMPTS)])
async def test_what_ends_the_program_is_given_up(at: str, tries: int, new_database: Callable[[], str]) -> None:
    """As many deaths as it has tries; then somebody is told, and what stood beside it has been worked, or sent once."""
    world, url = World.from_file(CAST), new_database()
    async with serve(world) as address:
        environment = environment_of(
            world, address, url, COORDINATOR_IDS=str(COORDINATOR), KILL_WORD=POISON, KILL_AT=at
        )
        for who in (PERSON, COORDINATOR, *OTHERS):
            world.start(who)
        async with _start(environment) as program:
            await world.until(lambda: all(world.said_by_bot(who) for who in (PERSON, COORDINATOR, *OTHERS)))
            program.send_signal(signal.SIGTERM)
            assert await program.wait() == 0
        await _poison(world, url, at)
        deaths = 0
        lives = False
        while not lives:
            async with _start(environment) as program:
                lives = not await _ends(program, url)
                if lives:
                    await until(url, NOTHING_WAITS)
                    program.send_signal(signal.SIGTERM)
                assert await program.wait() == (0 if lives else -signal.SIGKILL)
            deaths += not lives
    assert deaths == tries
    told = [message.text for message in world.said_by_bot(COORDINATOR)]
    assert any("broken off" in words for words in told), told
    parked = await rows(url, "SELECT lane FROM inbox WHERE status = 'parked'")
    dead = await rows(url, "SELECT chat_id FROM outbox WHERE status = 'dead'")
    assert [row[0] for row in (*parked, *dead)] == [PERSON]
    for who in OTHERS:
        assert [message.text for message in world.said_by_bot(who)].count("À vous") == (at == "call")


async def _poison(world: World, url: str, at: str) -> None:
    """The poison and, behind it, what others said or are to be told: leased together, at the same look."""
    if at == "turn":
        for who, words in ((PERSON, POISON), *((who, "Bonjour") for who in OTHERS)):
            world.say(who, who, words)
        return
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        put = text(
            "INSERT INTO outbox (chat_id, method, payload, created_at) VALUES (:chat, 'sendMessage', :payload, :now)"
        ).bindparams(bindparam("payload", type_=JSON()), bindparam("now", type_=Instant()))
        for who, words in ((PERSON, POISON), *((who, "À vous") for who in OTHERS)):
            await connection.execute(put, {"chat": who, "payload": {"text": words}, "now": real_now()})
    await engine.dispose()


def _start(environment: dict[str, str]) -> AbstractAsyncContextManager[Forked]:
    return forked(poison.main, environment)


async def _ends(program: Forked, url: str) -> bool:
    """Whether the program ends, or else has nothing more to do."""
    ending, calm = asyncio.create_task(program.wait()), asyncio.create_task(until(url, GIVEN_UP))
    await asyncio.wait({ending, calm}, return_when=asyncio.FIRST_COMPLETED)
    calm.cancel()
    if not ending.done():
        ending.cancel()
    return ending.done() and not ending.cancelled()


GIVEN_UP = """
    SELECT EXISTS (SELECT id FROM inbox WHERE status = 'parked') OR EXISTS (SELECT id FROM outbox WHERE status = 'dead')
"""
NOTHING_WAITS = """
    SELECT NOT EXISTS (SELECT id FROM inbox WHERE status = 'pending')
       AND NOT EXISTS (SELECT id FROM outbox WHERE status = 'pending')
"""
