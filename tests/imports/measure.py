"""What reading costs: `python -m tests.imports.measure` reads large files, each in a process of its own."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from bot import spreadsheets
from bot.workshop import Workshop
from conversations.words.offer_lists import read
from network.file import load
from network.imports.limits import MOST_LINES
from network.imports.rows import UnreadableError
from network.model import Network
from tests.imports.broken import bomb, far_cell, long_xlsx, lying_bomb, wide_xlsx
from tests.imports.conftest import TODAY
from tests.imports.old_base import old_base
from tests.network.conftest import NETWORK_FILE

FILES: dict[str, Callable[[], bytes]] = {
    "300 lines, XLSX": lambda: old_base(TODAY).xlsx(),
    f"{MOST_LINES - 1} lines, XLSX": lambda: old_base(TODAY, MOST_LINES - 1).xlsx(),
    f"{MOST_LINES - 1} lines, CSV": lambda: old_base(TODAY, MOST_LINES - 1).csv(),
    f"{MOST_LINES - 1} lines of 100 cells, XLSX": lambda: wide_xlsx(MOST_LINES - 1),
    "100,000 lines of one cell, XLSX": partial(long_xlsx, 100_000),
    "100,000 lines of 17 cells, CSV": lambda: old_base(TODAY, 100_000).csv(),
    "a cell in the last line": partial(far_cell, "B1048576"),
    "a bomb of 65 MB": bomb,
    "the same, which lies": lying_bomb,
}


def cost(data: bytes, network: Network, today: date) -> tuple[str, float, int, int]:
    """What came of a file, in seconds of processor, megabytes of memory at the most, and of address space."""
    began = time.process_time()
    try:
        found = read(data, network, today)
        came = f"{len(found.rows)} of {found.lines} lines"
    except UnreadableError as error:
        came = error.key
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
        said = dict(line.split(":", 1) for line in status)
    space, most = (int(said[name].split()[0]) // 1024 for name in ("VmPeak", "VmHWM"))
    return came, time.process_time() - began, most, space


async def lines(wanted: Iterable[str]) -> None:
    """A line for each file."""
    network = load(NETWORK_FILE)
    for name, make in FILES.items():
        if not wanted or name in wanted:
            data = make()
            got = await Workshop().make_apart(cost, data, network, TODAY, within=spreadsheets.BOUNDS)
            came, seconds, most, space = got
            print(
                f"{name:34} {len(data) / 1e6:5.1f} MB  {seconds:5.1f} s  {most:4} MB  ({space} MB)  {came}", flush=True
            )


if __name__ == "__main__":
    asyncio.run(lines(sys.argv[1:]))
