"""Scrubbing: after somebody's data were erased, the database's files are made to forget them too."""

from __future__ import annotations

import structlog

from bot.wake import Bell
from storage.database import Database

log = structlog.get_logger()

NET = 3600.0


class Scrubber:
    """Runs when the bell rings. A process that dies before is no harm: the start of the next one rings."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell
        self.busy = False

    async def run(self) -> None:
        """Scrub until cancelled."""
        while True:
            rung = await self._bell.wait(NET)
            if not rung:
                continue
            self.busy = True
            try:
                await self._database.scrub()
            except Exception as error:
                log.error("the database could not be scrubbed", exc_info=error)
            finally:
                self.busy = False
