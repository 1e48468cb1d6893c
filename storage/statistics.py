"""Figures: counts for the coordinators, never names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, case, distinct, func, select

from network.slots import HELD, WAITING
from storage.cases import case_file
from storage.engine.here import Here
from storage.slots import slot


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of a network. Keys of `territories` and `sectors` are ids, "" where undecided; of `open_slots`, roles; of
    `stages`: transmitted (nobody has taken it yet), partly, taken (by all it needs), closed.
    """

    holders: int
    cases: int
    stages: Mapping[str, int]
    territories: Mapping[str, int]
    sectors: Mapping[str, int]
    open_slots: Mapping[str, int]


_c = case_file.c
_MINE = (_c.network_id == bindparam("network"), _c.merged_into.is_(None), _c.silent.is_(False))
# Somebody met at a counter has no account: each of their cases counts as a holder.
_HOLDERS = select(func.count(distinct(_c.person_id)) + func.count() - func.count(_c.person_id)).where(*_MINE)
_PLACES = select(_c.territory, _c.sector, func.count()).where(*_MINE).group_by(_c.territory, _c.sector)

_waits, _held = (func.max(case((slot.c.status.in_(sorted(some)), 1), else_=0)) for some in (WAITING, HELD))
# Asked of the slots of which something is expected, which are few beside all there were.
_of_mine = select(_c.id).where(_c.id == slot.c.case_id, *_MINE).exists()
_goes_on = (
    select(_waits.label("waits"), _held.label("held"))
    .where(slot.c.status.in_(sorted(WAITING | HELD)), _of_mine)
    .group_by(slot.c.case_id)
    .subquery()
)
_STAGES = select(_goes_on.c.waits, _goes_on.c.held, func.count()).group_by(_goes_on.c.waits, _goes_on.c.held)
_OPEN = select(slot.c.role, func.count()).where(slot.c.status.in_(sorted(WAITING)), _of_mine).group_by(slot.c.role)


async def figures(here: Here) -> Figures:
    """Count everything of one network."""

    async def counted(query: Any) -> Any:
        return await here.execute(query, {"network": here.network_id})

    holders = (await counted(_HOLDERS)).scalar_one()
    territories, sectors = Counter[str](), Counter[str]()
    for territory, sector, count in await counted(_PLACES):
        territories[territory or ""] += count
        sectors[sector or ""] += count
    stages = Counter({"transmitted": 0, "partly": 0, "taken": 0})
    for waits, held, count in await counted(_STAGES):
        stages[("partly" if held else "transmitted") if waits else "taken"] += count
    stages["closed"] = territories.total() - stages.total()
    return Figures(
        holders,
        territories.total(),
        {stage: count for stage, count in stages.items() if count},
        _most_first(territories),
        _most_first(sectors),
        dict((await counted(_OPEN)).all()),
    )


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
