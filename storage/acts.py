"""What was done on a case, by whom, when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, and_, bindparam, or_, select, text

from network import acts
from network.answering import Answer
from network.machine import By, Done
from network.slots import WAITING, Slot, Status
from storage.cases import HOLDS, Case, found_by, having, in_network
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of, own_id
from storage.engine.here import Here
from storage.slots import before_of, slot

# What was done on a case, by whom, when. Never the words of a person. `slot_version` is the version that an act on a
# slot left it in; `detail` holds codes and ids, and what the slot was before, so that the act can be undone. An act
# that a referent was waited for has the `way` it came, and after how many working days (`waited`).
case_act = Table(
    "case_act",
    metadata,
    own_id(),
    Column("case_id", Serial, ForeignKey("case_file.id"), nullable=False, info=names(Whose.CASE)),
    Column("at", Instant, nullable=False, info=of(Whose.CASE)),
    Column("kind", String(40), nullable=False, info=of(Whose.CASE)),
    Column("actor", String(60), nullable=False, info=of(Whose.CASE)),
    Column("detail", JSON, nullable=False, info=of(Whose.PARTNER)),
    Column("role", String(12), info=of(Whose.CASE)),
    Column("slot_version", Integer, info=of(Whose.NOBODY)),
    Column("way", String(10), info=of(Whose.PARTNER)),
    Column("waited", Integer, info=of(Whose.PARTNER)),
    # What figures ask of the acts of a case stands in it.
    Index("ix_case_act_case", "case_id", "kind", "actor", "at", "role", "slot_version"),
    Index("ix_case_act_passed", "at", "case_id", sqlite_where=text("kind = 'passed'"),
          postgresql_where=text("kind = 'passed'")),
    Index("ix_case_act_answers", "way", "kind", "waited", "case_id", "role", "slot_version",
          sqlite_where=text("waited IS NOT NULL"), postgresql_where=text("waited IS NOT NULL")),
    Index("ix_case_act_undone", "case_id", "role", "slot_version", sqlite_where=text("kind = 'undone'"),
          postgresql_where=text("kind = 'undone'")),
    sqlite_autoincrement=True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """Something done on a case. `actor` is a referent's id, "person", "coordinator" or "clock"."""

    id: int
    case_id: int
    at: datetime
    kind: str
    actor: str
    detail: Mapping[str, Any]
    role: str | None
    slot_version: int | None


_ACTS = select(case_act).where(case_act.c.case_id == bindparam("of_case")).order_by(case_act.c.id)


async def acts_of(here: Here, case_id: int) -> list[Act]:
    """What was done on a case, oldest first."""
    return _acts(await here.execute(_ACTS, {"of_case": case_id}))


def _acts(rows: Iterable[Any]) -> list[Act]:
    return [Act(r.id, r.case_id, r.at, r.kind, r.actor, r.detail, r.role, r.slot_version) for r in rows]


_OF_KIND = select(case_act).where(
    case_act.c.case_id.in_(bindparam("of_cases", expanding=True)), case_act.c.kind == bindparam("of_kind")
)


async def acts_of_kind(here: Here, case_ids: Iterable[int], kind: str) -> list[Act]:
    """The acts of one kind on some cases."""
    return _acts(await here.execute(_OF_KIND, {"of_cases": list(case_ids), "of_kind": kind}))


_NOTE = case_act.insert()


async def note_act(
    here: Here,
    case_id: int,
    kind: str,
    actor: str,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
    role: str | None = None,
    slot_version: int | None = None,
    answer: Answer | None = None,
) -> None:
    """Write down that something was done on a case, or on one of its slots; `answer` where it was waited for."""
    new = {
        "case_id": case_id,
        "at": now,
        "kind": kind,
        "actor": actor,
        "detail": dict(detail or {}),
        "role": role,
        "slot_version": slot_version,
        "way": answer and answer.way,
        "waited": answer and answer.waited,
    }
    await here.execute(_NOTE, new)


async def note_on_each(here: Here, case_ids: Iterable[int], kind: str, actor: str, now: datetime) -> None:
    """Write down that the same was done on each of some cases."""
    if new := [{"case_id": id_, "at": now, "kind": kind, "actor": actor, "detail": {}} for id_ in case_ids]:
        await here.execute(case_act.insert(), new)


_SAID = and_(
    case_act.c.case_id == slot.c.case_id,
    case_act.c.role == slot.c.role,
    case_act.c.actor == "clock",
    case_act.c.at > slot.c.ladder_at,
)
_WAITS = slot.c.status.in_(sorted(WAITING | {Status.TAKEN}))
IS_LATE = and_(_WAITS, select(case_act.c.id).where(_SAID).exists())
_CARRIES = or_(slot.c.referent_id == bindparam("owner"), slot.c.taken_by == bindparam("owner"))
WHAT_WAS_SAID = (
    select(slot.c.case_id, slot.c.role, case_act.c.kind, case_act.c.at)
    .join_from(slot, case_act, _SAID)
    .where(_WAITS, in_network)
    .order_by(case_act.c.id)
)
_SAID_TO, _LATE_OF = WHAT_WAS_SAID.where(_CARRIES), having(and_(IS_LATE, _CARRIES))


async def late(here: Here, owner: str) -> list[tuple[Case, str, dict[str, datetime]]]:
    """The slots of an owner of which the clock that runs now has said something: the case, the role, what was said and
    when. What was spoken of first comes first. Those of everybody are found by `open_slots.late`.
    """
    wanted = {"network": here.network_id, "owner": owner}
    said = by_slot(await here.execute(_SAID_TO, wanted))
    found = {case.id: case for case in await found_by(here, _LATE_OF, wanted)}
    return [(found[case_id], role, kinds) for (case_id, role), kinds in said.items() if case_id in found]


def by_slot(rows: Iterable[Any]) -> dict[tuple[int, str], dict[str, datetime]]:
    """What was said of each slot, and when, of rows of `WHAT_WAS_SAID`."""
    said: dict[tuple[int, str], dict[str, datetime]] = {}
    for case_id, role, kind, at in rows:
        said.setdefault((case_id, role), {})[kind] = at
    return said


_SINCE = bindparam("since", type_=Instant())
_done = case_act.alias("done")
_DONE_ABOUT_LATE = select(_done).where(
    _done.c.at >= _SINCE,
    _done.c.actor != "clock",
    _done.c.case_id.in_(select(slot.c.case_id).where(IS_LATE, in_network)),
)


async def done_about_late(here: Here, since: datetime) -> list[Act]:
    """What anybody, the clock apart, has done since on cases of which a slot is late."""
    return _acts(await here.execute(_DONE_ABOUT_LATE, {"network": here.network_id, "since": since}))


OPENED, EXPORTED = "opened", "exported"
LOOKED = ("viewed", OPENED, EXPORTED)
"""What the history keeps of who looked at a case: the coordination, whoever follows it, whoever saved a list."""
_TOUCHED = select(case_act.c.id).where(
    case_act.c.case_id == slot.c.case_id,
    case_act.c.actor != "clock",
    case_act.c.kind.not_in((OPENED, EXPORTED)),
    case_act.c.at > _SINCE,
)
_UNTOUCHED = having(and_(HOLDS, ~_TOUCHED.exists()))


async def untouched(here: Here, referent_id: str, since: datetime) -> list[Case]:
    """The cases of which a referent holds a slot and on which nobody, the clock apart, has acted since."""
    wanted = {"network": here.network_id, "owner": referent_id, "since": since}
    return await found_by(here, _UNTOUCHED, wanted)


def done(act: Act, now: Slot) -> Done:
    """An act on a slot, to be undone; `now` is the slot as the act left it."""
    by = By(act.actor, noted_by=act.detail.get("by"))
    return Done(acts.Act(act.kind), act.at, by, before_of(act.detail["before"], now), act.slot_version or 0)
