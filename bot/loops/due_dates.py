"""Due dates: those that have come go into the inbox, where they wait for their lane like everything else."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog

from bot.clock import Clock
from bot.loops.bell import Bell
from storage import privacy
from storage.durable import due
from storage.engine.database import Database

log = structlog.get_logger()

NET = 2.0
HOUR = 3600.0


class Dates:
    """Looks for due dates every two seconds, and at once when business time is shifted."""

    def __init__(self, database: Database, clock: Clock, bell: Bell, arrived: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._bell = bell
        self._arrived = arrived
        self._swept = float("-inf")
        self._full: list[str] = []

    async def run(self) -> None:
        """Collect until cancelled."""
        while True:
            try:
                await self.once()
                await self.sweep()
            except Exception as error:
                log.error("due dates cannot be read", exc_info=error)
            await self._bell.wait(NET)

    async def sweep(self) -> None:
        """Once an hour, what was kept its time goes; of rows that are over so few at each look that nobody waits."""
        if time.monotonic() - self._swept > HOUR:
            await self._database.run(lambda c: privacy.sweep(c, self._clock.real()))
            self._swept, self._full = time.monotonic(), privacy.that_go()
        self._full = [name for name in self._full if await self._prune(name)]

    async def _prune(self, table: str) -> bool:
        return await self._database.run(lambda c: privacy.prune(c, table, self._clock.real()))

    async def once(self) -> int:
        """Move what is due into the inbox. Returns how many rows."""
        came = await self._database.run(lambda c: due.collect(c, self._clock.now(), self._clock.real()))
        if came:
            self._arrived()
        return came
