"""What one look for work costs while much waits: of one chat and of many, statistics older than the flood and new.

    python -m tests.looks [--waiting 20000]

Prints milliseconds, the median and the worst of some looks, each rolled back, on both databases.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import logs
from storage.durable import due, inbox, mails, outbox
from storage.engine.database import Database
from storage.engine.migrate import upgrade
from tests.stage import postgres

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
LOOKS = 15

Row = dict[str, Any]
TABLES: dict[str, tuple[Any, Callable[[int], Row]]] = {
    "inbox": (
        inbox.inbox,
        lambda lane: {"source": "telegram", "lane": lane, "payload": "{}", "received_at": NOW},
    ),
    "outbox": (
        outbox.outbox,
        lambda lane: {"chat_id": lane, "method": "sendMessage", "payload": {"text": "un"}, "created_at": NOW},
    ),
    "due": (
        due.due,
        lambda lane: {"network_id": "n", "kind": "told", "lane": lane, "due_at": NOW, "expects": {}},
    ),
    "mail": (
        mails.mail,
        lambda lane: {
            "network_id": "n", "recipient": "a@example.org", "subject": "un", "body": "mot", "locale": "fr",
            "created_at": NOW - timedelta(seconds=lane % 9),
        },
    ),
}  # fmt: skip
LOOK: dict[str, Callable[[AsyncConnection], Awaitable[Any]]] = {
    "inbox": lambda c: inbox.lease(c, NOW, 32, range(1, 9)),
    "outbox": lambda c: outbox.lease(c, NOW, 24, range(1, 9)),
    "due": lambda c: due.collect(c, NOW, NOW),
    "mail": lambda c: mails.lease(c, NOW),
}


class _UndoneError(Exception):
    """Takes back what a look did."""


async def look(database: Database, name: str) -> float:
    """How long one look took, in milliseconds, without the commit."""
    took = 0.0

    async def work(connection: AsyncConnection) -> None:
        nonlocal took
        began = time.perf_counter()
        await LOOK[name](connection)
        took = (time.perf_counter() - began) * 1000
        raise _UndoneError

    try:
        await database.run(work)
    except _UndoneError:
        return took
    return took


async def measure(url: str, waiting: int) -> None:
    """Print a line for each table and each way of waiting."""
    database = Database(url)
    await upgrade(database, NOW)
    try:
        for name, (table, row) in TABLES.items():
            for whose, many in (("one chat", 1), ("many chats", waiting)):
                await database.run(lambda c, t=table: c.execute(t.delete()))  # type: ignore[misc]
                await database.run(lambda c: c.execute(text("ANALYZE")))
                rows = [row(100 + number % many) for number in range(waiting)]
                await database.run(lambda c, t=table, r=rows: c.execute(t.insert(), r))  # type: ignore[misc]
                for statistics_are in ("old", "new"):
                    if statistics_are == "new":
                        await database.run(lambda c: c.execute(text("ANALYZE")))
                    times = [await look(database, name) for _ in range(LOOKS)]
                    print(
                        f"{database.url.get_backend_name():10} {name:6} {whose:10} statistics {statistics_are}: "
                        f"median {statistics.median(times):7.2f} worst {max(times):7.2f} ms",
                        flush=True,
                    )
    finally:
        await database.close()


def main(waiting: int) -> None:
    """On both databases. What the server does, other than a loop, runs outside of one."""
    logs.set_up("ERROR")
    with tempfile.TemporaryDirectory() as folder, postgres.running() as server:
        asyncio.run(measure(f"sqlite+aiosqlite:///{Path(folder) / 'looks.sqlite3'}", waiting))
        asyncio.run(measure(server.empty(), waiting))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--waiting", type=int, default=20_000)
    main(parser.parse_args().waiting)
