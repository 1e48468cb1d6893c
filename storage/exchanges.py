"""Exchanges: when somebody and those who follow them last had to do with each other, which erasing counts from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, func, or_, select, union_all

from storage.acts import case_act
from storage.engine.here import Here
from storage.letters import case_message

OURS = (
    "entered", "changed", "completed", "contacted", "done", "not_helped", "going", "resumed", "outcome", "settled",
    "state", "spoken",
)  # fmt: skip
"""What partners note after they had to do with the person; what they do among themselves is no exchange."""
_WANTED: BindParameter[int] = bindparam("of_cases", expanding=True)
_TIMES = union_all(
    select(case_act.c.case_id, case_act.c.at).where(
        case_act.c.case_id.in_(_WANTED), or_(case_act.c.actor == "person", case_act.c.kind.in_(OURS))
    ),
    select(case_message.c.case_id, case_message.c.at).where(case_message.c.case_id.in_(_WANTED)),
).subquery()
_LAST = select(func.max(_TIMES.c.at))
_LAST_OF_EACH = select(_TIMES.c.case_id, func.max(_TIMES.c.at).label("at")).group_by(_TIMES.c.case_id)


async def last(here: Here, case_ids: Iterable[int], otherwise: datetime) -> datetime:
    """The last exchange about some cases, which are one person's; `otherwise` where none is known."""
    found: datetime | None = (await here.execute(_LAST, {"of_cases": list(case_ids)})).scalar_one()
    return otherwise if found is None else found


async def last_of_each(here: Here, case_ids: Iterable[int]) -> dict[int, datetime]:
    """The last exchange about each of some cases; those are missing of which none is known."""
    found = await here.execute(_LAST_OF_EACH, {"of_cases": list(case_ids)})
    return {row.case_id: row.at for row in found}
