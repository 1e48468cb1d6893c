"""A bell that wakes a loop when there may be work, with a look every second as a net."""

from __future__ import annotations

import asyncio
from contextlib import suppress


class Bell:
    """`ring` may be called often; `wait` returns once for all the rings since the last look."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """There may be work."""
        self._rung.set()

    @property
    def ringing(self) -> bool:
        """Whether nobody has answered yet."""
        return self._rung.is_set()

    async def wait(self, seconds: float) -> bool:
        """Until the next ring, or `seconds` at the most. Returns whether it rang."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        rung = self._rung.is_set()
        self._rung.clear()
        return rung
