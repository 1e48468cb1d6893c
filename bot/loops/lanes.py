"""Lanes: rows are worked side by side, and those of one lane in order: a chat never waits for another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

import structlog

from bot.loops.bell import Bell
from storage.durable.lanes import START

log = structlog.get_logger()

R = TypeVar("R")
NET = 1.0
"""Seconds between two looks when nobody rings."""
BROKEN_OFF = "broken off"
"""The fault of a row whose every try ended with the program, that of others' beside it or its own."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked for: the oldest row of `most` lanes at the most, but those that are `busy` and those with a number
    up to `after`; `begun`: only where somebody began to work it and came to no end.
    """

    most: int
    busy: Collection[int] = ()
    after: int = START
    begun: bool = False


class Lanes(Generic[R]):
    """A loop over rows. `lease` gives what a look is for; `work` works one, `lane_of` says whose it is, `alone` whether
    it was the last that waited there. `what` is read, as logs name it. At most `most` lanes are busy at once.

    Where more lanes wait than have room they take turns: each look goes on after the last lane of the one before.
    """

    def __init__(
        self,
        what: str,
        most: int,
        bell: Bell,
        lease: Callable[[Look], Awaitable[Sequence[R]]],
        work: Callable[[R], Coroutine[Any, Any, None]],
        lane_of: Callable[[R], int],
        alone: Callable[[R], bool] = lambda _row: False,
    ) -> None:
        self._what, self._most, self._bell = what, most, bell
        self._lease, self._work, self._lane_of, self._alone = lease, work, lane_of, alone
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._looks = 0
        self._full = False
        self._after = START

    @property
    def busy(self) -> bool:
        """Whether a row is being worked."""
        return bool(self._busy)

    async def run(self) -> None:
        """Work until cancelled; then wait for the look and the rows under way: what is leased is worked."""
        looking: asyncio.Task[None] | None = None
        try:
            while True:
                looking = asyncio.create_task(self._start_some(), name=f"{self._what} look")
                await asyncio.shield(looking)
                await self._bell.wait(NET)
        finally:
            await asyncio.gather(*([looking] if looking is not None else []), return_exceptions=True)
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def recover(self) -> None:
        """Work what was under way when the program ended, one row at a time and nothing beside it: so whichever of them
        ended it is found out, and takes none of the others with it.
        """
        while rows := await self._lease(Look(1, begun=True)):
            await self._work(rows[0])

    async def once(self) -> int:
        """Work the oldest row of each lane, one after the other, while nothing else does. Returns how many rows."""
        rows = await self._lease(Look(self._most))
        for row in rows:
            await self._work(row)
        return len(rows)

    async def _start_some(self) -> None:
        free = self._most - len(self._busy)
        if free <= 0:
            return
        self._looks += 1
        try:
            rows = await self._lease(Look(free, self._busy, self._after))
        except Exception as error:
            log.error("waiting rows cannot be read", name=self._what, exc_info=error)
            return
        self._full = len(rows) == free
        if not self._full and self._after != START:
            self._bell.ring()  # the lanes before are still to be looked at
        self._after = max(map(self._lane_of, rows)) if self._full else START
        for row in rows:
            lane = self._lane_of(row)
            task = asyncio.create_task(self._work(row), name=f"{self._what} {lane}")
            self._busy[lane] = task
            task.add_done_callback(partial(self._free, lane, row, self._looks))

    def _free(self, lane: int, row: R, leased_at: int, _task: asyncio.Task[None]) -> None:
        """The lane is free. It is looked for more, unless there was none when the row was leased and nobody has looked
        since: such a look has left out what was new in a lane that was busy.
        """
        self._busy.pop(lane, None)
        if self._full or self._looks > leased_at or not self._alone(row):
            self._bell.ring()
