"""The two slots of a case: who is proposed, who took it, and every change by one conditional UPDATE."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    func,
    literal_column,
    text,
    update,
)

from network.model import Role
from network.phrase import from_json, to_json
from network.slots import HELD, Known, News, Slot, Status
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of
from storage.engine.here import Here
from storage.engine.prepared import hot

_OPEN = [f"'{status}'" for status in sorted(HELD | {Status.PROPOSED})]
OPEN = f"status IN ({', '.join(_OPEN)})"
"""Of which somebody is proposed or has taken it. Written out, not bound: see `lanes.pending`."""

# The two slots of a case. `referent_id` is who is proposed and carries the clock; `taken_by` who took it. `version`
# grows with every act. `told` is what the person was last told of it ("taken:…", "unreachable:…"; null: nobody).
# `noted_by` is the coordinator who wrote the last act down for a referent without Telegram. Of as many `clocks` as have
# begun on it `clock_number` runs, since `ladder_at`; `reminder` is what it has noted since and whoever must act has not
# heard of yet.
slot = Table(
    "slot",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True, info=names(Whose.CASE)),
    Column("role", String(12), primary_key=True, info=of(Whose.CASE)),
    Column("status", String(12), nullable=False, info=of(Whose.CASE)),
    Column("referent_id", String(40), info=of(Whose.CASE)),
    Column("others", JSON, nullable=False, info=of(Whose.PARTNER)),
    Column("reason", JSON, nullable=False, info=of(Whose.PARTNER)),
    Column("take_by", Instant, info=of(Whose.CASE)),
    Column("contact_by", Instant, info=of(Whose.CASE)),
    Column("taken_by", String(40), info=of(Whose.CASE)),
    Column("taken_at", Instant, info=of(Whose.CASE)),
    Column("passed", JSON, nullable=False, server_default="[]", info=of(Whose.PARTNER)),
    Column("version", Integer, nullable=False, server_default="1", info=of(Whose.NOBODY)),
    Column("told", String(60), info=of(Whose.PARTNER)),
    Column("noted_by", String(60), info=of(Whose.PARTNER)),
    Column("clock_number", Integer, nullable=False, server_default="0", info=of(Whose.NOBODY)),
    Column("clocks", Integer, nullable=False, server_default="0", info=of(Whose.NOBODY)),
    Column("ladder_at", Instant, info=of(Whose.NOBODY)),
    Column("reminder", String(20), info=of(Whose.NOBODY)),
    Index("ix_slot_status", "status"),
    Index("ix_slot_carrier", text("coalesce(taken_by, referent_id)"), "case_id", sqlite_where=text(OPEN),
          postgresql_where=text(OPEN)),
    Index("ix_slot_reminder", "case_id", sqlite_where=text("reminder IS NOT NULL"),
          postgresql_where=text("reminder IS NOT NULL")),
)  # fmt: skip


def from_row(row: Any) -> Slot:
    """The slot of a row of its table."""
    return Slot(
        Role(row.role),
        Status(row.status),
        row.referent_id,
        tuple(row.others),
        from_json(row.reason),
        row.take_by,
        row.contact_by,
        row.taken_by,
        row.taken_at,
        tuple(row.passed),
        row.version,
        _known(row.told),
        row.noted_by,
        row.clock_number,
        row.ladder_at,
        row.clocks,
        row.reminder,
    )


def _columns(of: Slot) -> dict[str, Any]:
    return {
        "status": of.status,
        "referent_id": of.referent,
        "others": list(of.others),
        "reason": to_json(of.reason),
        "take_by": of.take_by,
        "contact_by": of.contact_by,
        "taken_by": of.taken_by,
        "taken_at": of.taken_at,
        "passed": list(of.passed),
        "version": of.version,
        "told": _told(of.person_knows),
        "noted_by": of.noted_by,
        "clock_number": of.clock_number,
        "ladder_at": of.clock_began,
        "clocks": of.clocks,
        "reminder": of.reminder,
    }


def _known(told: str | None) -> Known | None:
    """What ``taken:<referent>`` says."""
    news, _, referent = (told or "").partition(":")
    return Known(News(news), referent) if told else None


def _told(known: Known | None) -> str | None:
    return f"{known.news}:{known.referent}" if known is not None else None


_OPEN_SLOT = hot(slot.insert())


async def open_slot(here: Here, case_id: int, new: Slot) -> None:
    """Store one of the two slots of a new case."""
    await here.execute(_OPEN_SLOT, {"case_id": case_id, "role": new.role, **_columns(new)})


is_open = slot.c.status.in_([literal_column(status) for status in _OPEN])
carrier = func.coalesce(slot.c.taken_by, slot.c.referent_id)
"""Who is proposed for an open slot, or has taken it."""
_SLOT = hot(update(slot).where(slot.c.case_id == bindparam("of_case"), slot.c.role == bindparam("of_role")))
_CHANGE = _SLOT.where(slot.c.version == bindparam("was"))


async def change(here: Here, case_id: int, before: Slot, new: Slot) -> bool:
    """Make a slot `new` that is still as `before`: one conditional UPDATE, so that of any number exactly one wins."""
    which = {"of_case": case_id, "of_role": new.role, "was": before.version}
    return (await here.execute(_CHANGE, {**which, **_columns(new)})).rowcount == 1


async def set_clock(here: Here, case_id: int, new: Slot) -> None:
    """A clock began, of which whoever must act has heard nothing. It is no act: the version stays."""
    clock = {"clock_number": new.clock_number, "ladder_at": new.clock_began, "clocks": new.clocks}
    await here.execute(_SLOT, {"of_case": case_id, "of_role": new.role, **clock, "reminder": new.reminder})


async def set_reminder(here: Here, case_id: int, role: str, noted: str) -> None:
    """What whoever carries a slot has not heard of yet: a clock and a rung, as ``take_late``. It is no act."""
    await here.execute(_SLOT, {"of_case": case_id, "of_role": role, "reminder": noted})


async def heard(here: Here, found: Iterable[tuple[int, str]]) -> None:
    """Whoever carries one of these slots, by case and role, has heard of all that was noted. It is no act."""
    if told := [{"of_case": case_id, "of_role": role, "reminder": None} for case_id, role in found]:
        await here.execute(_SLOT, told)


async def set_known(here: Here, case_id: int, role: str, known: Known | None) -> None:
    """What the person now knows of a slot. It is no act: the version stays."""
    await here.execute(_SLOT, {"of_case": case_id, "of_role": role, "told": _told(known)})


def as_it_was(before: Slot) -> dict[str, Any]:
    """What the history keeps of a slot as it was before an act, so that it can be undone."""
    return {
        "status": before.status,
        "referent_id": before.referent,
        "others": list(before.others),
        "reason": to_json(before.reason),
        "taken_by": before.taken_by,
        "taken_at": before.taken_at.isoformat() if before.taken_at else None,
        "passed": list(before.passed),
        "noted_by": before.noted_by,
        "ladder_at": before.clock_began.isoformat() if before.clock_began else None,
        "clock_number": before.clock_number,
        "reminder": before.reminder,
    }


def before_of(raw: Mapping[str, Any], now: Slot) -> Slot:
    """The slot that `as_it_was` kept; `now` is the slot as the act left it, which has what an act does not change."""
    taken_at, began = raw["taken_at"], raw.get("ladder_at")
    return Slot(
        now.role,
        Status(raw["status"]),
        raw["referent_id"],
        tuple(raw["others"]),
        from_json(raw["reason"]),
        now.take_by,
        now.contact_by,
        raw["taken_by"],
        datetime.fromisoformat(taken_at) if taken_at else None,
        tuple(raw["passed"]),
        now.version - 1,
        now.person_knows,
        raw["noted_by"],
        raw.get("clock_number", 0),
        datetime.fromisoformat(began) if began else None,
        now.clocks,
        raw.get("reminder"),
    )
