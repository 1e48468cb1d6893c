"""What others wait while somebody asks for the figures of a hundred thousand cases, with pictures, again and again.

    python -m tests.figures.beside [CASES]

The program runs in a process of its own. Eight people tell their projects, in turn
with nobody and with somebody asking: people who think for half a second before each
answer, and such as answer at once, so that the machine is never idle.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count

from bot import logs
from bot.clock import real_now
from simulator.chats import Message
from simulator.server import serve
from simulator.world import World
from storage.cases import case_counter
from storage.engine.database import Database
from tests.figures.measure import NETWORK, lived
from tests.measure import Crowd
from tests.stage import CAST, COORDINATOR, postgres
from tests.stage.databases import migrate
from tests.stage.processes import environment_of

ROUNDS, PEOPLE = 6, 8
THINK, ALONE = (0.5, 0.0), 20
"""Seconds."""
PICTURES = ("Mois", "Carte", "Délais")


class Asker:
    """Somebody who asks for the figures, looks at one picture after the other, and asks again."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.words: list[float] = []
        self.pictures: list[float] = []
        world.start(COORDINATOR)

    async def ask(self) -> None:
        """Ask until cancelled."""
        while True:
            began, before = time.perf_counter(), self._last()
            self.world.say(COORDINATOR, COORDINATOR, "/stats tout")
            words = await self._newer(before, lambda message: bool(_data(message, "En image")))
            self.words.append(time.perf_counter() - began)
            self._press(words, "En image")
            picture = await self._newer(words.message_id, lambda message: "photo" in message.content)
            self.pictures.append(time.perf_counter() - began)
            for label in PICTURES[1:]:
                shown, began = self._photo(picture), time.perf_counter()
                self._press(picture, label)
                await self.world.until(lambda: self._photo(picture) != shown, 60)  # noqa: B023 - within this round
                self.pictures.append(time.perf_counter() - began)

    def told(self) -> str:
        """How often they asked, and how long they waited: words, pictures, milliseconds p50 / p95."""
        seen = (1000 * one for some in (self.words, self.pictures) for one in _middle_and_most(some))
        return f"{len(self.words)}, {len(self.pictures)} | {' / '.join(f'{one:.0f}' for one in seen)}"

    def _last(self) -> int:
        return max((message.message_id for message in self.world.said_by_bot(COORDINATOR)), default=0)

    async def _newer(self, than: int, wanted: Callable[[Message], bool]) -> Message:
        def found() -> Message | None:
            for message in self.world.said_by_bot(COORDINATOR):
                if message.message_id > than and wanted(message):
                    return message
            return None

        message: Message | None = await self.world.until(found, 60)
        assert message is not None
        return message

    def _photo(self, message: Message) -> str:
        now = self.world.chats[COORDINATOR].messages[message.message_id]
        return str(now.content["photo"][-1]["file_id"])

    def _press(self, message: Message, label: str) -> None:
        now = self.world.chats[COORDINATOR].messages[message.message_id]
        self.world.press(COORDINATOR, COORDINATOR, message.message_id, _data(now, label), stale=True)


def _data(message: Message, label: str) -> str:
    """What the button of that label sends; nothing where there is none."""
    buttons = (one for row in message.buttons for one in row)
    return next((str(one["callback_data"]) for one in buttons if label in one["text"]), "")


async def told(crowd: Crowd, numbers: count[int]) -> list[float]:
    """How long each of some people waited for each question, in milliseconds."""
    crowd.waits.clear()
    await asyncio.gather(*(crowd.tell(next(numbers)) for _ in range(PEOPLE)))
    return list(crowd.waits)


async def lines(url: str, many: int) -> None:
    """Print the lines of a database."""
    database = Database(url)
    await lived(database, many, real_now())
    await database.run(lambda c: c.execute(case_counter.insert().values(network_id=NETWORK, last=many)))
    if not database.is_sqlite:
        await database.run(lambda c: c.exec_driver_sql(f"SELECT setval('case_file_id_seq', {many})"))
    await database.close()
    world, numbers = World.from_file(CAST), count()
    async with serve(world) as address:
        settings = environment_of(world, address, url, COORDINATOR_IDS=str(COORDINATOR))
        bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=settings)
        try:
            await told(Crowd(world), numbers)
            print(f"| {url.partition('+')[0]} | alone | | | | {await alone(world)} |", flush=True)
            for think in THINK:
                said = await compared(world, Crowd(world, think=think), numbers)
                print(f"| {url.partition('+')[0]} | {think} | {said} |", flush=True)
        finally:
            bot.terminate()
            await bot.wait()


async def alone(world: World) -> str:
    """What somebody waits who asks while nobody else does, as the end of a line."""
    asker = Asker(world)
    with suppress(TimeoutError):
        async with asyncio.timeout(ALONE):
            await asker.ask()
    return asker.told()


async def compared(world: World, crowd: Crowd, numbers: count[int]) -> str:
    """What a crowd waits without and with somebody asking, as the rest of a line."""
    asker = Asker(world)
    quiet: list[float] = []
    busy: list[float] = []
    for n in range(ROUNDS):
        quiet += await told(crowd, numbers)
        asking = asyncio.create_task(asker.ask())
        while len(asker.pictures) < (n + 1) * len(PICTURES) and not asking.done():
            busy += await told(crowd, numbers)
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking  # a fault of its own is raised here
    (p50, p95), (beside50, beside95) = (_middle_and_most(some) for some in (quiet, busy))
    return f"{p50:.0f} / {p95:.0f} | {beside50:.0f} / {beside95:.0f} | {beside95 / p95:.2f} | {asker.told()}"


def _middle_and_most(some: list[float]) -> tuple[float, float]:
    parts = statistics.quantiles(some, n=20)
    return parts[9], parts[18]


def main() -> None:
    """Make both databases and print the table."""
    logs.set_up("ERROR")
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print("| database | s of thought | quiet, ms p50 / p95 | beside | p95, × | asked, pictures | words, pictures, ms |")
    print("| --- | --- | --- | --- | --- | --- | --- |", flush=True)
    with tempfile.TemporaryDirectory() as folder, postgres.running(durable=True) as server:
        for url in (f"sqlite+aiosqlite:///{folder}/figures.sqlite3", server.empty()):
            migrate(url)
            asyncio.run(lines(url, many))


if __name__ == "__main__":
    main()
