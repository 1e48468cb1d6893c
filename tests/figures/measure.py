"""What the figures of ten thousand cases cost, by view, on both databases, as a table.

python -m tests.figures.measure [CASES]
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from bot import logs
from handlers.statistics.counting import COUNTED, HOME
from network.figures import periods
from network.figures.counts import Wanted, spans
from network.figures.definitions import Block
from reports.charts import drawn as drawn_chart
from reports.charts import to_json
from storage import figures
from storage.engine.database import Connection, Database
from storage.engine.here import Here
from storage.kept_facts import work_out
from storage.statistics import standing
from tests.figures.world import NOW, REFERENTS, TERRITORIES, drawn
from tests.reports.test_charts import SETS
from tests.stage import postgres
from tests.stage.databases import migrate

ZONE, NETWORK, ROUNDS = "Europe/Paris", "sancy-volcans", 15
ASKED = {
    "a year": Wanted(periods.year(2025)),
    "since the creation": Wanted(periods.ALL),
    "of a territory": Wanted(periods.ALL, territory=str(TERRITORIES[1])),
    "carried by somebody": Wanted(periods.ALL, carriers=REFERENTS[:1]),
}


async def view(name: str, wanted: Wanted, connection: Connection) -> None:
    """All that is read for a view."""
    here = Here(connection, NETWORK)
    await figures.counted(here, wanted, spans(wanted.period), ZONE, NOW, COUNTED[name])
    if name == Block.CONTACTS:
        await figures.by_month(here, wanted, wanted.period.months(), ZONE)
    if name == HOME:
        await standing(here, ZONE)


async def months(here: Here, wanted: Wanted) -> None:
    """What the picture of months is read from."""
    await figures.by_month(here, wanted, wanted.period.months(), ZONE)
    await figures.came(here, wanted, ZONE)


CHARTED: Mapping[str, Callable[[Here, Wanted], Awaitable[Any]]] = {
    "picture: months": months,
    "picture: communes": lambda here, wanted: figures.by_commune(here, wanted, ZONE),
    "picture: waits": lambda here, wanted: figures.waits(here, wanted, ZONE, NOW),
}


async def read(name: str, wanted: Wanted, connection: Connection) -> None:
    """All that is read for a view, or for a picture."""
    if name in CHARTED:
        await CHARTED[name](Here(connection, NETWORK), wanted)
    else:
        await view(name, wanted, connection)


def draw() -> None:
    """Print how long each kind of picture takes to be drawn: the least of fifteen, of what its tests draw."""
    for name in ("months", "many in communes", "dots", "bars"):
        raw, times = to_json(SETS[name]), []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            drawn_chart(raw)
            times.append(time.perf_counter() - began)
        print(f"| drawing: {name} | {1000 * min(times):.0f} |", flush=True)


async def lived(database: Database, many: int, now: datetime = NOW) -> None:
    """Store so many cases, as a program leaves them that has run for a while until `now`."""
    world = drawn(1, many)

    async def work(connection: Connection) -> None:
        await world.store(connection, NETWORK)
        here = Here(connection, NETWORK)
        while await work_out(here, ZONE, now):
            pass

    await database.run(work)
    if database.is_sqlite:
        await database.run(lambda connection: connection.exec_driver_sql("ANALYZE"))
        return
    # All rows were written at once, each of them three times; a table that grows by and by is a third of that.
    async with database.engine.connect() as line:
        await line.execution_options(isolation_level="AUTOCOMMIT")
        await line.exec_driver_sql("VACUUM (FULL, ANALYZE)")


async def table(url: str, many: int) -> None:
    """Print one database's lines: milliseconds that passed, and of the program's own CPU, the least of fifteen."""
    database = Database(url)
    await lived(database, many)
    for name in (*COUNTED, *CHARTED):
        least = []
        for wanted in ASKED.values():
            times = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                worked = time.process_time()
                await database.read(partial(read, name, wanted))
                times.append((time.perf_counter() - began, time.process_time() - worked))
            passed, own = (1000 * min(some) for some in zip(*times, strict=True))
            least.append(f"{passed:.0f} ({own:.0f})")
        print(f"| {url.partition('+')[0]} | {name} | {' | '.join(least)} |", flush=True)
    await database.close()


def main() -> None:
    """Make both databases and print the table."""
    logs.set_up("ERROR")
    draw()
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(f"| database | view | {' | '.join(ASKED)} |\n| --- | --- |{' --- |' * len(ASKED)}")
    with tempfile.TemporaryDirectory() as folder, postgres.running(durable=True) as server:
        for url in (f"sqlite+aiosqlite:///{folder}/figures.sqlite3", server.empty()):
            migrate(url)
            asyncio.run(table(url, many))


if __name__ == "__main__":
    main()
