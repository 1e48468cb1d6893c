"""Figures: counts for the coordinators, never names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, distinct, func, select

from network.slots import CLOSED, HELD, WAITING
from storage.cases import case_file
from storage.engine.here import Here
from storage.slots import slot


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of a network. Keys of `territories` and `sectors` are ids, "" where undecided; of `open_slots`, roles."""

    holders: int
    cases: int
    stages: Mapping[str, int]
    territories: Mapping[str, int]
    sectors: Mapping[str, int]
    open_slots: Mapping[str, int]


async def figures(here: Here) -> Figures:
    """Count everything of one network."""
    mine = and_(case_file.c.network_id == here.network_id, case_file.c.merged_into.is_(None))

    async def by(column: ColumnElement[str | None]) -> dict[str, int]:
        rows = await here.execute(
            select(column, func.count()).where(mine).group_by(column).order_by(func.count().desc(), column)
        )
        return {key or "": count for key, count in rows}

    # Somebody met at a counter has no account: each of their cases counts as a holder.
    holder = func.coalesce(case_file.c.person_id, -case_file.c.id)
    holders, cases = (await here.execute(select(func.count(distinct(holder)), func.count()).where(mine))).one()
    slots = await here.execute(
        select(slot.c.case_id, slot.c.role, slot.c.status).join(case_file, case_file.c.id == slot.c.case_id).where(mine)
    )
    waiting: dict[str, int] = {}
    needed: dict[int, list[str]] = {}
    for case_id, role, status in slots:
        needed.setdefault(case_id, []).append(status)
        if status in WAITING:
            waiting[role] = waiting.get(role, 0) + 1
    stages: dict[str, int] = {}
    for statuses in needed.values():
        stage = stage_of(statuses)
        stages[stage] = stages.get(stage, 0) + 1
    return Figures(holders, cases, stages, await by(case_file.c.territory), await by(case_file.c.sector), waiting)


def stage_of(statuses: list[str]) -> str:
    """The stage of a case from its slots: transmitted (nobody yet), partly, taken (by all it needs), or closed."""
    if all(status in CLOSED for status in statuses):
        return "closed"
    open_ones = [status for status in statuses if status in WAITING]
    taken = [status for status in statuses if status in HELD]
    if not open_ones:
        return "taken"
    return "partly" if taken else "transmitted"
