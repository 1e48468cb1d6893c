"""Case tables: all that is taken out of the cases that figures count, in three statements, however many they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, null, select

from network.acts import Act
from network.figures.counts import Wanted
from network.slots import Status
from storage.acts import case_act
from storage.case_facts import FACTS, PARTS, WITH_SLOTS, stands
from storage.cases import case_file
from storage.engine.columns import Instant
from storage.engine.here import Here
from storage.figures import chosen, parameters
from storage.slots import slot

_c = case_file.c
_MET = (
    _c.submitted_at >= bindparam("first_0", type_=Instant()),
    _c.submitted_at < bindparam("after_0", type_=Instant()),
)
_TOLD = (Act.TAKE, Act.PASS, Act.CONTACT, Act.FINISH, Act.CANNOT_HELP)
"""The acts by which a referent is known to have been asked, and what they did."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is taken out of a case. `answers` are None where nothing personal was asked for; of a confidential case the
    table says who it is no more than a list does.
    """

    id: int
    reference: str
    person_id: int | None
    answers: Mapping[str, Any] | None
    discretion: str
    sector: str | None
    sectors: int | None
    natures: str | None
    place: str | None
    territory: str | None
    commune: str | None
    source: str | None
    submitted_at: datetime
    closed_at: datetime | None
    paused_until: datetime | None
    outcome: str | None
    outcome_reason: str | None
    channel: str
    adults: int | None
    children: int | None
    taken_at: datetime | None
    contacted_at: datetime | None
    word: str | None
    exchanged: int


@dataclass(frozen=True, slots=True)
class Place:
    """A slot of a case: who is proposed for it, who took it."""

    case_id: int
    role: str
    status: str
    referent_id: str | None
    taken_by: str | None


@dataclass(frozen=True, slots=True)
class Deed:
    """What a referent did on a slot, and nobody took back; `reason`: why they passed it on."""

    case_id: int
    role: str
    kind: str
    actor: str
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """All of it; cases in the order of their numbers, what was done in its own."""

    cases: Sequence[Line]
    places: Sequence[Place]
    deeds: Sequence[Deed]


_FACT = {name: FACTS[name] for name in ("taken_at", "contacted_at", "word", "exchanged")}


def _lines(wanted: Wanted, *, personal: bool) -> Select[Any]:
    told: dict[str, ColumnElement[Any]] = {**dict(_c.items()), "channel": PARTS["channel"], **_FACT}
    told |= {} if personal else {"answers": null(), "person_id": null()}
    columns = [told[one.name].label(one.name) for one in fields(Line)]
    return select(*columns).select_from(WITH_SLOTS).where(*_MET, *chosen(wanted)).order_by(_c.number)


def _places(wanted: Wanted) -> Select[Any]:
    its = slot.alias("its")  # who is asked for the cases of somebody looks at slots as well
    columns = [its.c[one.name] for one in fields(Place)]
    found = select(*columns).join(case_file, _c.id == its.c.case_id).where(*_MET, *chosen(wanted))
    return found.where(its.c.status != Status.NOT_NEEDED).order_by(its.c.case_id, its.c.role)


def _deeds(wanted: Wanted) -> Select[Any]:
    a = case_act.c
    told = a.case_id, a.role, a.kind, a.actor, a.at, a.detail["reason"].as_string()
    found = select(*told).join(case_file, _c.id == a.case_id).where(*_MET, *chosen(wanted))
    return found.where(a.kind.in_(_TOLD), a.role.is_not(None), stands(a)).order_by(a.id)


async def found(here: Here, wanted: Wanted, zone: str, *, personal: bool) -> Found:
    """The cases whose first contact falls within the period, as figures choose them, with their slots and acts; who the
    people are, and what they said in their own words, where that is asked for.
    """
    named = parameters(here, wanted, zone)
    lines = [Line(*row) for row in await here.execute(_lines(wanted, personal=personal), named)]
    places = [Place(*row) for row in await here.execute(_places(wanted), named)]
    return Found(lines, places, [Deed(*row) for row in await here.execute(_deeds(wanted), named)])


async def still_there(here: Here, case_ids: Collection[int]) -> list[int]:
    """Those of some cases that nobody has erased since they were found: they stay until the transaction ends."""
    if not case_ids:
        return []
    query = select(_c.id).where(_c.network_id == here.network_id).with_for_update(read=True, key_share=True)
    there = set((await here.execute(query)).scalars())
    return [each for each in case_ids if each in there]
