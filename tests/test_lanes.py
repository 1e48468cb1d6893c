"""Lanes: rows in memory, worked by the loop that works those of the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest

from bot.loops import lanes
from bot.loops.bell import Bell
from bot.loops.lanes import Lanes, Look


@dataclass(frozen=True)
class Row:
    """A row: whose it is, and how many wait behind it."""

    lane: int
    number: int
    behind: int


@dataclass
class Rows:
    """What waits in each lane, and the loop over it. A row is under way until `end` says otherwise."""

    most: int = 9
    waiting: dict[int, list[int]] = field(default_factory=dict)
    worked: list[tuple[int, int]] = field(default_factory=list)
    looks: int = 0
    ends: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    bell: Bell = field(default_factory=Bell)

    def __post_init__(self) -> None:
        """Make the loop."""
        self.loop = Lanes(
            "rows", self.most, self.bell, self._lease, self._work, lambda r: r.lane, lambda r: not r.behind
        )

    async def _lease(self, look: Look) -> list[Row]:
        self.looks += 1
        waits = (lane for lane, numbers in sorted(self.waiting.items()) if numbers and lane > look.after)
        free = [lane for lane in waits if lane not in look.busy][: look.most]
        return [Row(lane, self.waiting[lane].pop(0), len(self.waiting[lane])) for lane in free]

    async def _work(self, row: Row) -> None:
        self.worked.append((row.lane, row.number))
        await self.ends.acquire()

    async def come(self, lane: int, *numbers: int) -> None:
        """Rows come, and the bell is rung."""
        self.waiting.setdefault(lane, []).extend(numbers)
        self.bell.ring()
        await _calm()

    async def end(self) -> None:
        """One of the rows under way ends, the one that began first."""
        self.ends.release()
        await _calm()


async def _calm() -> None:
    """Until nothing in the loop can get on: everything here is in memory, and takes a few of its rounds."""
    for _ in range(20):
        await asyncio.sleep(0)


@asynccontextmanager
async def going(rows: Rows) -> AsyncIterator[Rows]:
    """The loop runs; at the end nothing is under way any more."""
    task = asyncio.create_task(rows.loop.run())
    await _calm()
    try:
        yield rows
    finally:
        task.cancel()
        for _ in rows.worked:
            rows.ends.release()
        with suppress(asyncio.CancelledError):
            await task
    assert not rows.loop.busy


@pytest.fixture(autouse=True)
def _nobody_looks_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "NET", 1000)


async def test_nobody_looks_where_nothing_can_be() -> None:
    """One row came, alone in its lane: one look finds it, and none follows when it is done."""
    async with going(Rows()) as rows:
        await rows.come(1, 1)
        before = rows.looks
        await rows.end()
        assert (rows.worked, rows.looks, rows.loop.busy) == ([(1, 1)], before, False)


async def test_what_waits_behind_is_looked_for() -> None:
    """Those of one lane are worked in order, each when the one before it is done."""
    async with going(Rows()) as rows:
        await rows.come(1, 1, 2, 3)
        assert rows.worked == [(1, 1)]
        await rows.end()
        await rows.end()
        assert rows.worked == [(1, 1), (1, 2), (1, 3)]


async def test_what_came_while_its_lane_was_busy_is_looked_for() -> None:
    """The look that its coming led to left the lane out: there is another when the lane is free."""
    async with going(Rows()) as rows:
        await rows.come(1, 1)
        await rows.come(1, 2)
        assert rows.worked == [(1, 1)]
        await rows.end()
        assert rows.worked == [(1, 1), (1, 2)]


async def test_lanes_that_found_no_room_are_looked_for() -> None:
    """Of three lanes two may be busy: the third has its turn when one of them is free, though nobody rings."""
    async with going(Rows(most=2)) as rows:
        rows.waiting = {1: [1], 2: [1], 3: [1]}
        rows.bell.ring()
        await _calm()
        assert rows.worked == [(1, 1), (2, 1)]
        await rows.end()
        assert rows.worked == [(1, 1), (2, 1), (3, 1)]


async def test_lanes_take_turns_where_not_all_have_room() -> None:
    """One lane in which much waits is not served again before every other has been."""
    async with going(Rows(most=1)) as rows:
        rows.waiting = {1: [1, 2, 3], 2: [1, 2], 3: [1]}
        rows.bell.ring()
        await _calm()
        for _ in range(5):
            await rows.end()
        assert rows.worked == [(1, 1), (2, 1), (3, 1), (1, 2), (2, 2), (1, 3)]


async def test_what_is_leased_is_worked_though_the_loop_ends() -> None:
    """Told to end in the middle of a look, it works what the look finds: nobody else would before the lease ends."""
    rows, looking = Rows(), asyncio.Event()

    async def slowly(_: Look) -> list[Row]:
        await looking.wait()
        return [Row(1, 1, 0)]

    rows.loop._lease = slowly
    task = asyncio.create_task(rows.loop.run())
    await _calm()
    task.cancel()
    await _calm()
    looking.set()
    rows.ends.release()
    with suppress(asyncio.CancelledError):
        await task
    assert rows.worked == [(1, 1)]
