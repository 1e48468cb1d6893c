"""Agendas of meetings: what of one was dropped or told, points in own words; and how many the network has of what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Table,
    and_,
    bindparam,
    delete,
    distinct,
    false,
    func,
    or_,
    select,
    text,
    update,
)

from network.acts import Act
from network.agenda import Topic
from network.slots import WAITING
from network.slots import Status as Stands
from storage import offers
from storage.acts import case_act
from storage.case_facts import stands
from storage.cases import case_file
from storage.engine.columns import Instant, Serial, Whose, metadata, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.meetings import Meeting, Status, meeting
from storage.slots import slot

_OF_TOPICS = "topic <> ''"

# What the coordination made of a meeting’s agenda: a topic, which was `dropped`, or which everybody read (`told`); or a
# point in its own `words`, which has no topic. It stays with its meeting.
agenda_item = Table(
    "agenda_item",
    metadata,
    own_id(),
    of_network(),
    Column("meeting_id", Serial, ForeignKey("meeting.id"), nullable=False, info=of(Whose.NOBODY)),
    Column("topic", String(14), nullable=False, server_default=text("''"), info=of(Whose.NOBODY)),
    Column("words", String(120), nullable=False, server_default=text("''"), info=of(Whose.PARTNER)),
    Column("dropped", Boolean, nullable=False, server_default=false(), info=of(Whose.NOBODY)),
    Column("told", Boolean, nullable=False, server_default=false(), info=of(Whose.NOBODY)),
    Index("ix_agenda_item_meeting", "meeting_id"),
    Index("ix_agenda_item_once", "meeting_id", "topic", unique=True,
          sqlite_where=text(_OF_TOPICS), postgresql_where=text(_OF_TOPICS)),
    sqlite_autoincrement=True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A point of an agenda in the coordination’s own words."""

    id: int
    words: str


@dataclass(frozen=True, slots=True)
class Edited:
    """What was made of an agenda: the topics that were dropped, those that everybody read, and its own points, in the
    order in which they were written.
    """

    dropped: frozenset[Topic]
    told: frozenset[Topic]
    lines: tuple[Line, ...]


_c = agenda_item.c


async def edited(here: Here, one: Meeting) -> Edited:
    """What was made of the agenda of a meeting."""
    query = select(agenda_item).where(_c.network_id == here.network_id, _c.meeting_id == one.id).order_by(_c.id)
    rows = (await here.execute(query)).all()
    dropped, told = (frozenset(Topic(row.topic) for row in rows if row.topic and row._mapping[name]) for name in _MARKS)
    return Edited(dropped, told, tuple(Line(row.id, row.words) for row in rows if not row.topic))


_MARKS = ("dropped", "told")


async def drop(here: Here, one: Meeting, topic: Topic, *, dropped: bool) -> bool:
    """Leave a topic out of an agenda, or have it there again. Returns whether that is new."""
    of_topic = (_c.network_id == here.network_id, _c.meeting_id == one.id, _c.topic == topic)
    if (await here.execute(select(_c.id).where(*of_topic))).first() is None:
        put = insert_for(here.connection)(agenda_item)
        new = {"network_id": here.network_id, "meeting_id": one.id, "topic": topic}
        once = put.on_conflict_do_nothing(index_elements=["meeting_id", "topic"], index_where=text(_OF_TOPICS))
        await here.execute(once.values(**new))
    changed = update(agenda_item).where(*of_topic, _c.dropped.is_(not dropped)).values(dropped=dropped)
    return (await here.execute(changed)).rowcount == 1


async def add(here: Here, one: Meeting, words: str) -> None:
    """A point in own words."""
    await here.execute(agenda_item.insert().values(network_id=here.network_id, meeting_id=one.id, words=words))


async def remove(here: Here, one: Meeting, number: int) -> bool:
    """A point of a meeting in own words goes. Returns whether it was there."""
    which = (_c.network_id == here.network_id, _c.meeting_id == one.id, _c.id == number, _c.topic == "")
    return (await here.execute(delete(agenda_item).where(*which))).rowcount == 1


async def told(here: Here, one: Meeting, topics: Iterable[Topic]) -> bool:
    """Everybody reads these topics, once for each date of a meeting. Returns whether they had not read any for it."""
    _m = meeting.c
    stays = (_m.network_id == here.network_id, _m.id == one.id, _m.status == Status.SET, _m.at == one.at)
    unread = or_(_m.agenda_for.is_(None), _m.agenda_for != one.at)
    if not (await here.execute(update(meeting).where(*stays, unread).values(agenda_for=one.at))).rowcount:
        return False
    await here.execute(update(agenda_item).where(_c.meeting_id == one.id, _c.told).values(told=False))
    put = insert_for(here.connection)(agenda_item)
    read = put.on_conflict_do_update(
        index_elements=["meeting_id", "topic"], index_where=text(_OF_TOPICS), set_={"told": put.excluded.told}
    )
    rows = [{"network_id": here.network_id, "meeting_id": one.id, "topic": topic, "told": True} for topic in topics]
    if rows:
        await here.execute(read, rows)
    return True


# --- how many there are -----------------------------------------------------------------------------------------------

_f, _NOW = case_file.c, bindparam("now", type_=Instant())
_OPEN = and_(
    _f.network_id == bindparam("network"),
    _f.merged_into.is_(None),
    _f.silent.is_(False),
    _f.discretion != "confidential",  # nobody is to learn from an agenda even that it is there
)
_RUNS = and_(_f.closed_at.is_(None), or_(_f.paused_until.is_(None), _f.paused_until <= _NOW))


def _of_slots(which: ColumnElement[bool]) -> Any:
    """Counts the cases that go on and have such a slot."""
    found = select(func.count(distinct(slot.c.case_id))).join_from(slot, case_file, _f.id == slot.c.case_id)
    return found.where(which, _OPEN, _RUNS)


_LATE = or_(
    and_(slot.c.status.in_(sorted(WAITING)), slot.c.take_by < _NOW),
    and_(slot.c.status == Stands.TAKEN, slot.c.contact_by < _NOW),
)
"""By the promised date, as /attente counts: a word at half of the time is no delay."""


def _denied() -> ColumnElement[bool]:
    """The person said that nobody called, after that was noted, and nothing else since; what they say of no slot holds
    of each.
    """
    said, later = case_act.alias("denied"), case_act.alias("later")
    of_slot = or_(said.c.role == slot.c.role, said.c.role.is_(None))
    since = select(later.c.id).where(
        later.c.case_id == said.c.case_id,
        later.c.id > said.c.id,
        or_(
            and_(later.c.kind == "contacted_yes", or_(later.c.role == slot.c.role, later.c.role.is_(None))),
            and_(later.c.kind == Act.CONTACT.value, later.c.role == slot.c.role, stands(later.c)),
        ),
    )
    begun = func.coalesce(_f.begun_at, _f.submitted_at)
    no = select(said.c.id).where(said.c.case_id == _f.id, said.c.kind == "contacted_no", said.c.at >= begun)
    return no.where(of_slot, ~since.correlate(said, slot).exists()).correlate(slot, case_file).exists()


_COUNTS = {
    Topic.NEW: select(func.count()).select_from(case_file).where(
        _OPEN, _f.submitted_at >= bindparam("since", type_=Instant())
    ),
    Topic.LATE: _of_slots(_LATE),
    Topic.CONTRADICTED: _of_slots(and_(slot.c.status == Stands.CONTACTED, _denied())),
    Topic.UNSERVED: _of_slots(slot.c.status == Stands.COORDINATOR),
}  # fmt: skip


async def counted(here: Here, since: datetime, now: datetime) -> dict[Topic, int]:
    """How many requests there are of each topic that counts some, and offers; new are those that came `since`."""
    times = {"network": here.network_id, "since": since, "now": now}
    counts = {topic: int((await here.execute(query, times)).scalar_one()) for topic, query in _COUNTS.items()}
    unseen = await offers.to_look_at(here)
    return {**counts, Topic.OFFERS: sum(not one.said.confidential for one in unseen)}
