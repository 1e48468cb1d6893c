"""Watching: whether anything moves while something waits, and whether the disks have room."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.loops.alarms import Trouble
from storage.durable import progress
from storage.durable.progress import Standing
from storage.engine.database import Database, is_full

log = structlog.get_logger()

NET = 60.0
STILL = 600.0
"""Seconds in which something must have moved, where something waits."""
FLOOR = 200 << 20
"""Bytes that a disk should have left, at least."""
_PATIENCE = 30.0


class Watcher:
    """Looks once a minute. A database that does not answer is something that does not move."""

    def __init__(
        self, database: Database, clock: Clock, folders: Sequence[Path], raised: Callable[[Trouble], None]
    ) -> None:
        self._database = database
        self._clock = clock
        self._folders = folders
        self._raised = raised
        self._before = Standing(0, 0)
        self._moved_at = clock.elapsed()
        self._asking: asyncio.Task[bool] | None = None

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            await asyncio.sleep(NET)
            await self.once()

    async def once(self) -> None:
        """Look, and raise what is in trouble."""
        if await self._lacks_room():
            self._raised(Trouble.DISK)
        now, stands = self._clock.elapsed(), await self._look()
        if stands is not None and (not stands.waiting or stands.moved_since(self._before)):
            self._moved_at = now
        elif now - self._moved_at >= STILL:
            self._raised(Trouble.STUCK)
        if stands is not None:
            self._before = stands

    async def _lacks_room(self) -> bool:
        """Whether one of the folders does. One may be a share that does not answer: nothing waits for it for long."""
        if self._asking is None:
            self._asking = asyncio.create_task(asyncio.to_thread(lambda: any(map(_is_filled, self._folders))))
        await asyncio.wait((self._asking,), timeout=_PATIENCE)
        if not self._asking.done():
            return False
        asked, self._asking = self._asking, None
        return asked.result()

    async def _look(self) -> Standing | None:
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._database.run(lambda c: progress.look(c, self._clock.real()))
        except Exception as error:
            log.error("the database does not say how things stand", exc_info=error)
            if is_full(error):
                self._raised(Trouble.DISK)
            return None


def _is_filled(folder: Path) -> bool:
    """Whether a disk lacks room. A share that is gone is seen by whoever copies there."""
    try:
        return folder.is_dir() and shutil.disk_usage(folder).free < FLOOR
    except OSError:
        return False
