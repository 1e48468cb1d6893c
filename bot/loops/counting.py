"""Counting: what figures count of each case that has changed is worked out again, so that it stands ready."""

from __future__ import annotations

import asyncio

import structlog

from bot.clock import Clock
from storage import kept_facts
from storage.engine.database import Database
from storage.engine.here import Here

log = structlog.get_logger()

NET = 2.0
"""Seconds between two looks."""
PAUSE = 0.1
"""Seconds between two handfuls: where there are many, everything else goes first."""


class Counter:
    """Works out a handful of cases at a time. Whoever asks meanwhile gets the same figures, only later."""

    def __init__(self, database: Database, clock: Clock, network_id: str, zone: str) -> None:
        """Days are those of that time zone."""
        self._database = database
        self._clock = clock
        self._network_id = network_id
        self._zone = zone

    async def run(self) -> None:
        """Work out until cancelled."""
        while True:
            more = False
            try:
                more = await self.once()
            except Exception as error:
                log.error("what figures count could not be worked out", exc_info=error)
            await asyncio.sleep(PAUSE if more else NET)

    async def once(self) -> bool:
        """Work out a handful. Returns whether there may be more."""
        return await self._database.run(
            lambda c: kept_facts.work_out(Here(c, self._network_id), self._zone, self._clock.now())
        )
