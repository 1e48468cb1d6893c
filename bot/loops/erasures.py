"""Listing: what was erased is written into the lists beside the copies, so that no copy brings it back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.loops.alarms import Trouble
from bot.loops.bell import Bell
from storage.durable import erasures
from storage.engine import erased
from storage.engine.database import Database

log = structlog.get_logger()

NET = 600.0
"""Seconds between two looks, and after one that failed: a second place may be out of reach for a while."""


class Lister:
    """Writes when the bell rings. What is not in every list yet waits in the database, as a row."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        lists: Sequence[Path],
        bell: Bell,
        raised: Callable[[Trouble], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._lists = lists
        self._bell = bell
        self._raised = raised

    async def run(self) -> None:
        """Write until cancelled."""
        while True:
            try:
                await self.once()
            except Exception as error:
                log.error("what was erased could not be listed beside the copies", exc_info=error)
                self._raised(Trouble.COPY)
            await self._bell.wait(NET)

    async def once(self) -> None:
        """Write what no list holds. Raises as `erased.add` does."""
        new = await self._database.run(erasures.unwritten)
        await asyncio.to_thread(erased.add, self._lists, new, self._clock.real())
        if new:
            await self._database.run(lambda c: erasures.written(c, new[-1].number))
