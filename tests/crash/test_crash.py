"""The real program over HTTP is killed at each named step of an answer's journey; nothing that was said is lost."""

from __future__ import annotations

import asyncio
import json
import random
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from simulator.server import serve
from simulator.world import World
from storage.durable.crash_points import STEPS
from tests.crash import victim
from tests.crash.crowd import Holder
from tests.stage import BOUCHE, CAST, GROUP, NETWORK, secrecy
from tests.stage.forked import Forked, forked
from tests.stage.processes import environment_of

PEOPLE = 5
REACHES = (1, 60)
"""How often a step is reached, at least and at most, before the process kills itself there."""


@dataclass(slots=True)
class Havoc:
    """What the kills did. `in_flight` counts the calls that were under way at the kills."""

    kills: int = 0
    in_flight: int = 0
    holders: list[Holder] = field(default_factory=list)
    told: int = 0


@pytest.mark.proof
async def test_killed_at_every_step(new_database: Callable[[], str]) -> None:
    """Twice at each step, as they come, while one crowd goes on."""
    luck = random.Random("all of a journey")
    await _kill(luck.sample(STEPS * 2, len(STEPS) * 2), luck, new_database())


@pytest.mark.long
@pytest.mark.parametrize("step", STEPS)
async def test_killed_at(step: str, new_database: Callable[[], str]) -> None:
    """Again and again at one step."""
    await _kill([step] * 20, random.Random(f"{step} of a journey"), new_database())


async def _kill(steps: Sequence[str], luck: random.Random, url: str) -> None:
    """A kill at each of these: no answer lost, no case doubled, and only what was in flight is sent twice."""
    world = World.from_file(CAST)
    engine = create_async_engine(url)
    havoc = Havoc()
    async with serve(world) as address:
        environment = environment_of(world, address, url)
        crowd = asyncio.create_task(_crowd(world, havoc))
        try:
            for step in steps:
                async with _start(environment, step, luck.randint(*REACHES)) as program:
                    assert await _killed(program, crowd), "the program ended by itself"
                havoc.kills += 1
                havoc.in_flight += await _leased(engine)
            crowd.cancel()
            await asyncio.gather(crowd, return_exceptions=True)
            await _calm_end(world, havoc, environment, engine, luck)
        finally:
            crowd.cancel()
            await engine.dispose()
    assert world.failures == []
    assert secrecy.leaks(world, NETWORK) == []


async def _crowd(world: World, havoc: Havoc) -> None:
    """A few people at a time tell their projects, for as long as there are kills to come."""

    async def one_after_the_other() -> None:
        while True:
            holder = Holder(world, len(havoc.holders) + 1)
            havoc.holders.append(holder)
            await holder.tell()
            havoc.told += 1

    async with asyncio.TaskGroup() as group:
        for _ in range(PEOPLE):
            group.create_task(one_after_the_other())
        group.create_task(_adviser(world))


async def _adviser(world: World) -> None:
    """Takes every case that the group shows, once."""
    pressed: set[str] = set()
    while True:
        for message in world.said_by_bot(GROUP):
            for row in message.buttons:
                data = row[0]["callback_data"]
                if data.endswith("|technical") and data not in pressed:
                    pressed.add(data)
                    world.press(BOUCHE, GROUP, message.message_id, data, stale=True)
        await asyncio.sleep(0.05)


async def _calm_end(
    world: World, havoc: Havoc, environment: dict[str, str], engine: AsyncEngine, luck: random.Random
) -> None:
    """Whoever was in the middle goes on; then updates come again at random; then everything is counted."""
    async with _start(environment, "", 0) as survivor:
        async with asyncio.TaskGroup() as group:
            for holder in havoc.holders:
                if not holder.acknowledged:
                    group.create_task(_finish(holder))
        await _quiet(world, engine)
        first = world.updates.next_id
        again = [luck.randrange(100_000_001, first) for _ in range(60)]
        world.redeliver(*sorted(set(again)))
        await _quiet(world, engine)
        survivor.send_signal(signal.SIGTERM)
        assert await survivor.wait() == 0
    await _nothing_lost_nothing_doubled(world, havoc, engine)


async def _finish(holder: Holder) -> None:
    if holder.world.said_by_bot(holder.id) or holder.world.chat(holder.id).messages:
        await holder.tell()


async def _nothing_lost_nothing_doubled(world: World, havoc: Havoc, engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        rows = (await connection.execute(text("SELECT person_id, answers FROM case_file"))).all()
        takers = (await connection.execute(text("SELECT case_id FROM case_act WHERE kind = 'taken'"))).scalars().all()
        queued = (await connection.execute(text(_SENT))).scalar_one()
        dead = (await connection.execute(text("SELECT count(*) FROM outbox WHERE status = 'dead'"))).scalar_one()
        parked = (await connection.execute(text("SELECT count(*) FROM inbox WHERE status = 'parked'"))).scalar_one()
    by_person = {person: json.loads(raw) if isinstance(raw, str) else raw for person, raw in rows}
    assert max(Counter(person for person, _ in rows).values()) == 1, "a case was doubled"
    assert sorted(by_person) == sorted(holder.id for holder in havoc.holders), "somebody's project is missing"
    wrong = {h.number: h.wrong(by_person[h.id]) for h in havoc.holders}
    assert not any(wrong.values()), f"answers were lost: {wrong}"
    assert len(takers) == len(set(takers)), "a slot was taken twice"
    assert (dead, parked) == (0, 0)
    sent = sum(1 for call in world.calls_of("sendMessage") if call.ok)
    twice = sent - queued
    print(
        f"kills {havoc.kills}, people {len(havoc.holders)}, messages {queued}, "
        f"sent twice {twice}, in flight at the kills {havoc.in_flight}"
    )
    assert 0 <= twice <= havoc.in_flight


async def _quiet(world: World, engine: AsyncEngine) -> None:
    while world.pending or await _count(engine, _WAITING):  # noqa: ASYNC110 - another process works
        await asyncio.sleep(0.1)


_SENT = "SELECT count(*) FROM outbox WHERE method = 'sendMessage' AND status = 'sent'"
_WAITING = """
    SELECT (SELECT count(*) FROM inbox WHERE status = 'pending')
         + (SELECT count(*) FROM outbox WHERE status = 'pending')
"""


async def _leased(engine: AsyncEngine) -> int:
    """How many calls were under way: leased and not marked."""
    return await _count(engine, "SELECT count(*) FROM outbox WHERE status = 'pending' AND leased_until IS NOT NULL")


async def _count(engine: AsyncEngine, query: str) -> int:
    async with engine.connect() as connection:
        return int((await connection.execute(text(query))).scalar_one())


def _start(environment: dict[str, str], step: str, reaches: int) -> AbstractAsyncContextManager[Forked]:
    return forked(victim.main, {**environment, "KILL_AT": step, "KILL_AFTER": str(reaches)})


async def _killed(program: Forked, crowd: asyncio.Task[None]) -> bool:
    """Wait for its end, unless somebody of the crowd gives up first."""
    ending = asyncio.create_task(program.wait())
    await asyncio.wait({ending, crowd}, return_when=asyncio.FIRST_COMPLETED)
    if not ending.done():
        program.kill()
        await ending
        if crowd.done():
            crowd.result()
        return False
    return ending.result() == -signal.SIGKILL
