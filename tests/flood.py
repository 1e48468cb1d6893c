"""What ten people notice of one who sends thousands of messages in ten seconds, and what that one gets.

    python -m tests.flood [--messages 4000]

Ten people tell their projects, a quiet time and then beside the flood, to the real program in a process of its own.
Prints how long they wait for the next question, and how many calls went to the one who floods.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile

from simulator.cast import Person
from simulator.server import serve
from simulator.world import World
from tests.measure import Crowd
from tests.stage import CAST, postgres
from tests.stage.inside import until
from tests.stage.processes import environment_of

TEN, SECONDS, FLOODER = 10, 10.0, 700_000
NOTHING_WAITS = """
    SELECT NOT EXISTS (SELECT id FROM inbox WHERE status = 'pending' AND lane = 700000)
       AND NOT EXISTS (SELECT id FROM outbox WHERE status = 'pending' AND chat_id = 700000)
"""
"""For the one who floods; the cards of the others wait for the group's budget."""


async def flood(world: World, messages: int) -> None:
    """One person who sends, whatever comes back."""
    world.add_person(Person(id=FLOODER, first_name="P", phone="+33199009999", language_code="fr"))
    world.start(FLOODER)
    for number in range(messages):
        world.say(FLOODER, FLOODER, f"Message {number}")
        await asyncio.sleep(SECONDS / messages)


async def waits(world: World, first: int, rounds: int) -> list[float]:
    """How long ten people waited for each question, in milliseconds."""
    crowd = Crowd(world)
    for some in range(rounds):
        await asyncio.gather(*(crowd.tell(first + some * TEN + number) for number in range(TEN)))
    return sorted(crowd.waits)


def told(name: str, found: list[float]) -> str:
    """Median and 95th percentile."""
    parts = statistics.quantiles(found, n=20)
    return f"{name}: {len(found)} answers, p50 {parts[9]:.0f} ms, p95 {parts[18]:.0f} ms"


async def measure(url: str, messages: int) -> None:
    """Both rounds on one database."""
    world = World.from_file(CAST)
    async with serve(world) as address:
        environment = environment_of(world, address, url)
        bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=environment)
        try:
            await waits(world, 0, 1)
            quiet = await waits(world, 100, 3)
            flooding = asyncio.create_task(flood(world, messages))
            await asyncio.sleep(1)
            beside = await waits(world, 200, 3)
            await flooding
            await until(url, NOTHING_WAITS)
        finally:
            bot.terminate()
            await bot.wait()
    calls = sum(len(world.calls_of(method, FLOODER)) for method in ("sendMessage", "editMessageText"))
    print(url.partition("+")[0], told("quiet", quiet), told("beside a flood", beside), sep="; ", flush=True)
    print(f"  {messages} messages: {calls} calls to the one who sent them", flush=True)


async def main(messages: int) -> None:
    """On both databases."""
    with postgres.running(durable=True) as server, tempfile.TemporaryDirectory() as folder:
        await measure(f"sqlite+aiosqlite:///{folder}/flood.sqlite3", messages)
        await measure(server.empty(), messages)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=4000)
    asyncio.run(main(parser.parse_args().messages))
