"""The direct stage: the program's calls reach the simulated Telegram in the process, and it acts when it is told to.

It is the same program but for three things that it takes as arguments: what its calls go through, how its statements
reach an SQLite file, and that nothing in it runs by itself. Nobody waits for anything here: where a back-off or
Telegram asks for patience, the world's clock moves on.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qsl, urlsplit

from sqlalchemy import func, select, union_all
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.clock import real_now
from bot.loops.request import Transport
from bot.program import Prelude, Program
from simulator.call import Upload
from simulator.chats import CallbackAnswer
from simulator.errors import ApiError
from simulator.methods import DisconnectedError, perform
from simulator.server import REGISTERED
from simulator.world import World
from storage import outbox
from storage.database import Connection
from storage.tables import inbox, mail
from storage.tables import outbox as outbox_table
from tests.stage.quick import quick
from tests.stage.stage import (
    A_TUESDAY,
    BOUCHE,
    CAST,
    COORDINATOR,
    NETWORK,
    SANCY_ARTENSE,
    Stage,
    StillClock,
    playing,
    settings_for,
)

assert REGISTERED  # the simulator's methods are there because their modules are loaded
PATIENCE = timedelta(days=2)
"""Longer than anything that fails for ever is tried."""


@dataclass(slots=True)
class PatientClock(StillClock):
    """A world whose time stands still too, but for the times that somebody waits in it."""

    began: datetime = field(default_factory=real_now)
    waited: timedelta = timedelta(0)

    def real(self) -> datetime:
        """The world's time, in UTC."""
        return self.began + self.waited

    def elapsed(self) -> float:
        """The seconds that were waited."""
        return self.waited.total_seconds()


class DirectRequest(BaseRequest):
    """Makes calls by calling the simulator. Parameters and answers are JSON all the same, and nobody polls for long."""

    def __init__(self, world: World, _connections: int = 1) -> None:
        self._world = world

    @property
    def read_timeout(self) -> float:
        """How long a call may take unless it says otherwise; here none takes any time."""
        return 1.0

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Make one call; see the base class."""
        parts = urlsplit(url)
        name = parts.path.rpartition("/")[2]
        params: dict[str, Any] = dict(parse_qsl(parts.query))
        if name == "getUpdates":
            params["timeout"] = "0"
        files = {}
        if request_data is not None:
            params |= request_data.json_parameters
            if request_data.contains_files:
                files = {field: _upload(*file) for field, file in request_data.multipart_data.items()}
        try:
            result = await perform(self._world, name, params, files)
        except ApiError as error:
            return error.code, json.dumps(error.body()).encode()
        except DisconnectedError:
            raise NetworkError("the connection was cut") from None
        return 200, json.dumps({"ok": True, "result": result}).encode()


def _upload(name: str, content: bytes | IO[bytes], mime: str) -> Upload:
    return Upload(name, content if isinstance(content, bytes) else content.read(), mime)


class DirectStage(Stage):
    """A stage on which one thing happens after the other, each where it is asked for."""

    clock: PatientClock

    @property
    def transport(self) -> Transport:
        """What the program's calls go through."""
        return partial(DirectRequest, self.world)

    def build(self, prelude: Prelude | None = None) -> Program:
        """The program, which does not run yet."""
        database = quick(self.settings.database_url)
        return Program(self.settings, self.clock, prelude, transport=self.transport, database=database, loops=False)

    async def settle(self) -> None:
        """Do what there is to do, until nothing waits: neither here nor in the world."""
        moved = self.clock.waited
        while await self._step() or await self._wait():
            assert self.clock.waited - moved < PATIENCE, "something waits that never goes"
        scrubber = self.running.scrubber
        if await scrubber.owed():
            await scrubber.once()

    async def _step(self) -> int:
        """Each part of the program does what it finds. Returns how much that was."""
        program, arrived = self.running, self.world.pending
        if arrived:
            await program.receiver.once()
        did = arrived + await program.dates.once() + await program.worker.once() + await program.deliverer.once()
        return did + (await program.mailer.once() if program.mailer is not None else 0)

    async def _wait(self) -> bool:
        """Wait for whatever must not be tried again yet. Returns whether there was anything."""
        waits = await self.running.database.run(outbox.waiting_anywhere) > 0
        if waits:
            again = await self.running.database.run(_next_try)
            second = self.clock.real() + timedelta(seconds=1)  # a budget of Telegram's is nowhere written down
            self.clock.waited = max(again or second, second if again is None else self.clock.real()) - self.clock.began
        return waits

    async def answer(self, press: str) -> CallbackAnswer:
        """What a press was answered, once everything has settled."""
        await self.settle()
        answer = self.world.presses[press].answer
        assert answer is not None, "the press was not answered"
        return answer


async def _next_try(connection: Connection) -> datetime | None:
    """When the first of the rows that wait may be tried again."""
    tries = union_all(
        *(select(t.c.retry_at).where(t.c.status == "pending") for t in (inbox, outbox_table, mail))
    ).subquery()
    value: datetime | None = (await connection.execute(select(func.min(tries.c.retry_at)))).scalar_one()
    return value


@asynccontextmanager
async def staged(
    database_url: str,
    *,
    at: datetime = A_TUESDAY,
    run: bool = True,
    greeted: Iterable[int] = (BOUCHE, SANCY_ARTENSE, COORDINATOR),
    network_file: Path = NETWORK,
    smtp_url: str | None = None,
) -> AsyncIterator[DirectStage]:
    """A stage on a fresh world, at `at` in business time. See `playing`."""
    world = World.from_file(CAST)
    settings = settings_for("http://127.0.0.1:9", database_url, world, network_file, smtp_url)
    stage = DirectStage(world, settings, PatientClock(start=at))
    async with playing(stage, run, greeted):
        yield stage
