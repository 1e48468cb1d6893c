"""The bot in a rehearsal: whoever started it shifts business time through standard input, and it ends with them.

Each line of standard input is the whole shift in seconds, of which the first is awaited before anything begins; or it
asks how things stand for some accounts ("? 1001 1002"), and gets a line of JSON on standard output. "ready" goes there
once the bot runs.
"""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.program import Program
from bot.settings import Settings
from rehearsal.earlier_people import Company, live
from rehearsal.rehearsal import ASKS
from rehearsal.standing import standing

READY = "ready"


async def perform(settings: Settings, past: str = "") -> None:
    """Run until standard input ends, which it may while the bot still starts; `past` is a `Company` as JSON, or
    nothing. Raises what `Program` raises.
    """
    lines = asyncio.StreamReader()
    leash = _Leash(lines)
    await asyncio.get_running_loop().connect_read_pipe(lambda: leash, sys.stdin)
    first = await lines.readline()
    if not first:
        return
    clock = Clock(shift(first))
    prelude = partial(live, company(past)) if past else None
    acting = asyncio.create_task(_act(Program(settings, clock, prelude, rehearsed=True), clock, lines))
    ended = asyncio.create_task(leash.ended.wait())
    try:
        await asyncio.wait({acting, ended}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        ended.cancel()
        acting.cancel()
        with suppress(asyncio.CancelledError):
            await acting


class _Leash(asyncio.StreamReaderProtocol):
    """Standard input as lines; of its end one hears whether or not anybody reads them."""

    def __init__(self, lines: asyncio.StreamReader) -> None:
        super().__init__(lines)
        self.ended = asyncio.Event()

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever started us is gone."""
        self.ended.set()
        super().connection_lost(exc)


async def _act(starting: Program, clock: Clock, lines: asyncio.StreamReader) -> None:
    async with starting as program:
        print(READY, flush=True)
        running = asyncio.create_task(program.wait())
        told = asyncio.create_task(_follow(lines, clock, program))
        try:
            done, _ = await asyncio.wait({running, told}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            running.cancel()
            told.cancel()


async def _follow(lines: asyncio.StreamReader, clock: Clock, program: Program) -> None:
    async for line in lines:
        asked, *persons = line.decode().split()
        if asked == ASKS:
            print(json.dumps(await standing(program.runtime, map(int, persons))), flush=True)
        else:
            clock.shift = shift(line)
            await program.pass_time()


def company(words: str) -> Company:
    """What `words` say: ``{"first": 3001, "here": [1101], "keep": "data/past.sqlite3"}``."""
    said = json.loads(words)
    return Company(int(said["first"]), frozenset(said["here"]), Path(said["keep"]))


def shift(line: bytes) -> timedelta:
    """What a line says. Raises `ValueError` for one that is no number."""
    return timedelta(seconds=float(line))
