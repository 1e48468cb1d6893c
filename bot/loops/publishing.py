"""Publishing: the page for everybody says what the database says, within half a minute."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.loops.alarms import Trouble

log = structlog.get_logger()

NET = 20.0
"""Seconds between two looks: what was withdrawn is to be gone within a minute."""


class Publishing:
    """Looks whether something has changed by reading all that the page says: so nothing that changes it has to say so.
    `publish` brings the page up to date, and returns how many offers stand there, or None where nothing has changed.
    """

    def __init__(self, publish: Callable[[], Awaitable[int | None]], raised: Callable[[Trouble], None]) -> None:
        self._publish = publish
        self._raised = raised

    async def run(self) -> None:
        """Publish until cancelled."""
        while True:
            await self.once()
            await asyncio.sleep(NET)

    async def once(self) -> None:
        """Bring the page up to date; where that fails, somebody hears of it, and it is tried again."""
        try:
            count = await self._publish()
        except Exception as error:
            log.error("the page for everybody could not be written", exc_info=error)
            self._raised(Trouble.SITE)
        else:
            if count is not None:
                log.info("the page for everybody was written", count=count)
