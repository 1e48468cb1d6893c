"""Scrubbing: after somebody's data were erased, the database's files are made to forget them too."""

from __future__ import annotations

import asyncio

import structlog

from bot.loops.bell import Bell
from storage.durable import once
from storage.engine.database import Database

log = structlog.get_logger()

NET = 3600.0
PAUSE = 5.0
"""Seconds before a scrub that failed is tried again."""


class Scrubber:
    """Runs when the bell rings, until it succeeds; what a dead process left undone is done at the next start."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell
        self.busy = False

    async def run(self) -> None:
        """Scrub until cancelled."""
        self._bell.ring()
        while True:
            if not await self._bell.wait(NET):
                continue
            self.busy = True
            try:
                await self.once()
            except Exception as error:
                log.error("the database could not be scrubbed", exc_info=error)
                await asyncio.sleep(PAUSE)
                self._bell.ring()
            finally:
                self.busy = False

    async def owed(self) -> bool:
        """Whether something was erased since the files were scrubbed."""
        return await self._database.run(lambda c: once.marked(c, once.SCRUB))

    async def once(self) -> None:
        """Scrub; for what is erased meanwhile, again. Raises BusyError while somebody reads what was erased."""
        if await self.owed():
            erased_at = await self._database.run(lambda c: once.begun(c, once.SCRUB))
            await self._database.scrub()
            await self._database.run(lambda c: once.forget(c, once.SCRUB, erased_at))
