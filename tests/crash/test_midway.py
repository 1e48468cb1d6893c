"""What one press does for many is killed in the middle, again and again: in the end it is done once to each."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import pytest

from simulator.cast import Person
from simulator.server import serve
from simulator.world import World
from storage import pilot
from tests.crash import midway
from tests.stage import BOUCHE, COORDINATOR, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.forked import Forked, forked
from tests.stage.inside import happen, press, rows, send_case, until, value
from tests.stage.post_office import post_office
from tests.stage.processes import environment_of
from tests.test_bulletins import written
from tests.test_interests import asks, offered
from tests.test_passing import COUNT, GIVER, HELD_BY, MOVED, TAKER, choose, twelve
from tests.test_pilot import FACTS, seen

FIRST, MANY = 1700, 32
"""More people than are told in one turn."""
NOTHING_WAITS = """
    SELECT NOT EXISTS (SELECT id FROM inbox WHERE status = 'pending')
       AND NOT EXISTS (SELECT id FROM outbox WHERE status = 'pending')
       AND NOT EXISTS (SELECT id FROM mail WHERE status = 'pending')
       AND NOT EXISTS (SELECT id FROM due WHERE status = 'waiting' AND kind IN ('pilot:partners', 'pilot:people',
                       'pilot:writers', 'bulletin:leaves'))
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is prepared, who presses the button that sends which data, at which statements the program ends (so many of
    them after each start), and what must have come of it.
    """

    prepare: Callable[[Stage], Awaitable[tuple[int, str]]]
    kills: Sequence[tuple[str, int]]
    came: Callable[[str, World], Awaitable[None]]


# --- another pilot ----------------------------------------------------------------------------------------------------


async def _accepting(stage: Stage) -> tuple[int, str]:
    for number in range(MANY):
        who = FIRST + number
        stage.world.add_person(Person(id=who, first_name="P", phone=f"+331990001{10 + number}", language_code="fr"))
        await send_case(stage, who, name=f"Personne {number}")
    await send_case(stage, FIRST, name="Personne 0")
    await happen(stage, COORDINATOR, lambda t: pilot.propose(t.here, "chambre-metiers", GIVER, COORDINATOR, t.now))
    await happen(stage, BOUCHE, lambda t: pilot.fill(t.here, 1, FACTS))
    await press(stage, BOUCHE, "pilot|fill|1")
    return BOUCHE, f"pilot|accept|1|{seen(FACTS)}"


async def _piloted(url: str, world: World) -> None:
    told = await rows(url, "SELECT chat_id FROM outbox WHERE name = 'new pilot:1' AND method = 'sendMessage'")
    assert sorted(row[0] for row in told) == list(range(FIRST, FIRST + MANY))
    kept = Counter(row[0] for row in await rows(url, "SELECT case_id FROM case_act WHERE kind = 'pilot_told'"))
    assert set(kept.values()) == {1}
    assert len(kept) == MANY + 1
    assert await value(url, "SELECT count(*) FROM network_version") == 2
    assert await value(url, "SELECT version FROM pilot") == 2
    named = "SELECT chat_id FROM outbox WHERE name = 'new pilot, partners:1' AND method = 'sendMessage'"
    assert [row[0] for row in await rows(url, named)] == [SANCY_ARTENSE]
    for who in range(FIRST, FIRST + MANY):
        assert any("pilote le réseau" in message.text for message in world.said_by_bot(who))


# --- an item of news --------------------------------------------------------------------------------------------------


async def _sending(stage: Stage) -> tuple[int, str]:
    await written(stage)
    return COORDINATOR, "bulletin|send|1"


async def _informed(url: str, world: World) -> None:
    ways = await rows(url, "SELECT referent_id, way FROM bulletin_reader")
    assert len({row.referent_id for row in ways}) == len(ways) > 15
    told = await rows(url, "SELECT chat_id FROM outbox WHERE name = 'bulletin:1' AND method = 'sendMessage'")
    assert len({row[0] for row in told}) == len(told) == sum(row.way == "telegram" for row in ways)
    assert 0 < await value(url, "SELECT count(*) FROM mail") <= sum(row.way == "mail" for row in ways)


# --- all cases of somebody --------------------------------------------------------------------------------------------


async def _passing(stage: Stage) -> tuple[int, str]:
    await twelve(stage)
    await choose(stage)
    await stage.press(COORDINATOR, "Écrire un mot et transmettre")
    await stage.settle()
    await stage.say(COORDINATOR, "Commencez par le four")
    button = stage.button(COORDINATOR, "Tout transmettre")
    data = next(b["callback_data"] for row in button.buttons for b in row if b["text"] == "Tout transmettre")
    return COORDINATOR, data


async def _passed(url: str, world: World) -> None:
    assert await value(url, HELD_BY, who=TAKER) == COUNT
    assert await value(url, HELD_BY, who=GIVER) == 0
    assert await value(url, MOVED) == COUNT
    once = "SELECT chat_id FROM outbox WHERE method = 'sendMessage' AND name LIKE 'passing on:%'"
    told = [row[0] for row in await rows(url, once)]
    assert len(told) == len(set(told)) == 2


# --- an answer about an offer -----------------------------------------------------------------------------------------


async def _asked(stage: Stage) -> tuple[int, str]:
    await asks(stage, PERSON, await offered(stage))
    return BOUCHE, "interest|free|1"


async def _free(stage: Stage) -> tuple[int, str]:
    await _asked(stage)
    await press(stage, BOUCHE, "interest|free|1")
    await stage.settle()
    return PERSON, "interest|agree|1|0"


async def _going(stage: Stage) -> tuple[int, str]:
    await _asked(stage)
    return BOUCHE, "interest|all|1"


def _told(status: str, *names: str) -> Callable[[str, World], Awaitable[None]]:
    """How the interest stands, and the messages of it that went out, each once."""

    async def came(url: str, _world: World) -> None:
        stands = [row[0] for row in await rows(url, "SELECT status FROM interest")]
        assert stands in ([status], []), "what is over may be swept: the world’s clock is months ahead"
        sent = "SELECT name FROM outbox WHERE name LIKE 'interest:1:%' AND method = 'sendMessage' AND status = 'sent'"
        told = Counter(row[0] for row in await rows(url, sent))
        assert {name: told[f"interest:1:{name}"] for name in names} == dict.fromkeys(names, 1)

    return came


BULLETIN = (("UPDATE bulletin SET", 1), ("UPDATE bulletin SET", 2), ("INSERT INTO bulletin_reader", 1))
SCENES = {
    "pilot": Scene(
        _accepting,
        (
            ("INSERT INTO network_version", 1),
            ("INSERT INTO case_act", 2),
            ("INSERT INTO case_act", 13),
            ("INSERT INTO case_act", 29),  # 25 are told in the first turn
            ("INSERT INTO case_act", 3),
        ),
        _piloted,
    ),
    "bulletin": Scene(_sending, BULLETIN, _informed),
    "interest answered": Scene(
        _asked, (("UPDATE interest SET", 1), ("UPDATE owner SET", 1)), _told("free", "answer:0")
    ),
    "interest agreed": Scene(
        _free, (("UPDATE interest SET", 1), ("SELECT owner.id", 1)), _told("agreed", "both", "met")
    ),
    "interest gone": Scene(_going, (("UPDATE offer SET", 1), ("DELETE FROM outbox", 1)), _told("gone", "gone")),
    "passing": Scene(_passing, (("INSERT INTO case_act", 1), ("INSERT INTO case_act", 7)), _passed),
}


@pytest.mark.proof
@pytest.mark.parametrize("name", SCENES)
async def test_killed_in_the_middle(name: str, new_database: Callable[[], str]) -> None:
    """Nothing is lost and nothing doubled, of what the rows say and of what was sent."""
    scene, url = SCENES[name], new_database()
    async with post_office() as office, staged(url, smtp_url=office.url) as stage:
        who, data = await scene.prepare(stage)
        begins, world = stage.clock.now().isoformat(), stage.world
        await stage.stop()
        message = world.said_by_bot(who)[-1]
        world.press(who, who, message.message_id, data, stale=True)
        async with serve(world) as address:
            environment = environment_of(world, address, url, SMTP_URL=office.url, BEGINS_AT=begins)
            for statement, after in scene.kills:
                async with _start(environment, statement, after) as program:
                    assert await _killed(program, url, world), (statement, after)
            async with _start(environment, "", 0) as program:
                await _calm(url, world)
                program.send_signal(signal.SIGTERM)
                assert await program.wait() == 0
        assert world.failures == []
        assert await value(url, "SELECT count(*) FROM inbox WHERE status = 'parked'") == 0
        await scene.came(url, world)
        assert PERSON not in {row[0] for row in await rows(url, "SELECT chat_id FROM outbox WHERE status = 'dead'")}


async def _killed(program: Forked, url: str, world: World) -> bool:
    """Whether the program ends, and not: has nothing more to do."""
    ending, calm = asyncio.create_task(program.wait()), asyncio.create_task(_calm(url, world))
    await asyncio.wait({ending, calm}, return_when=asyncio.FIRST_COMPLETED)
    calm.cancel()
    if not ending.done():
        program.kill()
        await ending
        return False
    return ending.result() == -signal.SIGKILL


async def _calm(url: str, world: World) -> None:
    while world.pending:  # noqa: ASYNC110 - another process works
        await asyncio.sleep(0.05)
    await until(url, NOTHING_WAITS)


def _start(environment: dict[str, str], statement: str, after: int) -> AbstractAsyncContextManager[Forked]:
    return forked(midway.main, {**environment, "KILL_AT": statement, "KILL_AFTER": str(after)})
