"""The clocks of a slot have numbers; until now each was known by the moment that it began."""

from collections import defaultdict
from datetime import UTC, datetime
from json import dumps, loads
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

Which = tuple[str, str, str]
"""A slot: network, reference, role."""

case_file = sa.table("case_file", sa.column("id"), sa.column("network_id"), sa.column("reference"))
slot = sa.table(
    "slot",
    sa.column("case_id"),
    sa.column("role"),
    sa.column("version"),
    sa.column("ladder_at", sa.DateTime(timezone=True)),
    sa.column("clock_number"),
    sa.column("clocks"),
)
case_act = sa.table(
    "case_act",
    sa.column("id"),
    sa.column("case_id"),
    sa.column("role"),
    sa.column("slot_version"),
    sa.column("detail", sa.JSON()),
)
due = sa.table(
    "due",
    sa.column("id"),
    sa.column("network_id"),
    sa.column("kind"),
    sa.column("status"),
    sa.column("expects", sa.JSON()),
)
inbox = sa.table("inbox", sa.column("id"), sa.column("source"), sa.column("status"), sa.column("payload"))


def upgrade() -> None:
    for name in ("clock_number", "clocks"):
        op.add_column("slot", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    _number()


def _number() -> None:
    """Every clock that is still spoken of gets its number, in the order in which they began: the one that runs, those of
    dates that wait, also where they have come into the inbox, and the one that an undo would give back.
    """
    connection = op.get_bind()
    slots, dates, came, acts = _slots(connection), _dates(connection), _came(connection), _acts(connection)
    began = defaultdict(set)
    for which, row in slots.items():
        if row.ladder_at is not None:
            began[which].add(_utc(row.ladder_at))
    for which, expects in [*dates.values(), *((which, payload["expects"]) for which, payload in came.values())]:
        began[which].add(_moment(expects["ladder"]))
    for which, detail in acts.values():
        if detail["before"].get("ladder_at"):
            began[which].add(_moment(detail["before"]["ladder_at"]))
    numbers = {which: {at: number for number, at in enumerate(sorted(some), 1)} for which, some in began.items()}

    def named(which: Which, expects: dict[str, Any]) -> dict[str, Any]:
        number = numbers[which][_moment(expects["ladder"])]
        return {name: value for name, value in expects.items() if name != "ladder"} | {"clock_number": number}

    for which, row in slots.items():
        number = numbers[which][_utc(row.ladder_at)] if row.ladder_at is not None else 0
        mine = slot.update().where(slot.c.case_id == row.case_id, slot.c.role == row.role)
        connection.execute(mine.values(clock_number=number, clocks=len(numbers.get(which, ()))))
    for id_, (which, expects) in dates.items():
        connection.execute(due.update().where(due.c.id == id_).values(expects=named(which, expects)))
    for id_, (which, payload) in came.items():
        known = dumps({**payload, "expects": named(which, payload["expects"])})
        connection.execute(inbox.update().where(inbox.c.id == id_).values(payload=known))
    for id_, (which, detail) in acts.items():
        at = detail["before"].get("ladder_at")
        before = {**detail["before"], "clock_number": numbers[which][_moment(at)] if at else 0}
        connection.execute(case_act.update().where(case_act.c.id == id_).values(detail={**detail, "before": before}))


def _slots(connection: sa.Connection) -> dict[Which, Any]:
    query = sa.select(case_file.c.network_id, case_file.c.reference, slot).join(slot, slot.c.case_id == case_file.c.id)
    return {(row.network_id, row.reference, row.role): row for row in connection.execute(query)}


def _dates(connection: sa.Connection) -> dict[int, tuple[Which, dict[str, Any]]]:
    """The rungs that wait."""
    rungs = sa.select(due.c.id, due.c.network_id, due.c.expects).where(due.c.kind == "rung", due.c.status == "waiting")
    return {
        row.id: ((row.network_id, row.expects["reference"], row.expects["role"]), row.expects)
        for row in connection.execute(rungs)
    }


def _came(connection: sa.Connection) -> dict[int, tuple[Which, dict[str, Any]]]:
    """The rungs that came and were not worked. A row of the inbox does not say of which network it is: there is one."""
    network_id = str(connection.execute(sa.select(case_file.c.network_id).limit(1)).scalar())
    rows = connection.execute(
        sa.select(inbox.c.id, inbox.c.payload).where(inbox.c.source == "due", inbox.c.status == "pending")
    )
    found = {}
    for row in rows:
        payload = loads(row.payload)
        if payload["kind"] == "rung":
            expects = payload["expects"]
            found[row.id] = ((network_id, expects["reference"], expects["role"]), payload)
    return found


def _acts(connection: sa.Connection) -> dict[int, tuple[Which, dict[str, Any]]]:
    """The last act on each slot, the only one that could be undone."""
    query = (
        sa.select(case_file.c.network_id, case_file.c.reference, case_act)
        .join(case_act, case_act.c.case_id == case_file.c.id)
        .join(slot, sa.and_(slot.c.case_id == case_act.c.case_id, slot.c.role == case_act.c.role))
        .where(case_act.c.slot_version == slot.c.version)
    )
    return {
        row.id: ((row.network_id, row.reference, row.role), row.detail)
        for row in connection.execute(query)
        if "before" in row.detail
    }


def _moment(text: str) -> datetime:
    return _utc(datetime.fromisoformat(text))


def _utc(moment: datetime) -> datetime:
    """SQLite keeps moments without their time zone, which is UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def downgrade() -> None:
    connection = op.get_bind()
    slots = _slots(connection)

    def named(which: Which, expects: dict[str, Any]) -> dict[str, Any]:
        row = slots.get(which)
        runs = row is not None and row.ladder_at is not None and row.clock_number == expects["clock_number"]
        at = _utc(row.ladder_at) if row is not None and runs else datetime.fromtimestamp(0, UTC)
        return {name: value for name, value in expects.items() if name != "clock_number"} | {"ladder": at.isoformat()}

    for id_, (which, expects) in _dates(connection).items():
        connection.execute(due.update().where(due.c.id == id_).values(expects=named(which, expects)))
    for id_, (which, payload) in _came(connection).items():
        known = dumps({**payload, "expects": named(which, payload["expects"])})
        connection.execute(inbox.update().where(inbox.c.id == id_).values(payload=known))
    for name in ("clocks", "clock_number"):
        op.drop_column("slot", name)
