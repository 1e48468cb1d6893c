"""Decisions of meetings: what is to be done, who sees to it, by which day, and since when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, ForeignKey, Index, Select, String, Table, or_, select, text, update

from storage.engine.columns import Instant, Serial, Whose, metadata, names, of, of_network, own_id
from storage.engine.here import Here
from storage.meetings import Meeting, meeting

# What a meeting decided. `who` is a referent's id, "organisations/" and that of one, or "" for nobody. It stays with
# its meeting; who saw to it does not, once they are erased.
decision = Table(
    "decision",
    metadata,
    own_id(),
    of_network(),
    Column("meeting_id", Serial, ForeignKey("meeting.id"), nullable=False, info=of(Whose.NOBODY)),
    Column("what", String(120), nullable=False, info=of(Whose.PARTNER)),
    Column("who", String(60), nullable=False, server_default=text("''"), info=names(Whose.PARTNER, left="")),
    Column("by", Date, info=of(Whose.NOBODY)),
    Column("noted_at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("done_at", Instant, info=of(Whose.NOBODY)),
    Index("ix_decision_meeting", "meeting_id"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a meeting decided; times are UTC."""

    id: int
    meeting_id: int
    what: str
    who: str
    by: date | None
    noted_at: datetime
    done_at: datetime | None


_c = decision.c
_ALL = select(*(_c[name] for name in Decision.__dataclass_fields__))


async def note(here: Here, one: Meeting, what: str, who: str, by: date | None, now: datetime) -> None:
    """Keep what a meeting decided."""
    new = {"meeting_id": one.id, "what": what, "who": who, "by": by, "noted_at": now}
    await here.execute(decision.insert().values(network_id=here.network_id, **new))


async def find(here: Here, number: int) -> Decision | None:
    """A decision by its number."""
    row = (await here.execute(_ALL.where(_c.network_id == here.network_id, _c.id == number))).one_or_none()
    return None if row is None else Decision(**row._mapping)


async def of_meeting(here: Here, one: Meeting) -> list[Decision]:
    """What a meeting decided, in the order in which it was noted."""
    return await _read(here, _ALL.where(_c.meeting_id == one.id))


async def carried_over(here: Here, one: Meeting) -> list[Decision]:
    """What earlier meetings decided and was not done when a meeting began, the oldest first."""
    earlier = _ALL.join(meeting, meeting.c.id == _c.meeting_id).where(meeting.c.at < one.at)
    return await _read(here, earlier.where(or_(_c.done_at.is_(None), _c.done_at > one.at)))


async def _read(here: Here, query: Select[Any]) -> list[Decision]:
    rows = await here.execute(query.where(_c.network_id == here.network_id).order_by(_c.id))
    return [Decision(**row._mapping) for row in rows]


async def lately_done(here: Here, one: Meeting, since: datetime) -> list[Decision]:
    """What a meeting and earlier ones decided and was done since then, the latest first."""
    known = _ALL.join(meeting, meeting.c.id == _c.meeting_id).where(meeting.c.at <= one.at)
    which = known.where(_c.network_id == here.network_id, _c.done_at >= since)
    rows = await here.execute(which.order_by(_c.done_at.desc(), _c.id.desc()))
    return [Decision(**row._mapping) for row in rows]


async def done(here: Here, number: int, now: datetime) -> bool:
    """A decision is done. Returns whether it was not before."""
    which = (_c.network_id == here.network_id, _c.id == number, _c.done_at.is_(None))
    return (await here.execute(update(decision).where(*which).values(done_at=now))).rowcount == 1


async def not_done(here: Here, number: int, since: datetime) -> bool:
    """A decision that was done since then is not done after all. Returns whether it was one."""
    which = (_c.network_id == here.network_id, _c.id == number, _c.done_at >= since)
    return (await here.execute(update(decision).where(*which).values(done_at=None))).rowcount == 1
