"""Sources: by what somebody heard of the network, kept with their account, and with each case that they send."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, or_, select, update

from storage.cases import case_file
from storage.engine.here import Here
from storage.people import person

UNSAID = ""
"""What stands where somebody was asked and would not say."""


async def note(here: Here, account: int, source: str) -> None:
    """Somebody came by a link: it counts where nothing is known of them, and they have sent nothing yet."""
    sent = select(case_file.c.id).where(case_file.c.person_id == account).exists()
    unknown = person.c.source.is_(None)
    await here.execute(update(person).where(person.c.telegram_id == account, unknown, ~sent).values(source=source))


async def of_account(here: Here, account: int) -> str | None:
    """By what somebody heard of the network; None where they were not asked yet."""
    found = await here.execute(select(person.c.source).where(person.c.telegram_id == account))
    return found.scalar_one_or_none()


async def told(here: Here, account: int, source: str) -> bool:
    """Somebody was asked, and says it, or would not. Returns whether nothing was known before."""
    unknown = person.c.source.is_(None)
    done = await here.execute(update(person).where(person.c.telegram_id == account, unknown).values(source=source))
    if done.rowcount == 1 and source != UNSAID:
        c = case_file.c
        await here.execute(update(case_file).where(c.person_id == account, c.source.is_(None)).values(source=source))
    return done.rowcount == 1


async def completed(here: Here, case_id: int, source: str, replaces: Collection[str]) -> None:
    """It was told with what completes a case: what the case came by stays, unless that is one of those."""
    c = case_file.c
    may = or_(c.source.is_(None), c.source.in_(sorted(replaces)))
    await here.execute(update(case_file).where(c.id == case_id, may).values(source=source))


async def counted(here: Here) -> dict[str, tuple[int, int]]:
    """How many accounts and how many cases came by each source."""
    people, sent = await _counted(here, person), await _counted(here, case_file)
    return {source: (people.get(source, 0), sent.get(source, 0)) for source in {**people, **sent}}


async def _counted(here: Here, table: Any) -> dict[str, int]:
    c = table.c
    query = select(c.source, func.count()).where(c.network_id == here.network_id, c.source.is_not(None))
    return {source: count for source, count in await here.execute(query.group_by(c.source)) if source != UNSAID}
