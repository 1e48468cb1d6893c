"""Open slots: those of which something is expected, as a list looks at them, without what their cases hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from network.slots import WAITING, Slot, Status
from storage.acts import IS_LATE, WHAT_WAS_SAID, by_slot
from storage.cases import case_file, in_network
from storage.engine.columns import Instant
from storage.engine.here import Here
from storage.slots import carrier, from_row, is_open, slot


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A slot, with what a list says of its case."""

    case_id: int
    reference: str
    submitted_at: datetime
    slot: Slot


_its_case = case_file.alias("its_case")


def _reading(which: ColumnElement[bool]) -> Select[Any]:
    """Finds slots in the order of their cases. The search begins with the slots, of which few are open."""
    c = _its_case.c
    beside = select(slot, c.reference, c.submitted_at).join_from(slot, _its_case, c.id == slot.c.case_id)
    return beside.where(which, in_network).order_by(slot.c.case_id, slot.c.role)


_EXPECTED = _reading(slot.c.status.in_(sorted(WAITING | {Status.TAKEN})))
_CARRIED = _reading(and_(is_open, carrier == bindparam("owner")))


async def expected(here: Here) -> list[OpenSlot]:
    """Those that wait for somebody, or for whoever has taken them to call the person; oldest case first."""
    return await _found(here, _EXPECTED)


async def carried_by(here: Here, referent_id: str) -> list[OpenSlot]:
    """Those that a referent has taken or is proposed for, oldest case first."""
    return await _found(here, _CARRIED, owner=referent_id)


_c, _NOW = _its_case.c, bindparam("now", type_=Instant())
_RUNS = or_(_c.paused_until.is_(None), _c.paused_until <= _NOW)
_GOES_ON = and_(_c.merged_into.is_(None), _c.closed_at.is_(None), _RUNS)  # as `cases.Case.rests` says it
_LATE = _reading(and_(IS_LATE, _GOES_ON))


async def late(here: Here, now: datetime) -> list[tuple[OpenSlot, Mapping[str, datetime]]]:
    """Those of which the clock that runs now has said something, with what it said when; of no case that rests."""
    said = by_slot(await here.execute(WHAT_WAS_SAID, {"network": here.network_id}))
    return [(one, said[one.case_id, one.slot.role]) for one in await _found(here, _LATE, now=now)]


async def _found(here: Here, which: Select[Any], **wanted: object) -> list[OpenSlot]:
    rows = await here.execute(which, {"network": here.network_id, **wanted})
    return [OpenSlot(row.case_id, row.reference, row.submitted_at, from_row(row)) for row in rows]
