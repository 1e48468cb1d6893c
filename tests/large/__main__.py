"""`make large`: how the program fares with a hundred thousand cases, beside an empty database, as a table.

    python -m tests.large [--cases 100000] [--folder FOLDER]
    python -m tests.large --make URL
    python -m tests.large --at LARGE EMPTY

A large database is made of each kind, which takes minutes, and three gigabytes of disk each, in a temporary folder. One
that was made before (`--make`) is measured with `--at`, beside an empty one.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bot import logs
from tests.large import measure
from tests.large.make import Size, make
from tests.stage import postgres
from tests.stage.databases import migrate

ALTERNATING = 3


async def table(large: str, empty: str) -> None:
    """Print one database’s part of the table."""
    kind = large.partition("+")[0]

    def line(what: str, at_scale: str, at_first: str = "") -> None:
        print(f"| {kind} | {what} | {at_scale} | {at_first} |", flush=True)

    starts = [await measure.start(large) for _ in range(2)]
    line("a start, s", f"{min(starts):.1f}", f"{await measure.start(empty):.1f}")
    costs = await measure.acts(large)
    at_first = await measure.acts(empty)
    for what, cost in costs.items():
        before = at_first[what]
        line(
            f"{what}: statements, ms",
            f"{cost.statements:.0f}, {cost.ms:.0f}",
            f"{before.statements:.0f}, {before.ms:.0f}",
        )
    rounds = [(await measure.answers(empty), await measure.answers(large)) for _ in range(ALTERNATING)]
    first, then = (min((one[n] for one in rounds), key=lambda cost: cost.ms) for n in (0, 1))
    line(
        "an answer in a form: statements, ms of CPU",
        f"{then.statements:.1f}, {then.ms:.2f} (× {then.ms / first.ms:.2f})",
        f"{first.statements:.1f}, {first.ms:.2f}",
    )
    erasing = await measure.erasing(large)
    line(
        f"an answer beside {measure.ERASED} erasures: longest wait, ms; planted words found",
        f"{max(erasing.beside):.0f}; {erasing.found}",
        f"{max(erasing.quiet):.0f} without",
    )


@contextmanager
def made(size: Size, folder: str | None) -> Iterator[list[tuple[str, str]]]:
    """A large and an empty database of each kind."""
    with ExitStack() as stack:
        place = stack.enter_context(tempfile.TemporaryDirectory(dir=folder))
        server = stack.enter_context(postgres.running(durable=True))
        files = [f"sqlite+aiosqlite:///{place}/{name}.sqlite3" for name in ("large", "empty")]
        pairs = [(files[0], files[1]), (server.empty(), server.empty())]
        for large, empty in pairs:
            began = time.perf_counter()
            migrate(empty)
            migrate(large)
            asyncio.run(make(large, size))
            print(f"made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        yield pairs


def main() -> None:
    """Make them, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=Size().cases)
    parser.add_argument("--folder", type=Path, help="where the SQLite files are made")
    parser.add_argument("--make", metavar="URL", help="only fill this database, which is empty")
    parser.add_argument("--at", nargs=2, metavar=("LARGE", "EMPTY"), help="measure these, which were made before")
    asked = parser.parse_args()
    logs.set_up("ERROR")
    size = Size(asked.cases, asked.cases // 20, asked.cases // 10)
    if asked.make:
        migrate(asked.make)
        asyncio.run(make(asked.make, size))
        return
    print("| database | act | at scale | in an empty one |\n|---|---|---|---|")
    if asked.at:
        migrate(asked.at[1])
        asyncio.run(table(*asked.at))
        return
    with made(size, asked.folder) as pairs:
        for large, empty in pairs:
            asyncio.run(table(large, empty))


if __name__ == "__main__":
    main()
