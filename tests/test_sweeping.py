"""Sweeping: what was worked and sent, and nobody asks for any more, goes after a while; what is asked for stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from storage import privacy
from storage.durable import once
from storage.durable.due import due
from storage.durable.inbox import inbox
from storage.durable.outbox import outbox
from storage.engine.database import Connection
from tests.stage import A_TUESDAY, BOUCHE, PERSON, staged
from tests.stage.inside import press, rows, send_case, value

LONG_AGO, LATELY = timedelta(days=3), timedelta(hours=3)


async def _worked(connection: Connection, at: datetime, marked: str) -> None:
    """A day of a network: rows that were worked, parked, sent, changed and dropped, and what still waits."""
    came = {"source": "telegram", "lane": 0, "payload": "", "received_at": at, "fault": marked}
    states = ("done", "ignored", "parked", "pending")
    await connection.execute(inbox.insert(), [{**came, "status": s, "worked_at": at} for s in states])
    call: dict[str, Any] = {"chat_id": PERSON, "payload": {}, "created_at": at, "fault": marked}
    for method, name, status in (
        ("sendMessage", "card:SV-0001", "sent"),
        ("sendMessage", "remind:SV-0001", "superseded"),
        ("editMessageText", "card:SV-0001", "sent"),
        ("editMessageText", "card:SV-0001", "superseded"),
        ("editMessageText", "card:SV-0001", "pending"),
        ("sendMessage", None, "sent"),
        ("sendMessage", "letter:SV-0001:1", "dead"),
    ):
        await connection.execute(outbox.insert(), {**call, "method": method, "name": name, "status": status})
    waits = {"network_id": "sancy-volcans", "kind": marked, "lane": PERSON, "due_at": at, "expects": {}}
    await connection.execute(due.insert(), [{**waits, "status": s} for s in ("waiting", "came", "dropped")])
    for key in ("press", "album", "asked"):
        await once.mark(connection, f"{key}:{PERSON}:{marked}", at, PERSON)


async def test_what_is_over_goes_and_the_rest_stays(database_url: str) -> None:
    """An update that comes again is known for two days; a message is found by its name for as long as it stands."""
    async with staged(database_url, run=False) as stage:
        now = stage.clock.real()
        await stage.start()
        database = stage.running.database
        for at, marked in ((now - LONG_AGO, "old"), (now - LATELY, "new")):
            await database.run(lambda c, at=at, marked=marked: _worked(c, at, marked))  # type: ignore[misc]
        await stage.running.dates.sweep()
        left = await rows(database_url, "SELECT status FROM inbox WHERE fault = 'old' ORDER BY status")
        assert [row.status for row in left] == ["parked", "pending"]
        left = await rows(database_url, "SELECT method, name, status FROM outbox WHERE fault = 'old' ORDER BY id")
        assert [tuple(row) for row in left] == [
            ("sendMessage", "card:SV-0001", "sent"),
            ("sendMessage", "remind:SV-0001", "superseded"),
            ("editMessageText", "card:SV-0001", "pending"),
            ("sendMessage", "letter:SV-0001:1", "dead"),
        ]
        left = await rows(database_url, "SELECT status FROM due WHERE kind = 'old'")
        assert [row.status for row in left] == ["waiting"]
        assert [
            row.key for row in await rows(database_url, "SELECT key FROM once WHERE key LIKE :old", old="%:old")
        ] == [f"asked:{PERSON}:old"]
        for table, column, whole in (("inbox", "fault", 4), ("outbox", "fault", 7), ("due", "kind", 3)):
            assert await value(database_url, f"SELECT count(*) FROM {table} WHERE {column} = 'new'") == whole  # noqa: S608
        assert await value(database_url, "SELECT count(*) FROM once WHERE key LIKE :new", new="%:new") == 3


async def test_a_few_go_at_each_look(database_url: str) -> None:
    """However much is over: whoever writes meanwhile waits for so many rows at the most."""
    async with staged(database_url) as stage:
        old = {"source": "due", "lane": 0, "payload": "", "received_at": A_TUESDAY, "status": "done"}
        gone = {**old, "worked_at": stage.clock.real() - LONG_AGO, "fault": "old"}
        await stage.running.database.run(lambda c: c.execute(inbox.insert(), [gone] * (2 * privacy.MOST + 1)))
        counted = []
        for _ in range(3):
            await stage.running.dates.sweep()
            counted.append(await value(database_url, "SELECT count(*) FROM inbox WHERE fault = 'old'"))
        assert counted == [privacy.MOST + 1, 1, 0]


async def test_a_case_goes_on_after_a_sweep(database_url: str) -> None:
    """Weeks later its messages are still known: the card is edited in place, and so is the record."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await press(stage, BOUCHE, "take|SV-0001|technical")
        await stage.pass_time(timedelta(minutes=2))
        later = stage.clock.real() + timedelta(days=40)
        for table in privacy.that_go():
            await stage.running.database.run(lambda c, table=table: privacy.prune(c, table, later))  # type: ignore[misc]
        assert await value(database_url, "SELECT count(*) FROM outbox WHERE name IS NULL OR method LIKE 'edit%'") == 0
        edits = len(stage.world.calls_of("editMessageText"))
        await press(stage, BOUCHE, "contacted|SV-0001|technical")
        await stage.settle()
        assert len(stage.world.calls_of("editMessageText")) >= edits + 2
