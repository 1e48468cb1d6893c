"""What an answer costs: a crowd tells its projects to the real program, which runs in a process of its own.

    python -m tests.measure [--people 100] [--at-once 20]

The simulated Telegram and the crowd share this process; the bot's own CPU time is read from the system. PostgreSQL
runs with fsync on, as SQLite does.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from telegram import Bot

from bot.wire.request import AiohttpRequest
from simulator.cast import Person
from simulator.chats import Message
from simulator.server import serve
from simulator.world import World
from tests.stage import CAST, postgres
from tests.stage.processes import environment_of

WORDS = {"project": "Reprendre une boulangerie", "place": "La Tour-d'Auvergne", "name": "Dominique Exemple"}
BUTTONS = {"info": ("read",), "understood": ("right",), "recap": ("send",)}
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Crowd:
    """People who answer whatever they are asked, at once or after some seconds of thought (`think`, half of it more or
    less), and how many milliseconds each of them waited for the next question.
    """

    world: World
    think: float = 0
    waits: list[float] = field(default_factory=list)
    luck: Random = field(default_factory=lambda: Random(1))

    async def tell(self, number: int) -> None:
        """One whole project."""
        who, phone = 600_000 + number, f"+3319900{number % 10_000:04d}"
        self.world.add_person(Person(id=who, first_name="P", phone=phone, language_code="fr"))
        self.world.start(who)
        seen = ""
        while True:
            began = time.perf_counter()
            question = await self.world.until(lambda: self._next(who, seen), 60)  # noqa: B023 - asked within this round
            self.waits.append((time.perf_counter() - began) * 1000)
            if question is True:
                return
            seen = _key(question)
            if self.think:
                await asyncio.sleep(self.think * self.luck.uniform(0.5, 1.5))
            self._answer(who, phone, question)

    def _next(self, who: int, seen: str) -> Message | bool:
        """The open question once it is another one; True at the end; False so far."""
        for message in reversed(self.world.said_by_bot(who)):
            if "SV-" in message.text:
                return True
            if message.buttons:
                return message if _key(message) != seen else False
        return False

    def _answer(self, who: int, phone: str, question: Message) -> None:
        data = [button["callback_data"] for row in question.buttons for button in row]
        step, values = data[0].split("|")[1], {item.split("|", 3)[3]: item for item in data}
        if step in WORDS or step == "contact":
            self.world.say(who, who, WORDS.get(step, phone))
            return
        wanted = next(value for value in (*BUTTONS.get(step, ()), "skip", "ok", *values) if value in values)
        self.world.press(who, who, question.message_id, values[wanted], stale=True)


def _key(question: Message) -> str:
    return f"{question.message_id} {[b['callback_data'] for row in question.buttons for b in row]}"


def cpu(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def call_cost(address: str, token: str, world: World) -> float:
    """CPU milliseconds of one Bot API call, with nothing around it; the simulator's own share is taken off."""
    code = (
        "import asyncio,sys,time\nfrom tests.measure import calls\n"
        "print(asyncio.run(calls(sys.argv[1], sys.argv[2], int(sys.argv[3]))))"
    )
    who = next(iter(world.people))
    world.chat(who).started = True
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, address, token, str(who), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return float(out)


async def calls(address: str, token: str, chat: int, times: int = 600) -> float:
    """CPU milliseconds per call, in this process, twelve at a time."""
    bot = Bot(token, f"{address}/bot", request=AiohttpRequest(12), get_updates_request=AiohttpRequest(1))
    async with bot:
        began = time.process_time()
        for _ in range(times // 12):
            await asyncio.gather(*(bot.send_message(chat, "Bonjour " * 20, parse_mode="HTML") for _ in range(12)))
        return (time.process_time() - began) * 1000 / times


async def measure(url: str, people: int, at_once: int) -> str:
    """One line of the table: a warm bot, `people` intakes, `at_once` side by side."""
    world = World.from_file(CAST)
    async with serve(world) as address:
        bot = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            env=environment_of(world, address, url),
        )
        crowd, free = Crowd(world), asyncio.Semaphore(at_once)
        try:
            await crowd.tell(0)
            crowd.waits.clear()
            used, began, before = cpu(bot.pid), time.perf_counter(), len(world.calls)

            async def one(number: int) -> None:
                async with free:
                    await crowd.tell(number)

            await asyncio.gather(*(one(number) for number in range(1, people + 1)))
            lasted, used = time.perf_counter() - began, cpu(bot.pid) - used
            made = len(world.calls) - before
            per_call = await call_cost(address, world.bot.token, world)
        finally:
            bot.terminate()
            await bot.wait()
        assert world.failures == []
    answers = len(crowd.waits)
    waits = statistics.quantiles(crowd.waits, n=20)
    return (
        f"| {url.partition('+')[0]} | {at_once} | {answers} | {answers / lasted:.0f} | {used * 1000 / answers:.1f} "
        f"| {waits[9]:.0f} / {waits[18]:.0f} | {made / answers:.1f} | {per_call * made / (used * 1000):.0%} |"
    )


async def main(people: int, crowds: list[int]) -> None:
    """Print the table."""
    print(
        "| database | people at once | answers | answers/s | CPU ms/answer | wait ms p50 / p95 | calls/answer | HTTP |"
    )
    with postgres.running(durable=True) as server, tempfile.TemporaryDirectory() as folder:
        for at_once in crowds:
            print(await measure(f"sqlite+aiosqlite:///{folder}/{at_once}.sqlite3", people, at_once), flush=True)
            print(await measure(server.empty(), people, at_once), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--at-once", type=int, nargs="*", default=[1, 20])
    given = parser.parse_args()
    asyncio.run(main(given.people, given.at_once))
