"""Figures: counts for the coordinators, never names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, distinct, func, literal_column, select

from network.acts import Act
from network.answering import MEASURED, Measure, Way
from network.slots import HELD, WAITING
from storage import kept_facts
from storage.acts import case_act
from storage.case_facts import SIDES
from storage.cases import case_file
from storage.engine.dialect import among
from storage.engine.here import Here
from storage.kept_figures import standing
from storage.slots import slot


@dataclass(frozen=True, slots=True)
class Delay:
    """How long referents were waited for: the `median` in working days, of answers about so many `cases`."""

    cases: int
    median: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of a network. Keys of `territories` and `sectors` are ids, "" where undecided; of `open_slots`, roles; of
    `stages`: transmitted (nobody has taken it yet), partly, taken (by all it needs), closed. Of `delays`, what was
    waited for and the way it came, where it did: by referents who were asked, themselves, and was not undone.
    """

    holders: int
    cases: int
    stages: Mapping[str, int]
    territories: Mapping[str, int]
    sectors: Mapping[str, int]
    open_slots: Mapping[str, int]
    delays: Mapping[tuple[Measure, Way], Delay]


_c = case_file.c
_MINE = (_c.network_id == bindparam("network"), _c.merged_into.is_(None), _c.silent.is_(False))
# Somebody met at a counter has no account: each of their cases counts as a holder.
_HOLDERS = select(func.count(distinct(_c.person_id)) + func.count() - func.count(_c.person_id)).where(*_MINE)

_waits, _held = (func.max(case((slot.c.status.in_(sorted(some)), 1), else_=0)) for some in (WAITING, HELD))


@cache
def _standing(some: bool) -> tuple[Any, Any, Any]:
    """Where cases are, which somebody waits for or holds, and how many slots wait; `some`: of those in `cases` alone.

    The last two are asked of the slots of which something is expected, which are few beside all there were.
    """
    places = select(_c.territory, _c.sector, func.count()).where(*_MINE).group_by(_c.territory, _c.sector)
    places = places.where(among(_c.id, "cases")) if some else places
    mine: list[ColumnElement[bool]] = [select(_c.id).where(_c.id == slot.c.case_id, *_MINE).exists()]
    mine += [among(slot.c.case_id, "cases")] if some else []
    goes_on = (
        select(_waits.label("waits"), _held.label("held"))
        .where(slot.c.status.in_(sorted(WAITING | HELD)), *mine)
        .group_by(slot.c.case_id)
        .subquery()
    )
    stages = select(goes_on.c.waits, goes_on.c.held, func.count()).group_by(goes_on.c.waits, goes_on.c.held)
    waiting = select(slot.c.role, func.count()).where(slot.c.status.in_(sorted(WAITING)), *mine)
    return places, stages, waiting.group_by(slot.c.role)


_a, _undone = case_act.c, case_act.alias("undone")
_taken_back = select(_undone.c.id).where(
    _undone.c.case_id == _a.case_id,
    _undone.c.role == _a.role,
    _undone.c.kind == literal_column(f"'{Act.UNDO}'"),
    _undone.c.slot_version == _a.slot_version + 1,
)
_measure = case({act.value: measure.value for act, measure in MEASURED.items()}, value=_a.kind).label("measure")
_answers = (
    select(_measure, _a.way, _a.case_id, _a.waited)
    .where(
        _a.waited.is_not(None), select(_c.id).where(_c.id == _a.case_id, *_MINE).exists(), ~_taken_back.exists()
    )
    .cte("answers")
)  # fmt: skip
_its = _answers.c.measure, _answers.c.way
_many = (
    select(*_its, func.count().label("answers"), func.count(distinct(_answers.c.case_id)).label("cases"))
    .group_by(*_its)
    .subquery()
)
_in_order = select(
    *_its, _answers.c.waited, func.row_number().over(partition_by=_its, order_by=_answers.c.waited).label("place")
).subquery()
# The one in the middle, or the two.
_middle = _in_order.c.place.in_(((_many.c.answers + 1) // 2, (_many.c.answers + 2) // 2))
_DELAYS = (
    select(_many.c.measure, _many.c.way, _many.c.cases, func.avg(_in_order.c.waited))
    .join(_in_order, (_in_order.c.measure == _many.c.measure) & (_in_order.c.way == _many.c.way) & _middle)
    .group_by(_many.c.measure, _many.c.way, _many.c.cases)
)


async def figures(here: Here, zone: str) -> Figures:
    """Count everything of one network, whose days are those of a time zone."""

    async def counted(query: Any) -> Any:
        return await here.execute(query, {"network": here.network_id})

    holders = (await counted(_HOLDERS)).scalar_one()
    territories, sectors = Counter[str](), Counter[str]()
    stages = Counter({"transmitted": 0, "partly": 0, "taken": 0})
    open_slots = Counter[str]()
    places, states, waiting = await _stand(here, zone)
    for territory, sector, count in places:
        territories[territory or ""] += count
        sectors[sector or ""] += count
    for waits, held, count in states:
        if waits or held:
            stages[("partly" if held else "transmitted") if waits else "taken"] += count
    for role, count in waiting:
        open_slots[role] += count
    stages["closed"] = territories.total() - stages.total()
    return Figures(
        holders,
        territories.total(),
        {stage: count for stage, count in stages.items() if count},
        _most_first(territories),
        _most_first(sectors),
        dict(open_slots),
        {(Measure(what), Way(way)): Delay(cases, float(mid)) for what, way, cases, mid in await counted(_DELAYS)},
    )


async def _stand(here: Here, zone: str) -> tuple[list[Any], list[Any], list[Any]]:
    """The rows of `_standing`. What is kept of most cases is summed, the others are gone through."""
    others = await kept_facts.stale(here, zone)
    kept = [] if others is None else await standing(here, zone)
    places: list[Any] = [(territory, sector, count) for territory, sector, _, count in kept]
    stages: list[Any] = [("waits" in names, "held" in names, count) for *_, names, count in kept]
    waiting: list[Any] = [(role, count) for *_, names, count in kept for role in SIDES if f"waits:{role}" in names]
    if others != []:
        named = {"network": here.network_id} | ({} if others is None else {"cases": others})
        for found, statement in zip((places, stages, waiting), _standing(others is not None), strict=True):
            found += (await here.execute(statement, named)).all()
    return places, stages, waiting


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
