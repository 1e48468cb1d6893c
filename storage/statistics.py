"""Statistics: where all cases stand today, and how long referents take; never names."""

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
from storage import kept_facts, kept_figures
from storage.acts import case_act
from storage.case_facts import SIDES
from storage.cases import case_file
from storage.engine.dialect import among
from storage.engine.here import Here
from storage.slots import slot


@dataclass(frozen=True, slots=True)
class Delay:
    """How long referents were waited for: the `median` in working days, of answers about so many `cases`."""

    cases: int
    median: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the cases of a network stand. Keys of `stages`: transmitted (nobody has taken it yet), partly, taken (by
    all it needs), closed; of `open_slots`, roles.
    """

    holders: int
    cases: int
    stages: Mapping[str, int]
    open_slots: Mapping[str, int]


_c = case_file.c
_MINE = (_c.network_id == bindparam("network"), _c.merged_into.is_(None), _c.silent.is_(False))
# Somebody met at a counter has no account: each of their cases counts as a holder.
_holders = func.count(distinct(_c.person_id)) + func.count() - func.count(_c.person_id)
_HOLDERS = select(_holders, func.count()).where(*_MINE)

_waits, _held = (func.max(case((slot.c.status.in_(sorted(some)), 1), else_=0)) for some in (WAITING, HELD))


@cache
def _standing(some: bool) -> tuple[Any, Any]:
    """Which cases somebody waits for or holds, and how many slots wait; `some`: of those in `cases` alone.

    Asked of the slots of which something is expected, which are few beside all there were.
    """
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
    return stages, waiting.group_by(slot.c.role)


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


async def standing(here: Here, zone: str) -> Standing:
    """Where all cases stand today, in a time zone."""
    holders, cases = (await here.execute(_HOLDERS, {"network": here.network_id})).one()
    stages = Counter({"transmitted": 0, "partly": 0, "taken": 0})
    open_slots = Counter[str]()
    for waits, held, count, by_role in await _stand(here, zone):
        if waits or held:
            stages[("partly" if held else "transmitted") if waits else "taken"] += count
        open_slots.update(by_role)
    stages["closed"] = cases - stages.total()
    return Standing(holders, cases, {stage: count for stage, count in stages.items() if count}, dict(open_slots))


async def delays(here: Here) -> dict[tuple[Measure, Way], Delay]:
    """How long referents who were asked took, themselves, by what was waited for and the way that it came; of what was
    not undone.
    """
    found = await here.execute(_DELAYS, {"network": here.network_id})
    return {(Measure(what), Way(way)): Delay(cases, float(middle)) for what, way, cases, middle in found}


async def _stand(here: Here, zone: str) -> list[tuple[bool, bool, int, Mapping[str, int]]]:
    """Of so many cases whether somebody waits for them and whether somebody holds them, and their slots that wait. What
    is kept of most of them is summed, the others are gone through.
    """
    others = await kept_facts.stale(here, zone)
    found: list[tuple[bool, bool, int, Mapping[str, int]]] = []
    if others is not None:
        for names, count in await kept_figures.standing(here, zone):
            by_role = {role.value: count for role in SIDES if f"waits:{role}" in names}
            found.append(("waits" in names, "held" in names, count, by_role))
    if others == []:
        return found
    named = {"network": here.network_id} | ({} if others is None else {"cases": others})
    stages, waiting = _standing(others is not None)
    found += [(bool(waits), bool(held), count, {}) for waits, held, count in await here.execute(stages, named)]
    return [*found, (False, False, 0, dict((await here.execute(waiting, named)).all()))]
