"""The stage on the wire: the program runs as it does in the world, and speaks HTTP with the simulated Telegram."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.program import Prelude, Program
from bot.wire.request import AiohttpRequest, Transport
from simulator.chats import CallbackAnswer
from simulator.server import serve
from simulator.world import World
from storage.durable import due
from tests.stage.stage import (
    A_TUESDAY,
    BOUCHE,
    CAST,
    COORDINATOR,
    NETWORK,
    SANCY_ARTENSE,
    PatientClock,
    Stage,
    StillClock,
    playing,
    settings_for,
)


class WireStage(Stage):
    """A stage whose program runs by itself. Nothing here says how long it may take: whoever runs the tests does."""

    @property
    def transport(self) -> Transport:
        """What the program's calls go through."""
        return AiohttpRequest

    def build(self, prelude: Prelude | None = None) -> Program:
        """The program, which does not run yet."""
        return Program(self.settings, self.clock, prelude, rehearsed=self.rehearsed)

    async def settle(self) -> None:
        """Wait until every update is confirmed and worked, and everything to be sent is sent."""
        while True:
            if self.world.pending == 0 and await self.running.idle() and self.world.pending == 0:
                return
            await asyncio.sleep(0.01 if self.running.busy else 0.004)

    def wait(self, seconds: float) -> None:
        """So much of the world's time passes, on a stage that is patient."""
        assert isinstance(self.clock, PatientClock)
        self.clock.waited += timedelta(seconds=seconds)
        self.running.runtime.wake_outbox()

    async def answer(self, press: str) -> CallbackAnswer:
        """What a press was answered, once everything has settled."""
        answer = await self.world.answer(press)
        await self.settle()
        return answer

    async def pass_time(self, delay: timedelta) -> None:
        """Let business time pass, and do what is due by then."""
        self.clock.advance(delay)
        while True:
            await self.running.pass_time()
            await self.settle()
            # The program looks at the dates by itself as well: what it took since we settled is now in the inbox.
            if not await self._is_due() and await self.running.idle():
                return

    async def _is_due(self) -> bool:
        earliest = await self.running.database.run(due.next_date)
        return earliest is not None and earliest <= self.clock.now()


@asynccontextmanager
async def on_the_wire(
    database_url: str,
    *,
    at: datetime = A_TUESDAY,
    run: bool = True,
    greeted: Iterable[int] = (BOUCHE, SANCY_ARTENSE, COORDINATOR),
    network_file: Path = NETWORK,
    smtp_url: str | None = None,
    places: Sequence[Path] = (),
    patient: bool = False,
    imap_url: str | None = None,
) -> AsyncIterator[WireStage]:
    """A stage on a fresh world over HTTP, at `at` in business time. See `playing`.

    On one that is `patient` the world's time stands still for the program as well: whatever must not be tried again yet
    waits until the test says that time passes (`wait`).
    """
    world = World.from_file(CAST, callback_lifetime=math.inf)  # no machine is too busy
    async with serve(world) as address:
        settings = settings_for(address, database_url, world, network_file, smtp_url, places, imap_url)
        stage = WireStage(world, settings, PatientClock(start=at) if patient else StillClock(start=at))
        async with playing(stage, run, greeted):
            yield stage
