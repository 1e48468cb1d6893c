"""Cases, their two slots, and what was done on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Update, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from network.slots import CLOSED, HELD, WAITING
from storage.inbox import insert_for
from storage.repeats import ways
from storage.tables import case_act, case_counter, case_file, case_member, slot


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


@dataclass(frozen=True, slots=True)
class Case:
    """A case as stored; `slots` by role. `person_id` is None for somebody who does not use Telegram (yet).

    `merged_into` is the id of the case that goes on for this one, where it was the same person's.
    """

    id: int
    reference: str
    person_id: int | None
    answers: Mapping[str, Any]
    sector: str | None
    territory: str | None
    submitted_at: datetime
    slots: Mapping[str, Slot]
    discretion: str = "card"
    entered_by: str | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    outcome_reason: str | None = None
    paused_until: datetime | None = None
    settled: Mapping[str, Any] = field(default_factory=dict)
    begun_at: datetime | None = None
    merged_into: int | None = None

    @property
    def begun(self) -> datetime:
        """Since when the promised dates are counted: from the transmission, or from when it was opened again."""
        return self.begun_at or self.submitted_at

    @property
    def finished(self) -> bool:
        """Whether nothing is expected of anybody on either slot."""
        return all(slot.status in CLOSED for slot in self.slots.values())

    def rests(self, now: datetime) -> bool:
        """Whether nobody is to be reminded of it: it is closed, another goes on for it, or the person paused it."""
        return (
            self.merged_into is not None
            or self.closed_at is not None
            or (self.paused_until is not None and now < self.paused_until)
        )

    @property
    def lane(self) -> int:
        """Where dates of this case are worked: the person's chat, or the lane of nobody."""
        return self.person_id or 0

    @property
    def confidential(self) -> bool:
        """Whether the person wants no card: private proposals only."""
        return self.discretion == "confidential"


async def open_case(
    connection: AsyncConnection,
    network_id: str,
    prefix: str,
    person_id: int | None,
    answers: Mapping[str, Any],
    sector: str | None,
    territory: str | None,
    charter_version: str,
    now: datetime,
    discretion: str = "card",
    discretion_version: str = "1",
    entered_by: str | None = None,
) -> tuple[int, str]:
    """Store a new case under the next number. Returns its id and its reference (``SV-0001``)."""
    counted = (
        insert_for(connection)(case_counter)
        .values(network_id=network_id, last=1)
        .on_conflict_do_update(index_elements=["network_id"], set_={"last": case_counter.c.last + 1})
        .returning(case_counter.c.last)
    )
    number = int((await connection.execute(counted)).scalar_one())
    reference = f"{prefix}-{number:04d}"
    row = await connection.execute(
        case_file.insert()
        .values(
            network_id=network_id,
            number=number,
            reference=reference,
            person_id=person_id,
            answers=dict(answers),
            sector=sector,
            territory=territory,
            charter_version=charter_version,
            submitted_at=now,
            discretion=discretion,
            discretion_version=discretion_version,
            discretion_at=now,
            entered_by=entered_by,
            **ways(answers),
        )
        .returning(case_file.c.id)
    )
    return int(row.scalar_one()), reference


async def open_slot(connection: AsyncConnection, new: Slot) -> None:
    """Store one of the two slots of a new case."""
    await connection.execute(
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


_LOAD = select(case_file).where(
    case_file.c.network_id == bindparam("network"), case_file.c.reference == bindparam("called")
)
_LOAD_TO_ACT = _LOAD.with_for_update()
_SLOTS = select(slot).where(slot.c.case_id == bindparam("of_case")).order_by(slot.c.role)


async def load(connection: AsyncConnection, network_id: str, reference: str, *, to_act: bool = True) -> Case | None:
    """A case with its slots, by reference; `to_act`: not only to be listed."""
    # Whoever acts on a case begins here: on PostgreSQL, turns of two chats about one case follow each other.
    wanted = {"network": network_id, "called": reference}
    row = (await connection.execute(_LOAD_TO_ACT if to_act else _LOAD, wanted)).one_or_none()
    if row is None:
        return None
    slots = await connection.execute(_SLOTS, {"of_case": row.id})
    return Case(
        row.id,
        row.reference,
        row.person_id,
        row.answers,
        row.sector,
        row.territory,
        row.submitted_at,
        {s.role: _slot(s) for s in slots},
        row.discretion,
        row.entered_by,
        row.closed_at,
        row.outcome,
        row.outcome_reason,
        row.paused_until,
        row.settled,
        row.begun_at,
        row.merged_into,
    )


async def get(connection: AsyncConnection, network_id: str, reference: str) -> Case:
    """A case that is known to exist.

    Raises:
        LookupError: it does not.
    """
    case = await load(connection, network_id, reference)
    if case is None:
        raise LookupError(reference)
    return case


def _slot(row: Any) -> Slot:
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


async def owned_by(connection: AsyncConnection, network_id: str, referent_id: str) -> list[Case]:
    """The cases of which somebody holds a slot or is proposed for one, oldest first."""
    mine = or_(
        and_(slot.c.status.in_(HELD), slot.c.taken_by == referent_id),
        and_(slot.c.status == "proposed", slot.c.referent_id == referent_id),
    )
    return await _cases(connection, network_id, mine)


async def taken_by(connection: AsyncConnection, network_id: str, referent_id: str) -> list[Case]:
    """The cases of which a referent holds a slot, oldest first."""
    return await _cases(connection, network_id, and_(slot.c.status.in_(HELD), slot.c.taken_by == referent_id))


async def unfinished(connection: AsyncConnection, network_id: str) -> list[Case]:
    """The cases of which a slot waits or is held, oldest first."""
    return await _cases(connection, network_id, slot.c.status.not_in(CLOSED))


# Written so that no index serves it: a search begins with the few slots that are open, not with every case there was.
_network = func.coalesce(case_file.c.network_id, "")


async def _cases(connection: AsyncConnection, network_id: str, which: Any) -> list[Case]:
    query = (
        select(case_file.c.reference)
        .join(slot, slot.c.case_id == case_file.c.id)
        .where(_network == network_id, which)
        .group_by(case_file.c.id, case_file.c.reference)
        .order_by(case_file.c.id)
    )
    references = (await connection.execute(query)).scalars().all()
    found = [await load(connection, network_id, reference, to_act=False) for reference in references]
    return [case for case in found if case is not None]


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
        .where(_network == network_id, slot.c.status.in_((*WAITING, "taken")))
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
    return await _cases(connection, network_id, and_(held, ~touched.exists()))


_OWNER = func.coalesce(slot.c.taken_by, slot.c.referent_id)
_LOADS = (
    select(_OWNER, func.count())
    .join(case_file, case_file.c.id == slot.c.case_id)
    .where(
        _network == bindparam("network"),
        slot.c.status.in_((*HELD, "proposed")),
        slot.c.case_id != bindparam("but"),
        _OWNER.is_not(None),
    )
    .group_by(_OWNER)
)


async def load_of(connection: AsyncConnection, network_id: str, but: int = 0) -> dict[str, int]:
    """How many open slots each referent has, by id; those of the case `but` are not counted."""
    rows = await connection.execute(_LOADS, {"network": network_id, "but": but})
    return {row[0]: row[1] for row in rows}


async def has_any(connection: AsyncConnection, network_id: str) -> bool:
    """Whether the network has ever had a case, erased ones included."""
    query = select(case_counter.c.last).where(case_counter.c.network_id == network_id)
    return (await connection.execute(query)).first() is not None


async def references_of(connection: AsyncConnection, person_id: int) -> list[str]:
    """The references of the cases a person sent or joined, oldest first."""
    joined = select(case_member.c.case_id).where(case_member.c.telegram_id == person_id)
    query = (
        select(case_file.c.reference)
        .where(or_(case_file.c.person_id == person_id, case_file.c.id.in_(joined)), case_file.c.merged_into.is_(None))
        .order_by(case_file.c.id)
    )
    return list((await connection.execute(query)).scalars())


async def take(
    connection: AsyncConnection,
    case_id: int,
    role: str,
    referent_id: str,
    reason: Any,
    now: datetime,
    noted_by: str | None = None,
) -> bool:
    """Take a slot: one conditional UPDATE, so that of any number of takers exactly one wins."""
    done = await connection.execute(
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


async def propose(connection: AsyncConnection, new: Slot) -> bool:
    """Propose a slot anew, to somebody else or to the coordination; only while nobody has taken it."""
    return await _replace(connection, new, _FREE)


async def change(connection: AsyncConnection, before: Slot, new: Slot) -> Slot | None:
    """Make a slot `new` that is still as `before`, by one conditional UPDATE. Gives it as it is then, or None."""
    done = await _replace(connection, new, _SAME, was=before.version)
    return replace(new, version=before.version + 1) if done else None


_SLOT = update(slot).where(slot.c.case_id == bindparam("of_case"), slot.c.role == bindparam("of_role"))
_RENEWED = _SLOT.values(version=slot.c.version + 1)
_FREE = _RENEWED.where(slot.c.status.in_((*WAITING, "not_needed")))
_SAME = _RENEWED.where(slot.c.version == bindparam("was"))


async def _replace(connection: AsyncConnection, new: Slot, statement: Update, **which: int) -> bool:
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
    done = await connection.execute(statement, {**which, "of_case": new.case_id, "of_role": new.role, **values})
    return done.rowcount == 1


async def set_ladder(connection: AsyncConnection, case_id: int, role: str, at: datetime) -> None:
    """The clock of whoever must act on a slot starts, who has heard nothing of it. It is no act: the version stays."""
    await connection.execute(_SLOT, {"of_case": case_id, "of_role": role, "ladder_at": at, "reminder": None})


async def set_reminder(connection: AsyncConnection, case_id: int, role: str, noted: str | None) -> None:
    """What whoever carries a slot has not heard of yet: a clock and a rung, as ``take_late``. It is no act."""
    await connection.execute(_SLOT, {"of_case": case_id, "of_role": role, "reminder": noted})


async def reminders(connection: AsyncConnection, network_id: str) -> list[tuple[str, str]]:
    """The slots of which something was noted that nobody has heard of, by reference and role, the oldest case first."""
    query = (
        select(case_file.c.reference, slot.c.role)
        .join(slot, slot.c.case_id == case_file.c.id)
        .where(_network == network_id, slot.c.reminder.is_not(None))
        .order_by(case_file.c.id, slot.c.role)
    )
    return [(row.reference, row.role) for row in await connection.execute(query)]


async def set_told(connection: AsyncConnection, case_id: int, role: str, told: str | None) -> None:
    """What the person now knows of a slot. It is no act: the version stays."""
    await connection.execute(_SLOT, {"of_case": case_id, "of_role": role, "told": told})


async def change_answers(
    connection: AsyncConnection, case_id: int, answers: Mapping[str, Any], sector: str | None, territory: str | None
) -> None:
    """Replace what a case holds of its project."""
    await connection.execute(
        update(case_file)
        .where(case_file.c.id == case_id)
        .values(answers=dict(answers), sector=sector, territory=territory, **ways(answers))
    )


async def set_discretion(
    connection: AsyncConnection, case_id: int, discretion: str, version: str, now: datetime
) -> None:
    """The person's choice, with the version of the text they chose by and the date."""
    await connection.execute(
        update(case_file)
        .where(case_file.c.id == case_id)
        .values(discretion=discretion, discretion_version=version, discretion_at=now)
    )


async def mark(connection: AsyncConnection, case_id: int, **values: Any) -> None:
    """Set what its life has brought a case: `closed_at`, `outcome`, `paused_until` and the like, by their columns."""
    await connection.execute(update(case_file).where(case_file.c.id == case_id).values(**values))


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
