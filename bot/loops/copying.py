"""Copying: each night a copy of the database is made, and what the second place lacks is put there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot.clock import Clock
from bot.loops.alarms import Trouble
from storage.engine.copies import Copies

log = structlog.get_logger()

NIGHT = 3
"""The hour, in the network’s own time, after which a new copy is made."""
NET, PAUSE = 60.0, 3600.0
"""Seconds between two looks, and after one that failed."""


class Copier:
    """Makes a copy where the newest is from before last night: also at a start, when the machine was off that night."""

    def __init__(self, copies: Copies, clock: Clock, timezone: str, raised: Callable[[Trouble], None]) -> None:
        self._copies = copies
        self._clock = clock
        self._zone = ZoneInfo(timezone)
        self._raised = raised

    async def run(self) -> None:
        """Copy until cancelled."""
        while True:
            try:
                await self.once()
            except Exception as error:
                log.error("the database could not be copied", exc_info=error)
                self._raised(Trouble.COPY)
                await asyncio.sleep(PAUSE)
            await asyncio.sleep(NET)

    async def once(self) -> None:
        """Copy where that is due. Raises as `Copies.make` does."""
        copy = await asyncio.to_thread(self._copy, self._clock.real())
        if copy is not None:
            log.info("the database was copied", name=copy.name)

    def _copy(self, now: datetime) -> Path | None:
        """Beside the loop: the second place may be a share that does not answer."""
        newest = self._copies.newest
        if newest is None or newest < _last_night(now.astimezone(self._zone)):
            return self._copies.make(now)
        if self._copies.behind(now):
            self._copies.catch_up(now)
        return None


def _last_night(now: datetime) -> datetime:
    """When the last night’s copy was due, in the zone of `now`."""
    tonight = now.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    return tonight if tonight <= now else tonight - timedelta(days=1)
