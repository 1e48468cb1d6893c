"""The two slots of a case: who is proposed, who took it, and every change by one conditional UPDATE."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Update, bindparam, text, update

from network.slots import HELD, WAITING
from storage.engine.columns import Instant, Serial, metadata
from storage.engine.here import Here

# The two slots of a case. `referent_id` is who is proposed and carries the clock; `taken_by` who took it. `version`
# grows with every act. `told` is what the person was last told of it ("taken:…", "unreachable:…"; null: nobody).
# `noted_by` is the coordinator who wrote the last act down for a referent without Telegram. `ladder_at` is when the
# clock of whoever must act now was started; `reminder` is what it has noted since and they have not heard of yet.
slot = Table(
    "slot",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True),
    Column("role", String(12), primary_key=True),
    Column("status", String(12), nullable=False),
    Column("referent_id", String(40)),
    Column("others", JSON, nullable=False),
    Column("reason", JSON, nullable=False),
    Column("take_by", Instant),
    Column("contact_by", Instant),
    Column("taken_by", String(40)),
    Column("taken_at", Instant),
    Column("passed", JSON, nullable=False, server_default="[]"),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("told", String(60)),
    Column("noted_by", String(60)),
    Column("ladder_at", Instant),
    Column("reminder", String(20)),
    Index("ix_slot_status", "status"),
    Index("ix_slot_reminder", "case_id", sqlite_where=text("reminder IS NOT NULL"),
          postgresql_where=text("reminder IS NOT NULL")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """One of the two places of a case. `referent` is proposed and carries the clock; `taken_by` took it.

    `reason` is the phrase that explains the choice, as JSON (key, params). `version` grows with every change; `told` is
    what the person was last told of this slot; `noted_by` is the coordinator who wrote the last act down for somebody.
    `reminder` is what the clock has noted, as ``take_late``, and its owner has not heard of yet.
    """

    case_id: int
    role: str
    status: str
    referent: str | None
    others: tuple[str, ...]
    reason: Any
    take_by: datetime | None
    contact_by: datetime | None
    taken_by: str | None = None
    taken_at: datetime | None = None
    passed: tuple[str, ...] = ()
    version: int = 1
    told: str | None = None
    noted_by: str | None = None
    ladder_at: datetime | None = None
    reminder: str | None = None

    @property
    def held(self) -> bool:
        """Whether somebody follows the person."""
        return self.status in HELD

    @property
    def owner(self) -> str | None:
        """Who must act: whoever took it, or is proposed; None where it waits for the coordination, or for nobody."""
        if self.held:
            return self.taken_by
        return self.referent if self.status == "proposed" else None

    def to_json(self) -> dict[str, Any]:
        """What an act changes, so that it can be undone."""
        return {
            "status": self.status,
            "referent_id": self.referent,
            "others": list(self.others),
            "reason": self.reason,
            "taken_by": self.taken_by,
            "taken_at": self.taken_at.isoformat() if self.taken_at else None,
            "passed": list(self.passed),
            "noted_by": self.noted_by,
            "ladder_at": self.ladder_at.isoformat() if self.ladder_at else None,
            "reminder": self.reminder,
        }

    def restored(self, raw: Mapping[str, Any]) -> Slot:
        """This slot with what `to_json` gave earlier; dates that were promised stay."""
        return replace(
            self,
            status=raw["status"],
            referent=raw["referent_id"],
            others=tuple(raw["others"]),
            reason=raw["reason"],
            taken_by=raw["taken_by"],
            taken_at=datetime.fromisoformat(raw["taken_at"]) if raw["taken_at"] else None,
            passed=tuple(raw["passed"]),
            noted_by=raw["noted_by"],
        )


def from_row(row: Any) -> Slot:
    """The slot of a row of its table."""
    return Slot(
        row.case_id,
        row.role,
        row.status,
        row.referent_id,
        tuple(row.others),
        row.reason,
        row.take_by,
        row.contact_by,
        row.taken_by,
        row.taken_at,
        tuple(row.passed),
        row.version,
        row.told,
        row.noted_by,
        row.ladder_at,
        row.reminder,
    )


async def open_slot(here: Here, new: Slot) -> None:
    """Store one of the two slots of a new case."""
    await here.execute(
        slot.insert().values(
            case_id=new.case_id,
            role=new.role,
            status=new.status,
            referent_id=new.referent,
            others=list(new.others),
            reason=new.reason,
            take_by=new.take_by,
            contact_by=new.contact_by,
        )
    )


async def take(
    here: Here,
    case_id: int,
    role: str,
    referent_id: str,
    reason: Any,
    now: datetime,
    noted_by: str | None = None,
) -> bool:
    """Take a slot: one conditional UPDATE, so that of any number of takers exactly one wins."""
    done = await here.execute(
        update(slot)
        .where(slot.c.case_id == case_id, slot.c.role == role, slot.c.status.in_(WAITING))
        .values(
            status="taken",
            taken_by=referent_id,
            taken_at=now,
            reason=reason,
            noted_by=noted_by,
            version=slot.c.version + 1,
        )
    )
    return done.rowcount == 1


async def propose(here: Here, new: Slot) -> bool:
    """Propose a slot anew, to somebody else or to the coordination; only while nobody has taken it."""
    return await _replace(here, new, _FREE)


async def change(here: Here, before: Slot, new: Slot) -> Slot | None:
    """Make a slot `new` that is still as `before`, by one conditional UPDATE. Gives it as it is then, or None."""
    done = await _replace(here, new, _SAME, was=before.version)
    return replace(new, version=before.version + 1) if done else None


_SLOT = update(slot).where(slot.c.case_id == bindparam("of_case"), slot.c.role == bindparam("of_role"))
_RENEWED = _SLOT.values(version=slot.c.version + 1)
_FREE = _RENEWED.where(slot.c.status.in_((*WAITING, "not_needed")))
_SAME = _RENEWED.where(slot.c.version == bindparam("was"))


async def _replace(here: Here, new: Slot, statement: Update, **which: int) -> bool:
    values = {
        "status": new.status,
        "referent_id": new.referent,
        "others": list(new.others),
        "reason": new.reason,
        "take_by": new.take_by,
        "contact_by": new.contact_by,
        "taken_by": new.taken_by,
        "taken_at": new.taken_at,
        "passed": list(new.passed),
        "noted_by": new.noted_by,
    }
    done = await here.execute(statement, {**which, "of_case": new.case_id, "of_role": new.role, **values})
    return done.rowcount == 1


async def set_ladder(here: Here, case_id: int, role: str, at: datetime) -> None:
    """The clock of whoever must act on a slot starts, who has heard nothing of it. It is no act: the version stays."""
    await here.execute(_SLOT, {"of_case": case_id, "of_role": role, "ladder_at": at, "reminder": None})


async def set_reminder(here: Here, case_id: int, role: str, noted: str) -> None:
    """What whoever carries a slot has not heard of yet: a clock and a rung, as ``take_late``. It is no act."""
    await here.execute(_SLOT, {"of_case": case_id, "of_role": role, "reminder": noted})


async def heard(here: Here, found: Iterable[Slot]) -> None:
    """Whoever carries one of these slots has heard of all that was noted. It is no act."""
    if told := [{"of_case": one.case_id, "of_role": one.role, "reminder": None} for one in found]:
        await here.execute(_SLOT, told)


async def set_told(here: Here, case_id: int, role: str, told: str | None) -> None:
    """What the person now knows of a slot. It is no act: the version stays."""
    await here.execute(_SLOT, {"of_case": case_id, "of_role": role, "told": told})
