"""Cases: what is held of one project, and which of them wait for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    false,
    func,
    select,
    text,
    update,
)

from network.finding import sought
from network.project import Project
from network.slots import CLOSED, HELD, WAITING, Slot
from storage import slots
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for, locks_rows
from storage.engine.here import Here
from storage.people import person
from storage.slots import carrier, from_row, is_open, slot

# One project of one project holder. `answers` is what the intake and the modules collected, by step. `discretion` is
# the person's choice: a card for the partners, or private proposals only ("confidential"). `entered_by` is the referent
# who entered somebody met at a counter or on the telephone; such a case has no person until they adopt it. `settled` is
# what was told after an installation, by the month it was asked at ("0", "6", "12"). `phone` (E.164) and `email` (small
# letters) are those of the answers, by which the same person is found again; by `sought` a case is searched for
# (`network.finding.sought`). Figures count by what else repeats the answers: `place` is the kind of place, `natures`
# the words of `Nature` between spaces, `sectors` how many there are; `adults` and `children` are null where they were
# not told. `merged_into` is the case that goes on for one that turned out to be the same person's. `silent`: taken over
# from a file, and nobody is to hear of it yet. `source` is by what its people heard of the network (`network.sources`).
case_file = Table(
    "case_file",
    metadata,
    own_id(names(Whose.CASE)),
    of_network(),
    Column("number", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("reference", String(20), nullable=False, info=of(Whose.CASE)),
    Column("person_id", BigInteger, ForeignKey("person.telegram_id"), info=names(Whose.PERSON, left=None)),
    Column("entered_by", String(60), info=of(Whose.PARTNER)),
    Column("phone", String(20), info=of(Whose.CASE)),
    Column("email", String(320), info=of(Whose.CASE)),
    Column("sought", String(400), info=of(Whose.CASE)),
    Column("merged_into", Serial, ForeignKey("case_file.id"), info=of(Whose.CASE)),
    Column("answers", JSON, nullable=False, info=of(Whose.CASE)),
    Column("sector", String(40), info=of(Whose.CASE)),
    Column("territory", String(40), info=of(Whose.CASE)),
    Column("commune", String(5), info=of(Whose.CASE)),
    Column("place", String(10), info=of(Whose.CASE)),
    Column("natures", String(120), info=of(Whose.CASE)),
    Column("sectors", Integer, info=of(Whose.CASE)),
    Column("adults", Integer, info=of(Whose.CASE)),
    Column("children", Integer, info=of(Whose.CASE)),
    Column("submitted_at", Instant, nullable=False, info=of(Whose.CASE)),
    Column("charter_version", String(120), nullable=False, info=of(Whose.CASE)),
    Column("discretion", String(12), nullable=False, server_default="card", info=of(Whose.CASE)),
    Column("discretion_version", String(10), nullable=False, server_default="1", info=of(Whose.CASE)),
    Column("discretion_at", Instant, info=of(Whose.CASE)),
    Column("closed_at", Instant, info=of(Whose.CASE)),
    Column("outcome", String(20), info=of(Whose.CASE)),
    Column("outcome_reason", String(20), info=of(Whose.CASE)),
    Column("paused_until", Instant, info=of(Whose.CASE)),
    Column("begun_at", Instant, info=of(Whose.CASE)),
    Column("settled", JSON, nullable=False, server_default="{}", info=of(Whose.CASE)),
    Column("silent", Boolean, nullable=False, server_default=false(), info=of(Whose.CASE)),
    Column("source", String(60), info=of(Whose.CASE)),
    UniqueConstraint("network_id", "number"),
    UniqueConstraint("network_id", "reference"),
    Index("ix_case_file_person", "person_id"),
    Index("ix_case_file_phone", "network_id", "phone"),
    Index("ix_case_file_email", "network_id", "email"),
    Index("ix_case_file_merged_into", "merged_into"),
    Index("ix_case_file_source", "network_id", "source",
          sqlite_where=text("source IS NOT NULL"), postgresql_where=text("source IS NOT NULL")),
    # Everything that the figures count stands in it.
    Index("ix_case_file_counted", "network_id", "merged_into", "silent", "person_id", "territory", "sector"),
    Index("ix_case_file_met", "network_id", "submitted_at"),
    Index("ix_case_file_ended", "network_id", "closed_at"),
    # What a search looks through, without what cases hold.
    Index("ix_case_file_sought", "network_id", "merged_into", "sought", "number", "sector", "territory"),
    sqlite_autoincrement=True,
)  # fmt: skip

# The last number a case was given: a reference is never given again, even after its case was erased.
case_counter = Table(
    "case_counter",
    metadata,
    Column("network_id", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("last", Integer, nullable=False, info=of(Whose.NOBODY)),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A case as stored; `slots` by role. `person_id` is None for somebody who does not use Telegram (yet).

    `merged_into` is the id of the case that goes on for this one, where it was the same person's. One that is `silent`
    has no slots yet.
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
    silent: bool = False

    @property
    def project(self) -> Project:
        """What the person told, by its names."""
        return Project.of(self.answers)

    @property
    def begun(self) -> datetime:
        """Since when the promised dates are counted: from the transmission, or from when it was opened again."""
        return self.begun_at or self.submitted_at

    @property
    def finished(self) -> bool:
        """Whether nothing is expected of anybody on either slot."""
        return all(slot.status in CLOSED for slot in self.slots.values())

    def rests(self, now: datetime) -> bool:
        """Whether nobody is to be reminded of it: it is closed or silent, another goes on for it, or it is paused."""
        return (
            self.silent
            or self.merged_into is not None
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


def read_from(project: Project) -> dict[str, Any]:
    """The columns that repeat what the answers say: by which cases are counted, a person is found again, and a case is
    searched for.
    """
    email = project.email.lower() if project.email is not None else None
    counted = {
        "sector": project.sector,
        "territory": project.territory,
        "commune": next(iter(project.communes), None),
        "place": project.place,
        "natures": f" {' '.join(project.natures)} " if project.natures else None,
        "sectors": len(project.sectors),
        "adults": project.adults,
        "children": project.children,
    }
    return {**counted, "phone": project.phone, "email": email, "sought": sought(project)}


# What is known of whoever sends a case goes with it; that they would not say does not.
_HEARD_BY = select(func.nullif(person.c.source, "")).where(person.c.telegram_id == bindparam("sender"))
_OPEN = case_file.insert().values(source=_HEARD_BY.scalar_subquery()).returning(case_file.c.id)


@cache
def _count(insert: Any) -> Any:
    one_more = {"last": case_counter.c.last + 1}
    put = insert(case_counter).on_conflict_do_update(index_elements=["network_id"], set_=one_more)
    return put.returning(case_counter.c.last)


async def numbers(here: Here, count: int) -> range:
    """The next so many numbers of cases, which nobody else gets: of 0 none, and whoever asks has them to themselves."""
    more = {"last": case_counter.c.last + count}
    put = insert_for(here.connection)(case_counter).values(network_id=here.network_id, last=count)
    last = await here.execute(
        put.on_conflict_do_update(index_elements=["network_id"], set_=more).returning(case_counter.c.last)
    )
    end = int(last.scalar_one()) + 1
    return range(end - count, end)


async def open_case(
    here: Here,
    prefix: str,
    person_id: int | None,
    answers: Mapping[str, Any],
    charter_version: str,
    now: datetime,
    entered_by: str | None = None,
) -> tuple[int, str]:
    """Store a new case under the next number. Returns its id and its reference (``SV-0001``)."""
    first = {"network_id": here.network_id, "last": 1}
    number = int((await here.execute(_count(insert_for(here.connection)), first)).scalar_one())
    reference, project = f"{prefix}-{number:04d}", Project.of(answers)
    new = {
        "network_id": here.network_id,
        "number": number,
        "reference": reference,
        "person_id": person_id,
        "answers": dict(answers),
        "charter_version": charter_version,
        "submitted_at": now,
        "discretion": project.discretion or "card",
        "discretion_version": project.discretion_version,
        "discretion_at": now,
        "entered_by": entered_by,
        "sender": person_id,
        **read_from(project),
    }
    return int((await here.execute(_OPEN, new)).scalar_one()), reference


_MINE = case_file.c.network_id == bindparam("network")
_its = slot.alias("its")
# Every case stands beside each of its slots: one statement gives both.
_READ = (
    select(case_file, _its)
    .outerjoin_from(case_file, _its, _its.c.case_id == case_file.c.id)
    .where(_MINE)
    .order_by(case_file.c.id, _its.c.role)
)
# On PostgreSQL, turns of two chats about one case follow each other.
_LOCK = select(case_file.c.id).where(_MINE).order_by(case_file.c.id).with_for_update()
_CALLED = case_file.c.reference == bindparam("called")
_READ_CALLED, _LOCK_CALLED = _READ.where(_CALLED), _LOCK.where(_CALLED)


async def found_by(here: Here, which: Select[Any], wanted: Mapping[str, Any]) -> list[Case]:
    """The cases, in the order of their rows."""
    rows: dict[int, list[Any]] = {}
    for row in await here.execute(which, wanted):
        rows.setdefault(row.id, []).append(row)
    return [_case(beside) for beside in rows.values()]


_COLUMNS = [one.name for one in fields(Case) if one.name != "slots"]


def _case(rows: Sequence[Any]) -> Case:
    slots = {beside.role: from_row(beside) for beside in rows if beside.role is not None}
    return Case(slots=slots, **{name: getattr(rows[0], name) for name in _COLUMNS})


async def look_up(here: Here, reference: str) -> Case | None:
    """A case with its slots, by reference, as it stands: for a list, or to know a right."""
    found = await found_by(here, _READ_CALLED, {"network": here.network_id, "called": reference})
    return found[0] if found else None


async def load(here: Here, reference: str) -> Case | None:
    """A case with its slots, by reference, to act on it or to show what it holds: nobody else acts on it, or erases it,
    before this turn is over.
    """
    if locks_rows(here.connection):
        await here.execute(_LOCK_CALLED, {"network": here.network_id, "called": reference})
    # Only once it is locked: a statement sees what was committed when it began, not when it got the lock.
    return await look_up(here, reference)


async def get(here: Here, reference: str) -> Case:
    """A case that is known to exist.

    Raises:
        LookupError: it does not.
    """
    case = await load(here, reference)
    if case is None:
        raise LookupError(reference)
    return case


_WANTED: BindParameter[int] = bindparam("of_cases", expanding=True)
_READ_THESE, _LOCK_THESE = _READ.where(case_file.c.id.in_(_WANTED)), _LOCK.where(case_file.c.id.in_(_WANTED))


async def these(here: Here, case_ids: Iterable[int], *, locked: bool = True) -> dict[int, Case]:
    """Some cases by their ids, to show what they hold: `locked` as by `load`. Those that are gone are missing."""
    wanted = {"network": here.network_id, "of_cases": sorted(case_ids)}
    if not wanted["of_cases"]:
        return {}
    if locked and locks_rows(here.connection):
        await here.execute(_LOCK_THESE, wanted)
    return {case.id: case for case in await found_by(here, _READ_THESE, wanted)}


def _has(which: ColumnElement[bool]) -> ColumnElement[bool]:
    return case_file.c.id.in_(select(slot.c.case_id).where(which))


def having(which: ColumnElement[bool]) -> Select[Any]:
    """Finds the cases of a `network` of which a slot is such, oldest first. The search begins with the slots."""
    return _READ.where(_has(which))


_OWNER: BindParameter[str] = bindparam("owner")
HOLDS = and_(slot.c.status.in_(sorted(HELD)), slot.c.taken_by == _OWNER)
"""Whether `owner` holds a slot."""
_OWNED, _TAKEN = having(and_(is_open, carrier == _OWNER)), having(HOLDS)
_UNFINISHED = having(slot.c.status.in_(sorted(WAITING | HELD)))


async def owned_by(here: Here, referent_id: str) -> list[Case]:
    """The cases of which somebody holds a slot or is proposed for one, oldest first."""
    return await found_by(here, _OWNED, {"network": here.network_id, "owner": referent_id})


async def taken_by(here: Here, referent_id: str) -> list[Case]:
    """The cases of which a referent holds a slot, oldest first."""
    return await found_by(here, _TAKEN, {"network": here.network_id, "owner": referent_id})


async def unfinished(here: Here) -> list[Case]:
    """The cases of which a slot waits or is held, oldest first."""
    return await found_by(here, _UNFINISHED, {"network": here.network_id})


_REMINDED = slot.c.reminder.is_not(None)
_READ_REMINDED, _LOCK_REMINDED = having(_REMINDED), _LOCK.where(_has(_REMINDED))


async def reminded(here: Here) -> list[Case]:
    """The cases of whose slots something was noted that nobody has heard of, oldest first, to act on them."""
    if locks_rows(here.connection):
        await here.execute(_LOCK_REMINDED, {"network": here.network_id})
    return await found_by(here, _READ_REMINDED, {"network": here.network_id})


in_network = (
    select(case_file.c.id)
    .where(case_file.c.id == slot.c.case_id, case_file.c.network_id == bindparam("network"))
    .exists()
)
"""Whether a slot is of a case of the network: asked of the few slots that are found, not of every case there was."""

_LOADS = (
    select(carrier, func.count())
    .where(
        is_open,
        slot.c.case_id != bindparam("but"),
        carrier.in_(bindparam("of", expanding=True)),
        in_network,
    )
    .group_by(carrier)
)


async def load_of(here: Here, of: Iterable[str], but: int = 0) -> dict[str, int]:
    """How many open slots each of these referents has, by id; those of the case `but` are not counted."""
    rows = await here.execute(_LOADS, {"network": here.network_id, "of": sorted(of), "but": but})
    return {row[0]: row[1] for row in rows}


async def has_any(here: Here) -> bool:
    """Whether the network has ever had a case, erased ones included."""
    query = select(case_counter.c.last).where(case_counter.c.network_id == here.network_id, case_counter.c.last > 0)
    return (await here.execute(query)).first() is not None


async def change_slot(here: Here, case: Case, new: Slot) -> Case | None:
    """Make a slot `new` that is still as in `case`. Returns the case as it is then; None where somebody was faster."""
    if not await slots.change(here, case.id, case.slots[new.role], new):
        return None
    return replace(case, slots={**case.slots, new.role: new})


async def change_answers(here: Here, case_id: int, answers: Mapping[str, Any]) -> None:
    """Replace what a case holds of its project."""
    await here.execute(
        update(case_file)
        .where(case_file.c.id == case_id)
        .values(answers=dict(answers), **read_from(Project.of(answers)))
    )


async def set_discretion(here: Here, case_id: int, discretion: str, version: str, now: datetime) -> None:
    """The person's choice, with the version of the text they chose by and the date."""
    await here.execute(
        update(case_file)
        .where(case_file.c.id == case_id)
        .values(discretion=discretion, discretion_version=version, discretion_at=now)
    )


async def mark(here: Here, case_id: int, **values: Any) -> None:
    """Set what its life has brought a case: `closed_at`, `outcome`, `paused_until` and the like, by their columns."""
    await here.execute(update(case_file).where(case_file.c.id == case_id).values(**values))
