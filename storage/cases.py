"""Cases, their two slots, and what was done on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.inbox import insert_for
from storage.tables import case_act, case_counter, case_file, case_member, slot

WAITING = ("proposed", "coordinator")
"""Statuses of a slot that waits for somebody: for whom it is proposed to, or for the coordination."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One of the two places of a case. `referent` is proposed and carries the clock; `taken_by` took it.

    `reason` is the phrase that explains the choice, as JSON (key, params).
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


@dataclass(frozen=True, slots=True)
class Case:
    """A case as stored; `slots` by role."""

    id: int
    reference: str
    person_id: int
    answers: Mapping[str, Any]
    sector: str | None
    territory: str | None
    submitted_at: datetime
    slots: Mapping[str, Slot]
    discretion: str = "card"

    @property
    def confidential(self) -> bool:
        """Whether the person wants no card: private proposals only."""
        return self.discretion == "confidential"


async def open_case(
    connection: AsyncConnection,
    network_id: str,
    prefix: str,
    person_id: int,
    answers: Mapping[str, Any],
    sector: str | None,
    territory: str | None,
    charter_version: str,
    now: datetime,
    discretion: str = "card",
    discretion_version: str = "1",
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


async def load(connection: AsyncConnection, network_id: str, reference: str) -> Case | None:
    """A case with its slots, by reference."""
    query = select(case_file).where(case_file.c.network_id == network_id, case_file.c.reference == reference)
    # Whoever acts on a case begins here: on PostgreSQL, turns of two chats about one case follow each other.
    row = (await connection.execute(query.with_for_update())).one_or_none()
    if row is None:
        return None
    slots = await connection.execute(select(slot).where(slot.c.case_id == row.id))
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
    )


async def taken_by(connection: AsyncConnection, network_id: str, referent_id: str) -> list[Case]:
    """The cases of which a referent took a slot, oldest first."""
    query = (
        select(case_file.c.reference)
        .join(slot, slot.c.case_id == case_file.c.id)
        .where(case_file.c.network_id == network_id, slot.c.taken_by == referent_id, slot.c.status == "taken")
        .group_by(case_file.c.id, case_file.c.reference)
        .order_by(case_file.c.id)
    )
    references = (await connection.execute(query)).scalars().all()
    return [await get(connection, network_id, reference) for reference in references]


async def references_of(connection: AsyncConnection, person_id: int) -> list[str]:
    """The references of the cases a person sent or joined, oldest first."""
    joined = select(case_member.c.case_id).where(case_member.c.telegram_id == person_id)
    query = (
        select(case_file.c.reference)
        .where(or_(case_file.c.person_id == person_id, case_file.c.id.in_(joined)))
        .order_by(case_file.c.id)
    )
    return list((await connection.execute(query)).scalars())


async def take(connection: AsyncConnection, case_id: int, role: str, referent_id: str, now: datetime) -> bool:
    """Take a slot: one conditional UPDATE, so that of any number of takers exactly one wins."""
    done = await connection.execute(
        update(slot)
        .where(slot.c.case_id == case_id, slot.c.role == role, slot.c.status.in_(WAITING))
        .values(status="taken", taken_by=referent_id, taken_at=now)
    )
    return done.rowcount == 1


async def propose(connection: AsyncConnection, new: Slot) -> bool:
    """Propose a slot anew, to somebody else or to the coordination; only while nobody has taken it."""
    done = await connection.execute(
        update(slot)
        .where(
            slot.c.case_id == new.case_id,
            slot.c.role == new.role,
            slot.c.status.in_(("proposed", "coordinator", "not_needed")),
        )
        .values(
            status=new.status,
            referent_id=new.referent,
            others=list(new.others),
            reason=new.reason,
            take_by=new.take_by,
            contact_by=new.contact_by,
            passed=list(new.passed),
        )
    )
    return done.rowcount == 1


async def change_answers(
    connection: AsyncConnection, case_id: int, answers: Mapping[str, Any], sector: str | None, territory: str | None
) -> None:
    """Replace what a case holds of its project."""
    await connection.execute(
        update(case_file)
        .where(case_file.c.id == case_id)
        .values(answers=dict(answers), sector=sector, territory=territory)
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


async def acts_of(connection: AsyncConnection, case_id: int) -> list[dict[str, Any]]:
    """What was done on a case, oldest first: when, what, by whom."""
    rows = await connection.execute(
        select(case_act.c.at, case_act.c.kind, case_act.c.actor)
        .where(case_act.c.case_id == case_id)
        .order_by(case_act.c.id)
    )
    return [{"at": row.at.isoformat(), "kind": row.kind, "actor": row.actor} for row in rows]


async def note_act(
    connection: AsyncConnection,
    case_id: int,
    kind: str,
    actor: str,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write down that something was done on a case."""
    await connection.execute(
        case_act.insert().values(case_id=case_id, at=now, kind=kind, actor=actor, detail=dict(detail or {}))
    )
