"""The workshop: what keeps a processor busy, as printing a sheet does, is made in a process beside the program."""

from __future__ import annotations

import asyncio
import math
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Protocol, TypeVar

import structlog

log = structlog.get_logger()

T = TypeVar("T")

_PATIENCE = 10
_YIELDING = 10
"""By so much a process of the workshop lets others go first, of the 19 that there are."""
MOST_APART = 3
"""Processes of their own at once: a machine has room for so many that each take what they are given."""
_SPAWNING = multiprocessing.get_context("spawn")
"""A fork would take along the threads and the files of the loops."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many seconds of a processor something may take, Python's start among them, and how many bytes of address
    space. By the clock it may take ten times as long, since others may be at work.
    """

    seconds: float
    memory: int


class OverrunError(Exception):
    """Something took more than it was given, and was ended."""


class Maker(Protocol):
    """Who makes things out of data."""

    async def make(self, work: Callable[..., T], *given: object) -> T:
        """What `work`, a function of a module, makes of what it is `given`; all of it can be pickled."""

    async def make_apart(self, work: Callable[..., T], *given: object, within: Bounds) -> T:
        """The same where what is given comes from outside and may ask for anything: it gets so much and no more, and
        waits where others are at it. Raises OverrunError where that is not enough.
        """

    async def close(self) -> None:
        """Nothing is made any more."""


class Workshop:
    """One process, which is there once something is to be made, and makes one thing after the other. One that dies is
    replaced, and what it was making is begun anew, once.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._room = asyncio.Semaphore(MOST_APART)

    async def make(self, work: Callable[..., T], *given: object) -> T:
        """See `Maker`. Raises what `work` raises, and BrokenProcessPool where the process dies of it again."""
        pool = self._open()
        try:
            return await asyncio.wrap_future(pool.submit(work, *given))
        except BrokenProcessPool:
            log.error("the process of the workshop has died")
            if self._pool is pool:
                self._pool = None
            return await asyncio.wrap_future(self._open().submit(work, *given))

    async def make_apart(self, work: Callable[..., T], *given: object, within: Bounds) -> T:
        """See `Maker`. A process of its own, which takes nobody along where it is ended."""
        async with self._room:
            return await self._made_apart(work, *given, within=within)

    async def _made_apart(self, work: Callable[..., T], *given: object, within: Bounds) -> T:
        pool = ProcessPoolExecutor(1, _SPAWNING, initializer=_live_within, initargs=(within,))
        try:
            pid = await asyncio.wrap_future(pool.submit(os.getpid))
            making = pool.submit(work, *given)
            ending = asyncio.get_running_loop().call_later(_PATIENCE * within.seconds, os.kill, pid, signal.SIGKILL)
            try:
                return await asyncio.wrap_future(making)
            finally:
                ending.cancel()
        except (BrokenProcessPool, MemoryError) as error:
            raise OverrunError from error
        finally:
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)

    async def close(self) -> None:
        """End the process."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, _SPAWNING, initializer=_live_with_the_program)
        return self._pool


def _live_within(bounds: Bounds) -> None:
    """The same, with so much of a processor and of address space and no more, where the system holds it."""
    _live_with_the_program()
    with suppress(ImportError, ValueError, OSError):
        import resource  # there is none on Windows

        seconds = max(1, math.ceil(bounds.seconds))
        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _live_with_the_program() -> None:
    """What tells the program to end is not for its workshop, which is needed until then; when the program is gone,
    however that came, it goes too. Where a processor is wanted by both, whoever waits for an answer goes first.
    """
    if hasattr(os, "nice"):  # there is none on Windows
        os.nice(_YIELDING)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    program = multiprocessing.parent_process()
    assert program is not None  # noqa: S101 - whoever runs this was spawned

    def follow() -> None:
        wait([program.sentinel])
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
