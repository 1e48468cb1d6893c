"""The workshop: a real process, which may die, and does not outlive the program."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.workshop import MOST_APART, Bounds, OverrunError, Workshop
from reports import sheet
from tests.stage.processes import started

SHEET = sheet.Sheet("fr", datetime(2026, 3, 10, 9, tzinfo=UTC), "SV-0001")


@pytest.fixture
async def workshop() -> AsyncIterator[Workshop]:
    """A workshop, closed at the end."""
    one = Workshop()
    yield one
    await one.close()


def die_once(mark: str) -> int:
    """Die, unless somebody has died here before. Gives the number of the process."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def die() -> None:
    """Die, whatever was before."""
    os.kill(os.getpid(), signal.SIGKILL)


async def test_a_sheet_is_printed_beside_the_program(workshop: Workshop) -> None:
    """The same sheet, byte for byte; two that are wanted at once come out of one process, which is not this one."""
    both = await asyncio.gather(*(workshop.make(sheet.printed, sheet.to_json(SHEET)) for _ in range(2)))
    assert set(both) == {sheet.pdf(SHEET)}
    [first, second] = [await workshop.make(os.getpid) for _ in range(2)]
    assert first == second != os.getpid()


async def test_a_process_that_dies_is_replaced(workshop: Workshop, tmp_path: Path) -> None:
    """What it was making is made by another one; what kills that one too is a fault, and the next thing is made."""
    made, beside = await asyncio.gather(
        workshop.make(die_once, str(tmp_path / "died")), workshop.make(sheet.printed, sheet.to_json(SHEET))
    )
    assert (made, beside) == (await workshop.make(os.getpid), sheet.pdf(SHEET))
    with pytest.raises(BrokenProcessPool):
        await workshop.make(die)
    with pytest.raises(ValueError, match="invalid literal"):
        await workshop.make(int, "no number")


KILLED = """
import asyncio, os, signal
from bot.workshop import Bounds, OverrunError, Workshop

async def main():
    print(await Workshop().make(os.getpid), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    asyncio.run(main())
"""


async def test_it_does_not_outlive_the_program(tmp_path: Path) -> None:
    """The program is killed: its workshop ends by itself, and with it whatever it has inherited."""
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    async with started(sys.executable, str(script), stdout=asyncio.subprocess.PIPE, env=environment) as program:
        said, _ = await program.communicate()  # until the last one that can write there is gone
    assert program.returncode == -signal.SIGKILL
    assert int(said)


async def test_what_takes_more_than_it_is_given_is_ended(workshop: Workshop) -> None:
    """In a process of its own, which takes along nothing that is made beside it."""
    beside = await workshop.make(os.getpid)
    plenty = Bounds(60, 4 << 30)
    assert await workshop.make_apart(os.getpid, within=plenty) not in (beside, os.getpid())
    with pytest.raises(ValueError, match="invalid literal"):
        await workshop.make_apart(int, "no number", within=plenty)
    with pytest.raises(OverrunError):
        await workshop.make_apart(time.sleep, 3600, within=Bounds(0.01, 4 << 30))
    with pytest.raises(OverrunError):
        await workshop.make_apart(bytes, 5 << 30, within=plenty)
    assert await workshop.make(os.getpid) == beside


def met(folder: str, others: int) -> int:
    """How many are at work, once so many have begun."""
    begun, ended = Path(folder, f"{os.getpid()}.begun"), Path(folder, f"{os.getpid()}.ended")
    begun.touch()
    while len(list(Path(folder).glob("*.begun"))) < others:
        time.sleep(0.01)
    at_work = len(list(Path(folder).glob("*.begun"))) - len(list(Path(folder).glob("*.ended")))
    ended.touch()
    return at_work


@pytest.mark.proof
async def test_so_many_are_apart_at_once_and_no_more(workshop: Workshop, tmp_path: Path) -> None:
    """The others wait for their turn, and get it."""
    plenty = Bounds(60, 4 << 30)
    work = (workshop.make_apart(met, str(tmp_path), MOST_APART, within=plenty) for _ in range(MOST_APART + 2))
    assert max(await asyncio.gather(*work)) <= MOST_APART


@pytest.mark.proof
async def test_what_keeps_a_processor_busy_for_ever_is_ended(workshop: Workshop) -> None:
    """By its own time, whatever else the machine does."""
    with pytest.raises(OverrunError):
        await workshop.make_apart(sum, itertools.repeat(0), within=Bounds(1, 4 << 30))
