"""Freshness: which owners are asked whether their offers hold, what they said, and how many looked at an offer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, String, Table, delete, func, select, update

from storage.engine.columns import Instant, Serial, Whose, metadata, of
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.interests import interest
from storage.offers import Status, offer
from storage.owners import owner

# Who opened the card of an offer, as a keyed hash of both: it counts each of them once, and says nobody’s name. It goes
# when the owner says that the offer holds, when it is hidden, and when it is over.
offer_look = Table(
    "offer_look",
    metadata,
    Column("offer_id", Serial, ForeignKey("offer.id"), primary_key=True, info=of(Whose.NOBODY)),
    Column("mark", String(80), primary_key=True, info=of(Whose.NOBODY)),
    Column("looked_at", Instant, nullable=False, info=of(Whose.NOBODY)),
)

_o, _w, _l = offer.c, owner.c, offer_look.c


# --- who looks --------------------------------------------------------------------------------------------------------


def look_of(here: Here, number: int, account: int) -> str:
    """What says that somebody looked at an offer, of which a keyed hash is kept."""
    return f"look:{here.network_id}:{number}:{account}"


async def looked_at(here: Here, number: int, mark: str, now: datetime) -> None:
    """Somebody opened its card, who is counted once."""
    put = insert_for(here.connection)(offer_look).values(offer_id=number, mark=mark, looked_at=now)
    if (await here.execute(put.on_conflict_do_nothing())).rowcount == 1:
        which = (_o.network_id == here.network_id, _o.id == number)
        await here.execute(update(offer).where(*which).values(looks=_o.looks + 1, changes=_o.changes))


async def looked_upon(here: Here) -> list[int]:
    """The offers of which somebody has opened the card."""
    mine = select(_l.offer_id).join(offer, _o.id == _l.offer_id).where(_o.network_id == here.network_id)
    return list((await here.execute(mine.distinct().order_by(_l.offer_id))).scalars())


async def marked(here: Here, marks: Iterable[str]) -> int:
    """How many of these marks are kept."""
    mine = select(func.count()).select_from(offer_look).where(_l.mark.in_(list(marks)))
    return int((await here.execute(mine)).scalar_one())


async def forget_marks(here: Here, marks: Iterable[str]) -> None:
    """Nothing says any more that whom these mark has looked; how many have is as it was."""
    await here.execute(delete(offer_look).where(_l.mark.in_(list(marks))))


async def forget_looks(here: Here, numbers: Iterable[int]) -> None:
    """Nothing says any more who has looked at these."""
    await here.execute(delete(offer_look).where(_l.offer_id.in_(list(numbers))))


# --- when owners are asked --------------------------------------------------------------------------------------------


async def plan(here: Here, owner_id: int, round_: int, at: datetime | None) -> bool:
    """An owner is asked at another date, or at none: the one before does nothing any more. Returns whether nobody
    planned meanwhile; the new round is the next one.
    """
    which = (_w.network_id == here.network_id, _w.id == owner_id, _w.round == round_)
    new = update(owner).where(*which).values(round=round_ + 1, ask_at=at)
    return (await here.execute(new)).rowcount == 1


async def choose(here: Here, owner_id: int, pace: int) -> None:
    """An owner wants to be asked after so many days."""
    which = (_w.network_id == here.network_id, _w.id == owner_id)
    await here.execute(update(owner).where(*which).values(pace=pace))


async def ask(here: Here, numbers: Iterable[int], question: int, now: datetime) -> list[int]:
    """The owner of offers that are shown is asked about them, in a question of theirs. Returns which still were."""
    return await _become(here, numbers, (Status.SHOWN,), status=Status.ASKED, asked_at=now, asked_in=question)


# --- what comes of it -------------------------------------------------------------------------------------------------

STANDS = (Status.SHOWN, Status.ASKED, Status.STALE)
"""An offer that its owner can say to hold."""


async def renew(here: Here, numbers: Iterable[int], now: datetime) -> list[int]:
    """Their owner says that offers hold, also late. Returns those that were not over."""
    told: dict[str, Any] = {"confirmed_at": now, "asked_at": None, "asked_in": None, "looks": 0, "round": _o.round + 1}
    held = await _become(here, numbers, STANDS, status=Status.SHOWN, **told)
    await forget_looks(here, held)
    return held


async def lapse(here: Here, numbers: Iterable[int], question: int) -> list[int]:
    """Nobody answered that question: offers are shown no more. Returns those of which that is so."""
    held = await _become(here, numbers, (Status.ASKED,), question, status=Status.STALE, round=_o.round + 1)
    await forget_looks(here, held)
    return held


async def _become(
    here: Here, numbers: Iterable[int], out_of: Iterable[Status], question: int | None = None, **values: Any
) -> list[int]:
    also = () if question is None else (_o.asked_in == question,)
    which = (_o.network_id == here.network_id, _o.id.in_(sorted(numbers)), _o.status.in_(list(out_of)), *also)
    changed = update(offer).where(*which).values(**values).returning(_o.id)
    return sorted((await here.execute(changed)).scalars())


async def wanted(here: Here, numbers: Iterable[int]) -> dict[int, int]:
    """How many people have asked for each of these offers since its owner said last that it holds."""
    i = interest.c
    since = (_o.network_id == here.network_id, _o.id.in_(sorted(numbers)), i.asked_at >= _o.confirmed_at)
    people = select(_o.id, func.count().label("people")).join(interest, i.offer_id == _o.id).where(*since)
    return {row.id: row.people for row in await here.execute(people.group_by(_o.id))}
