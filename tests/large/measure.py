"""What acts cost on a large database: statements, milliseconds, and who is held up by an erasing."""

from __future__ import annotations

import asyncio
import itertools
import math
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from bot.program import Prelude, Program
from bot.wire.request import Transport
from handlers.charter import digest
from handlers.privacy.erasing import decide
from simulator.cast import Person
from simulator.server import serve
from simulator.world import World
from storage.durable import inbox
from storage.engine.database import Database
from tests.measure import BUTTONS, WORDS
from tests.stage import A_TUESDAY, BOUCHE, CAST, COORDINATOR, GROUP, PERSON, Stage, on_the_wire
from tests.stage.direct import DirectRequest, DirectStage
from tests.stage.inside import happen, rows, send_case
from tests.stage.stage import PatientClock, playing, settings_for
from tests.test_statements import Statements, listening

TICKS = os.sysconf("SC_CLK_TCK")
ROUNDS = 7
PEOPLE = 6
"""How often an act is done, of which the least counts, since others may use the machine; how many people fill in a
whole form.
"""
NEW = itertools.count(900_000_000 + int(time.time()) % 50_000_000)
"""Accounts that no run before this one has used."""
PAUSE = 0.02
"""Seconds between two questions of one of those who are held up, or not."""
ERASED = 20


@dataclass(frozen=True, slots=True)
class Cost:
    """Statements, and milliseconds that passed; of answers, of CPU, the database server’s with it."""

    statements: float
    ms: float


# --- acts and answers -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _World:
    """The simulated Telegram’s part of the CPU."""

    seconds: float = 0.0


class _Request(DirectRequest):
    """Makes calls as `DirectRequest` does, and takes off what they cost the other side."""

    def __init__(self, spent: _World, world: World, connections: int = 1) -> None:
        super().__init__(world, connections)
        self._spent = spent

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        """Make one call."""
        began = time.process_time()
        try:
            return await super().do_request(*given, **named)
        finally:
            self._spent.seconds += time.process_time() - began


@dataclass
class _Stage(DirectStage):
    """A stage whose program has the database that it has in the world."""

    theirs: _World = field(default_factory=_World)

    @property
    def transport(self) -> Transport:
        """What the program's calls go through."""
        return partial(_Request, self.theirs, self.world)

    def build(self, prelude: Prelude | None = None) -> Program:
        """The program, which does not run yet."""
        database = Database(self.settings.database_url)
        given = {"transport": self.transport, "database": database, "loops": False, "rehearsed": True}
        return Program(self.settings, self.clock, prelude, **given)  # type: ignore[arg-type]

    async def work(self) -> None:
        """What came in is worked and what there is to send is sent, without a look at anything else."""
        await self.running.receiver.once()
        while await self.running.worker.once() + await self.running.deliverer.once():
            pass


@asynccontextmanager
async def standing(url: str) -> AsyncIterator[_Stage]:
    """The program on that database, which does what it is told to."""
    world = World.from_file(CAST, callback_lifetime=math.inf)
    _number_on(world)
    stage = _Stage(world, settings_for("http://127.0.0.1:9", url, world), PatientClock(start=A_TUESDAY))
    async with playing(stage, True, (BOUCHE, COORDINATOR)):
        yield stage


def _number_on(world: World) -> None:
    """Updates are numbered beyond those of any run before."""
    world.restart_update_ids(int(time.time() * 1000))


COMMANDS: Mapping[str, tuple[int, str]] = {
    "/attente": (COORDINATOR, "/attente"),
    "/mesdossiers": (BOUCHE, "/mesdossiers"),
    "/stats": (COORDINATOR, "/stats"),
    "/mes_donnees": (PERSON, "/mes_donnees"),
    "/chercher, a trade": (COORDINATOR, "/chercher boulangerie"),
    "/chercher, wrong letters": (COORDINATOR, "/chercher boulengrie"),
    "/chercher, nothing": (COORDINATOR, "/chercher barnabe"),
    "/chercher, a referent": (BOUCHE, "/chercher boulangerie"),
}
DATES: Mapping[str, tuple[str, dict[str, str]]] = {
    "the digest": (digest.KIND, {}),
    "the watch over silent cases": (digest.SILENT, {"since": (A_TUESDAY - timedelta(days=5)).isoformat()}),
}


async def acts(url: str) -> dict[str, Cost]:
    """What each act costs, by its name."""
    costs: dict[str, Cost] = {}
    async with standing(url) as stage:
        for name, (who, words) in COMMANDS.items():
            costs[name] = await _often(partial(_command, stage, who, words))
        for name, (kind, expects) in DATES.items():
            costs[name] = await _often(partial(_date, stage, kind, expects))
        await stage.settle()
    return costs


async def _often(act: Callable[[bool], Awaitable[Cost]]) -> Cost:
    """Counted once, when every statement is heard, and timed as it is in the world."""
    costs = [await act(False) for _ in range(ROUNDS)]
    return Cost((await act(True)).statements, min(cost.ms for cost in costs))


async def _command(stage: _Stage, who: int, words: str, counted: bool) -> Cost:
    await stage.work()
    stage.world.say(who, who, words)
    await stage.running.receiver.once()
    return await _spent(stage, counted)


async def _date(stage: _Stage, kind: str, expects: dict[str, str], counted: bool) -> Cost:
    await stage.work()
    database, now = stage.running.database, stage.clock.real()
    await database.run(lambda c: inbox.add(c, "due", 0, {"kind": kind, "expects": expects}, now))
    return await _spent(stage, counted)


async def _spent(stage: _Stage, counted: bool) -> Cost:
    """What came in is worked."""
    heard: Statements = []
    with ExitStack() as stack:
        if counted:
            heard = stack.enter_context(listening())
        began = time.perf_counter()
        await stage.running.worker.once()
        return Cost(len(heard), (time.perf_counter() - began) * 1000)


async def answers(url: str) -> Cost:
    """What an answer costs in a form, on the average of whole forms: statements, and milliseconds of CPU."""
    async with standing(url) as stage:
        await _tell(stage)
        with listening() as heard:
            heard_of = await _tell(stage)
        answered, spent, server, theirs = 0, time.process_time(), await _server_seconds(url), stage.theirs.seconds
        for _ in range(PEOPLE):
            answered += await _tell(stage)
        spent = time.process_time() - spent - (stage.theirs.seconds - theirs)
        spent += await _server_seconds(url) - server
        await stage.settle()
    return Cost(len(heard) / heard_of, spent * 1000 / answered)


async def _tell(stage: _Stage) -> int:
    """Somebody tells a whole project. Returns how many answers that took."""
    who = next(NEW)
    phone = f"+3319900{who % 10_000:04d}"
    stage.world.add_person(Person(id=who, first_name="P", phone=phone, language_code="fr"))
    stage.world.start(who)
    for answered in itertools.count(1):
        await stage.work()
        said = stage.world.said_by_bot(who)[-1]
        if "SV-" in said.text:
            return answered
        asked = next(message for message in reversed(stage.world.said_by_bot(who)) if message.buttons)
        data = [button["callback_data"] for row in asked.buttons for button in row]
        step, values = data[0].split("|")[1], {item.split("|", 3)[3]: item for item in data}
        if step in WORDS or step == "contact":
            stage.world.say(who, who, WORDS.get(step, phone))
        else:
            wanted = next(value for value in (*BUTTONS.get(step, ()), "skip", "ok", *values) if value in values)
            stage.world.press(who, who, asked.message_id, values[wanted], stale=True)
    raise AssertionError


async def _server_seconds(url: str) -> float:
    """Seconds of CPU that those have used who serve us on PostgreSQL."""
    if url.startswith("sqlite"):
        return 0.0
    serving = await rows(url, "SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
    return sum(_cpu(row.pid) for row in serving)


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


# --- a start ----------------------------------------------------------------------------------------------------------


async def start(url: str) -> float:
    """Seconds from the command line until every loop runs."""
    world = World.from_file(CAST)
    async with serve(world) as address:
        began = time.perf_counter()
        given = {
            "PATH": os.environ["PATH"],
            "BOT_TOKEN": world.bot.token,
            "TELEGRAM_API_URL": address,
            "DATABASE_URL": url,
            "PARTNER_GROUP_ID": str(GROUP),
            "LOG_FORMAT": "json",
        }
        pipe, with_it = asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT
        program = (sys.executable, "-m", "bot", "run")
        bot = await asyncio.create_subprocess_exec(*program, env=given, stdout=pipe, stderr=with_it)
        assert bot.stdout is not None
        try:
            async for line in bot.stdout:
                if b'"running"' in line:
                    return time.perf_counter() - began
            raise AssertionError("it ended before it ran")
        finally:
            bot.kill()  # at once: what has come due by the real clock stays as it is
            await bot.wait()


# --- erasing under load -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Erasing:
    """Milliseconds that others wait for an answer, quiet and beside twenty erasures; planted words found afterwards."""

    quiet: Sequence[float]
    beside: Sequence[float]
    found: int

    @property
    def held_up(self) -> float:
        """By how much the longest wait is longer."""
        return max(self.beside) - max(self.quiet)


async def erasing(url: str) -> Erasing:
    """Twenty people have told a project and have it all erased, while four others ask for help again and again."""
    word = f"zebulon{next(NEW)}"
    async with on_the_wire(url, run=False) as stage:
        _number_on(stage.world)
        stage.world.chat(COORDINATOR).started = True
        await stage.start()
        leaving = [_newcomer(stage.world) for _ in range(ERASED)]
        for who in leaving:
            await send_case(stage, who, project=f"Un atelier {word}", name=f"Camille {word}")
        asking = [_newcomer(stage.world) for _ in range(4)]

        async def rest() -> None:
            await asyncio.sleep(3)

        async def erase() -> None:
            for who in leaving:
                await happen(stage, who, lambda t, who=who: decide(t, who, "sure"))  # type: ignore[misc]
                await asyncio.sleep(0.1)

        await _asked_beside(stage, asking, rest)  # warm
        quiet = await _asked_beside(stage, asking, rest)
        beside = await _asked_beside(stage, asking, erase)
        await stage.settle()
    return Erasing(quiet, beside, _found(url, word))


def _newcomer(world: World) -> int:
    who = next(NEW)
    world.add_person(Person(id=who, first_name="P", phone="+33199000001", language_code="fr"))
    world.chat(who).started = True
    return who


async def _asked_beside(stage: Stage, asking: Sequence[int], act: Callable[[], Awaitable[None]]) -> list[float]:
    """How long each waits for every answer while something is done."""
    waits: list[float] = []

    async def ask(who: int) -> None:
        while True:
            had, began = len(stage.world.said_by_bot(who)), time.perf_counter()
            stage.world.say(who, who, "/aide")
            await stage.world.until(lambda: len(stage.world.said_by_bot(who)) > had, 60)  # noqa: B023 - asked at once
            waits.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(PAUSE)

    tasks = [asyncio.create_task(ask(who)) for who in asking]
    await act()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await stage.settle()
    return waits


def _found(url: str, word: str) -> int:
    """How often a word stands in the files of SQLite."""
    if not url.startswith("sqlite"):
        return 0
    path = make_url(url).database or ""
    files = [Path(path), Path(f"{path}-wal")]
    return sum(file.read_bytes().count(word.encode()) for file in files if file.exists())
