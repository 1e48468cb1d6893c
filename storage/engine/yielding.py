"""Yielding: between its statements, a reading on PostgreSQL lets those go first who wait for an answer. Its server has
no word for what is more urgent, and on SQLite whoever reads is no process beside.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.util import await_only

PATIENCE = 0.2
"""Seconds: a reading stands back no longer than that in all."""


class UnderWay:
    """The pieces of work that are under way."""

    def __init__(self) -> None:
        self._many = 0
        self._none = asyncio.Event()
        self._none.set()

    @contextmanager
    def one(self) -> Iterator[None]:
        """A block in which there is one more."""
        self._many += 1
        self._none.clear()
        try:
            yield
        finally:
            self._many -= 1
            if not self._many:
                self._none.set()

    async def over(self, patience: float) -> float:
        """Await that there is none, for so many seconds at the most. Returns how many of these are left."""
        if self._none.is_set() or patience <= 0:
            return patience
        began = time.monotonic()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._none.wait()
        return patience - (time.monotonic() - began)


def yields(connection: AsyncConnection, to: UnderWay) -> None:
    """Let each statement of a connection, as long as it is open, begin when nothing is under way."""
    left = PATIENCE

    def stand_back(*_: Any) -> None:
        nonlocal left
        left = await_only(to.over(left))

    event.listen(connection.sync_connection, "before_cursor_execute", stand_back)
