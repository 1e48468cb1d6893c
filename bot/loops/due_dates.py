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

    async def run(self) -> None:
        """Collect until cancelled."""
        swept = float("-inf")
        while True:
            try:
                await self.once()
                if time.monotonic() - swept > HOUR:
                    await self._database.run(lambda c: privacy.sweep(c, self._clock.real()))
                    swept = time.monotonic()
            except Exception as error:
                log.error("due dates cannot be read", exc_info=error)
            await self._bell.wait(NET)

    async def once(self) -> int:
        """Move what is due into the inbox. Returns how many rows."""
        came = await self._database.run(lambda c: due.collect(c, self._clock.now(), self._clock.real()))
        if came:
            self._arrived()
        return came
