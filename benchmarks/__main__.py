"""What an answer costs, beside what one would use instead: prints a table for docs/performance.md.

    make bench                CPU, waits and calls, in alternating rounds
    make bench-instructions   instructions under callgrind: the figure that a busy machine does not change

One process is the Bot API server with the people, each bot is another one.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bots import ROOT, Bot, all_of_them
from benchmarks.crowd import Crowd
from benchmarks.form import read

FORM = read()
CROWDS = {10: 50, 200: 200}
"""How many people side by side, and how many in all."""
WARM = 5
COUNTED = 6
"""How many people fill in the form before anything is measured, and how many do while instructions are counted."""
BEGUN = 3
"""After how many questions those leave whose conversations are stored."""
SETTLED = 1.0
"""Seconds after the last reply in which what a bot still does about it counts."""
STARTED = 120
"""Seconds in which a bot has to ask for updates, under callgrind too."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one crowd cost one bot, per update: milliseconds of CPU, calls; and every wait in milliseconds."""

    cpu: float
    calls: float
    waits: list[float]


def cpu(process: asyncio.subprocess.Process) -> float:
    """Milliseconds of CPU of all threads of a process, read from its own clock as Linux numbers it."""
    return time.clock_gettime(~process.pid << 3 | 2) * 1000


async def one_round(bot: Bot, crowds: Iterable[int], stored: int) -> dict[int, Figures]:
    """Each crowd's figures, of a bot that was started anew and is warm."""
    crowd, found = Crowd(FORM), {}
    async with crowd.served() as address, bot.running(address) as process:
        await asyncio.wait_for(crowd.polled.wait(), STARTED)
        await crowd.fill_in(WARM, WARM)
        await crowd.fill_in(stored, 50, BEGUN)
        for at_once in crowds:
            used, calls = cpu(process), crowd.calls.total()
            waits = await crowd.fill_in(CROWDS[at_once], at_once)
            await asyncio.sleep(SETTLED)
            used, calls = cpu(process) - used, crowd.calls.total() - calls
            found[at_once] = Figures(used / len(waits), calls / len(waits), waits)
    return found


async def time_them(bots: Sequence[Bot], crowds: Sequence[int], rounds: int, stored: int) -> None:
    """Print a table for each crowd: every bot in every round, one after the other."""
    found: dict[str, list[dict[int, Figures]]] = {bot.name: [] for bot in bots}
    for number in range(1, rounds + 1):
        for bot in bots:
            say(f"round {number} of {rounds}: {bot.name}")
            found[bot.name].append(await one_round(bot, crowds, stored))
    for at_once in crowds:
        heads = ["CPU ms", "× recipe", "calls", "p50 / p99 / worst ms"]
        rows = {name: [figures[at_once] for figures in some] for name, some in found.items()}
        costs = {name: [one.cpu for one in some] for name, some in rows.items()}
        show(
            [f"{at_once} at once", *heads],
            [
                [name, spread(costs[name]), ratio(costs, name), f"{some[0].calls:.2f}", waiting(some)]
                for name, some in rows.items()
            ],
        )


async def count_them(bots: Sequence[Bot]) -> None:
    """Print the table of instructions."""
    found = {}
    for bot in bots:
        say(f"callgrind: {bot.name}")
        found[bot.name] = [await instructions(bot) / (COUNTED * FORM.updates) / 1e6]
    show(
        ["", "M instructions", "× recipe"],
        [[name, f"{some[0]:.1f}", ratio(found, name)] for name, some in found.items()],
    )


async def instructions(bot: Bot) -> int:
    """How many a bot runs once it is warm while some people fill in the form, less those of as long a time idle."""
    crowd = Crowd(FORM)
    with TemporaryDirectory() as folder:
        valgrind = (
            "valgrind",
            "--quiet",
            "--tool=callgrind",
            "--instr-atstart=no",
            f"--callgrind-out-file={folder}/out",
        )
        async with crowd.served() as address, bot.running(address, *valgrind) as process:
            await asyncio.wait_for(crowd.polled.wait(), STARTED)
            await crowd.fill_in(WARM, WARM)
            await control(process, "--instr=on")
            began = time.monotonic()
            await crowd.fill_in(COUNTED, COUNTED)
            await asyncio.sleep(SETTLED)
            await control(process, "--dump")
            await asyncio.sleep(time.monotonic() - began)
            await control(process, "--dump")
            await control(process, "--instr=off")
        busy, idle = (counted(Path(folder) / f"out.{number}") for number in (1, 2))
        return busy - idle


async def control(process: asyncio.subprocess.Process, order: str) -> None:
    """Give callgrind an order, and wait until it is carried out."""
    asked = await asyncio.create_subprocess_exec(
        "callgrind_control", order, str(process.pid), stdout=subprocess.DEVNULL
    )
    if await asked.wait():
        raise RuntimeError(f"callgrind_control {order} has failed")


def counted(out: Path) -> int:
    """The sum that callgrind has written."""
    return int(re.findall(r"(?m)^(?:summary|totals): (\d+)", out.read_text("utf-8"))[0])


def spread(values: Sequence[float]) -> str:
    """The median, with the least and the most."""
    return f"{statistics.median(values):.2f} [{min(values):.2f}–{max(values):.2f}]"


def ratio(costs: dict[str, list[float]], name: str) -> str:
    """How often the recipe's own cost."""
    recipe = next((some for other, some in costs.items() if other.startswith("python-telegram-bot")), None)
    return f"{statistics.median(costs[name]) / statistics.median(recipe):.2f}" if recipe else "–"


def waiting(some: Iterable[Figures]) -> str:
    """The waits of all rounds together."""
    waits = sorted(wait for one in some for wait in one.waits)
    return f"{statistics.median(waits):.0f} / {waits[int(len(waits) * 0.99)]:.0f} / {waits[-1]:.0f}"


def show(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table."""
    for row in (heads, ["---"] * len(heads), *rows):
        print("|", " | ".join(row), "|")
    print(flush=True)


def say(words: str) -> None:
    """What is going on, beside the tables."""
    print(words, file=sys.stderr, flush=True)


def circumstances() -> str:
    """When and on what this was measured, and how busy it was before."""
    git = ["git", "describe", "--always", "--dirty"]
    commit = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, commit {commit}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"CPython {platform.python_version()}; {FORM.updates} updates a form"
    )


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="What an answer costs, beside others.")
    parser.add_argument("--instructions", action="store_true", help="count instructions under callgrind instead")
    parser.add_argument("--only", default="", help="only bots in whose name this stands")
    parser.add_argument("--crowds", type=int, nargs="+", choices=CROWDS, default=[*CROWDS], help="people side by side")
    parser.add_argument("--rounds", type=int, default=3, help="how often each bot has its turn (default: 3)")
    parser.add_argument("--stored", type=int, default=0, help="so many have begun a form before and left it")
    given = parser.parse_args()
    if given.instructions and not shutil.which("valgrind"):
        parser.error("valgrind is not installed: it counts the instructions (Debian: apt install valgrind)")
    with all_of_them(say) as bots:
        some = [bot for bot in bots if given.only in bot.name]
        print(circumstances(), end="\n\n", flush=True)
        asyncio.run(
            count_them(some) if given.instructions else time_them(some, given.crowds, given.rounds, given.stored)
        )


if __name__ == "__main__":
    main()
