"""Clocks that were known by the moment they began get numbers: what held holds, what was void stays so."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, select

from bot.clock import real_now
from storage.engine.database import Database
from storage.engine.migrate import configuration, upgrade

NETWORK, REFERENCE = "sancy-volcans", "SV-0001"
BEGAN = datetime(2026, 3, 10, 9, 0, 0, 2, tzinfo=UTC)
FIRST, BEFORE, NOW = BEGAN, BEGAN + timedelta(days=1), BEGAN + timedelta(days=2)
"""Three clocks of a slot: a first one, one that an undo would bring back, and the one that runs."""


def rung(began: datetime, name: str = "late") -> dict[str, Any]:
    """What a date that waits expects, as it was written until then."""
    known = {"reference": REFERENCE, "role": "technical", "clock": "take", "rung": name, "owner": "anne", "next": ""}
    return {**known, "ladder": began.isoformat()}


async def shape(database: Database, run: Callable[[Connection], None]) -> None:
    """Do something with the schema, as the program would when it starts."""
    async with database.unreferenced():
        await database.run(lambda c: c.run_sync(run))


def fill(connection: Connection) -> None:
    """The shape of before, with what it may hold."""
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "0008")
    known = MetaData()
    known.reflect(connection)

    def add(table: str, **values: Any) -> None:
        naive = connection.dialect.name == "sqlite"
        moments = {k: v.replace(tzinfo=None) for k, v in values.items() if isinstance(v, datetime) and naive}
        connection.execute(known.tables[table].insert().values(**{**values, **moments}))

    case = {"network_id": NETWORK, "answers": {}, "submitted_at": BEGAN, "charter_version": "1", "settled": {}}
    add("case_file", id=1, number=1, reference=REFERENCE, discretion="card", discretion_version="1", **case)
    blank = {"case_id": 1, "others": [], "reason": {}, "passed": []}
    add("slot", role="technical", status="proposed", referent_id="bruno", version=3, ladder_at=NOW, **blank)
    add("slot", role="territorial", status="not_needed", version=1, **blank)
    act = {"case_id": 1, "actor": "anne", "role": "technical", "at": NOW}
    before = {"status": "proposed", "ladder_at": BEFORE.isoformat()}
    add("case_act", kind="passed", slot_version=3, detail={"reason": "other", "before": before}, **act)
    add("case_act", kind="taken", slot_version=2, detail={"before": {"ladder_at": FIRST.isoformat()}}, **act)
    date = {"network_id": NETWORK, "kind": "rung", "lane": 0, "due_at": NOW, "status": "waiting"}
    for began in (NOW, BEFORE, FIRST):
        add("due", expects=rung(began), **date)
    add("due", expects={**rung(FIRST), "reference": "SV-0099"}, **date)  # its case was erased meanwhile
    add("due", expects={"reference": REFERENCE}, **{**date, "kind": "case:take"})
    row = {"source": "due", "lane": 0, "received_at": NOW, "status": "pending", "attempts": 0}
    add("inbox", payload=json.dumps({"kind": "rung", "expects": rung(NOW, "nudge")}), **row)


async def found(database: Database) -> dict[str, list[Any]]:
    """What stands there: numbers of the clocks, what dates expect, what an undo would bring back."""
    told: dict[str, list[Any]] = {}

    def look(connection: Connection) -> None:
        known = MetaData()
        known.reflect(connection)
        slot, due, inbox, act = (known.tables[name] for name in ("slot", "due", "inbox", "case_act"))
        told["slots"] = [
            (row.clock_number, row.clocks) for row in connection.execute(select(slot).order_by(slot.c.role))
        ]
        told["due"] = [row.expects for row in connection.execute(select(due).order_by(due.c.id))]
        told["inbox"] = [json.loads(row.payload)["expects"] for row in connection.execute(select(inbox))]
        told["acts"] = [row.detail["before"] for row in connection.execute(select(act).order_by(act.c.id))]

    await shape(database, look)
    return told


# SQLite’s indexes of expressions cannot be read back, and none of them is asked for here.
@pytest.mark.filterwarnings("ignore:.*expression-based index")
async def test_every_clock_that_is_spoken_of_has_its_number(empty_database: str) -> None:
    database = Database(empty_database)
    try:
        await shape(database, fill)
        await upgrade(database, real_now())
        now = await found(database)
        assert now["slots"] == [(3, 3), (0, 0)]
        assert [expects.get("clock_number") for expects in now["due"]] == [3, 2, 1, 1, None]
        assert [expects["clock_number"] for expects in now["inbox"]] == [3]
        assert not any("ladder" in expects for expects in (*now["due"], *now["inbox"]))
        assert [before.get("clock_number") for before in now["acts"]] == [2, None]
    finally:
        await database.close()


async def test_and_back(empty_database: str) -> None:
    """What the clock that runs has planned holds for the older program too, and nothing else does."""
    database = Database(empty_database)

    def down(connection: Connection) -> None:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0008")

    def look(connection: Connection) -> None:
        known = MetaData()
        known.reflect(connection)
        due = known.tables["due"]
        kept = [row.expects.get("ladder") for row in connection.execute(select(due).order_by(due.c.id))]
        assert kept[0] == NOW.isoformat()
        assert {NOW.isoformat(), FIRST.isoformat(), BEFORE.isoformat()}.isdisjoint(kept[1:])
        assert "clocks" not in known.tables["slot"].c

    try:
        await shape(database, fill)
        await upgrade(database, real_now())
        await shape(database, down)
        await shape(database, look)
    finally:
        await database.close()
