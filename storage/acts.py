"""What was done on a case, by whom, when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, and_, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from network.slots import HELD, WAITING
from storage.cases import Case, case_file, case_network, having_slot
from storage.engine.columns import Instant, Serial, metadata, own_id
from storage.slots import slot

# What was done on a case, by whom, when. Never the words of a person. `slot_version` is the version that an act on a
# slot left it in; `detail` holds codes and ids, and what the slot was before, so that the act can be undone.
case_act = Table(
    "case_act",
    metadata,
    own_id(),
    Column("case_id", Serial, ForeignKey("case_file.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("actor", String(60), nullable=False),
    Column("detail", JSON, nullable=False),
    Column("role", String(12)),
    Column("slot_version", Integer),
    Index("ix_case_act_case", "case_id"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Act:
    """Something done on a case. `actor` is a referent's id, "person", "coordinator" or "clock"."""

    id: int
    at: datetime
    kind: str
    actor: str
    detail: Mapping[str, Any]
    role: str | None
    slot_version: int | None


_ACTS = select(case_act).where(case_act.c.case_id == bindparam("of_case")).order_by(case_act.c.id)


async def acts_of(connection: AsyncConnection, case_id: int) -> list[Act]:
    """What was done on a case, oldest first."""
    rows = await connection.execute(_ACTS, {"of_case": case_id})
    return [Act(r.id, r.at, r.kind, r.actor, r.detail, r.role, r.slot_version) for r in rows]


_NOTE = case_act.insert()


async def note_act(
    connection: AsyncConnection,
    case_id: int,
    kind: str,
    actor: str,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
    role: str | None = None,
    slot_version: int | None = None,
) -> None:
    """Write down that something was done on a case, or on one of its slots."""
    new = {
        "case_id": case_id,
        "at": now,
        "kind": kind,
        "actor": actor,
        "detail": dict(detail or {}),
        "role": role,
        "slot_version": slot_version,
    }
    await connection.execute(_NOTE, new)


async def late(
    connection: AsyncConnection, network_id: str, owner: str | None = None
) -> dict[tuple[str, str], dict[str, datetime]]:
    """The slots, or those of an owner, on which the clock that runs now has said something: by reference and role, what
    and when.
    """
    said = (
        case_act.c.case_id == slot.c.case_id,
        case_act.c.role == slot.c.role,
        case_act.c.actor == "clock",
        case_act.c.at >= slot.c.ladder_at,
    )
    query = (
        select(case_file.c.reference, slot.c.role, case_act.c.kind, case_act.c.at)
        .join(slot, slot.c.case_id == case_file.c.id)
        .join(case_act, and_(*said))
        .where(case_network == network_id, slot.c.status.in_((*WAITING, "taken")))
        .order_by(case_act.c.id)
    )
    if owner is not None:
        query = query.where(or_(slot.c.referent_id == owner, slot.c.taken_by == owner))
    found: dict[tuple[str, str], dict[str, datetime]] = {}
    for reference, role, kind, at in await connection.execute(query):
        found.setdefault((reference, role), {})[kind] = at
    return found


async def untouched(connection: AsyncConnection, network_id: str, referent_id: str, since: datetime) -> list[Case]:
    """The cases of which a referent holds a slot and on which nobody, the clock apart, has acted since."""
    touched = select(case_act.c.id).where(
        case_act.c.case_id == case_file.c.id, case_act.c.actor != "clock", case_act.c.at > since
    )
    held = and_(slot.c.status.in_(HELD), slot.c.taken_by == referent_id)
    return await having_slot(connection, network_id, and_(held, ~touched.exists()))
