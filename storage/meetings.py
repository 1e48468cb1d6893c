"""Meetings: what is proposed and when, who answered what, which date was chosen, and what was told of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    exists,
    func,
    select,
    text,
    update,
)

from network.meetings import Says, Tally
from storage.engine.columns import Instant, Serial, Whose, goes, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here

KEPT = timedelta(days=365)
"""So long it is kept who answered what."""
PAST_SHOWN = 3


class Status(StrEnum):
    """How a meeting stands: written, its dates asked, one of them chosen, called off, or never sent."""

    DRAFT = "draft"
    ASKED = "asked"
    SET = "set"
    CANCELLED = "cancelled"
    DROPPED = "dropped"


OPEN = (Status.ASKED, Status.SET)

# A meeting. `at` is the date that was chosen; `told_at` and `told_status` are what everybody was told last, `sequence`
# how often they were told; `changed_at` is when it changed last; `agenda_for` the date for which they read its agenda;
# `present` how many signed the attendance sheet, once somebody has counted.
meeting = Table(
    "meeting",
    metadata,
    own_id(),
    of_network(),
    Column("author", String(40), nullable=False, info=names(Whose.PARTNER)),
    Column("subject", String(120), nullable=False, info=of(Whose.PARTNER)),
    Column("place", String(200), nullable=False, info=of(Whose.PARTNER)),
    Column("minutes", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("days", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("answer_by", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("status", String(9), nullable=False, server_default="draft", info=of(Whose.NOBODY)),
    Column("created_at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("at", Instant, info=of(Whose.NOBODY)),
    Column("changed_at", Instant, info=of(Whose.NOBODY)),
    Column("told_at", Instant, info=of(Whose.NOBODY)),
    Column("told_status", String(9), nullable=False, server_default=text("''"), info=of(Whose.NOBODY)),
    Column("sequence", Integer, nullable=False, server_default="0", info=of(Whose.NOBODY)),
    Column("agenda_for", Instant, info=of(Whose.NOBODY)),
    Column("present", Integer, info=of(Whose.NOBODY)),
    Index("ix_meeting_status", "network_id", "status", "at"),
    sqlite_autoincrement=True,
)

# The dates among which one is chosen, numbered from 1.
meeting_date = Table(
    "meeting_date",
    metadata,
    own_id(),
    Column("meeting_id", Serial, ForeignKey("meeting.id"), nullable=False, info=of(Whose.NOBODY)),
    Column("number", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Index("ix_meeting_date_once", "meeting_id", "number", unique=True),
    sqlite_autoincrement=True,
)

ANSWERED = "said_at IS NOT NULL"

# What somebody answers to a date, once each.
meeting_answer = Table(
    "meeting_answer",
    metadata,
    own_id(),
    Column("date_id", Serial, ForeignKey("meeting_date.id"), nullable=False, info=of(Whose.NOBODY)),
    Column("who", String(40), nullable=False, info=names(Whose.PARTNER)),
    Column("says", String(5), nullable=False, info=of(Whose.PARTNER)),
    Column("said_at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Index("ix_meeting_answer_once", "date_id", "who", unique=True),
    Index("ix_meeting_answer_over", "said_at", sqlite_where=text(ANSWERED), postgresql_where=text(ANSWERED)),
    info=goes(ANSWERED, "said_at", KEPT),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting; times are UTC. `minutes` is how long it takes, `days` how many working days answers are waited for."""

    id: int
    author: str
    subject: str
    place: str
    minutes: int
    days: int
    answer_by: datetime
    status: Status
    created_at: datetime
    at: datetime | None = None
    changed_at: datetime | None = None
    told_at: datetime | None = None
    told_status: str = ""
    sequence: int = 0
    agenda_for: datetime | None = None
    present: int | None = None

    @property
    def stands_at(self) -> datetime | None:
        """The date that stands; None while dates are asked, and once it is called off."""
        return self.at if self.status is Status.SET else None

    @property
    def as_told(self) -> bool:
        """Whether everybody was told how it stands."""
        return (self.status, self.at) == (self.told_status, self.told_at)

    def lies_ahead(self, now: datetime) -> bool:
        """Whether its date stands, and is still to come."""
        return self.stands_at is not None and self.stands_at > now

    def has_begun(self, now: datetime) -> bool:
        """Whether its date stands, and has come."""
        return self.stands_at is not None and self.stands_at <= now


@dataclass(frozen=True, slots=True)
class Option:
    """One of the dates of a meeting."""

    id: int
    number: int
    at: datetime
    meeting: Meeting


_c, _d, _a = meeting.c, meeting_date.c, meeting_answer.c
_NAMES = tuple(Meeting.__dataclass_fields__)
_ALL = select(*(_c[name] for name in _NAMES))


def _read(row: Any) -> Meeting:
    values = {name: getattr(row, name) for name in _NAMES}
    return Meeting(**{**values, "status": Status(row.status)})


async def write(
    here: Here,
    author: str,
    subject: str,
    place: str,
    minutes: int,
    days: int,
    answer_by: datetime,
    dates: Sequence[datetime],
    now: datetime,
) -> Meeting:
    """Keep a new meeting, which nobody is asked about yet, with its dates in their order."""
    new = {"author": author, "subject": subject, "place": place, "minutes": minutes, "days": days}
    times = {"answer_by": answer_by, "created_at": now}
    made = await here.execute(meeting.insert().values(network_id=here.network_id, **new, **times).returning(_c.id))
    number = int(made.scalar_one())
    rows = [{"meeting_id": number, "number": at, "at": one} for at, one in enumerate(dates, start=1)]
    await here.execute(meeting_date.insert(), rows)
    return Meeting(number, author, subject, place, minutes, days, answer_by, Status.DRAFT, now)


async def find(here: Here, number: int) -> Meeting | None:
    """A meeting by its number."""
    row = (await here.execute(_ALL.where(_c.network_id == here.network_id, _c.id == number))).one_or_none()
    return None if row is None else _read(row)


async def option(here: Here, number: int) -> Option | None:
    """A date of a meeting by its own number, with the meeting."""
    query = (
        _ALL.add_columns(_d.id.label("date_id"), _d.number, _d.at.label("date_at"))
        .join(meeting_date, _d.meeting_id == _c.id)
        .where(_c.network_id == here.network_id, _d.id == number)
    )
    row = (await here.execute(query)).one_or_none()
    return None if row is None else Option(row.date_id, row.number, row.date_at, _read(row))


async def options(here: Here, one: Meeting) -> list[Option]:
    """The dates of a meeting, in their order."""
    rows = await here.execute(select(_d.id, _d.number, _d.at).where(_d.meeting_id == one.id).order_by(_d.number))
    return [Option(row.id, row.number, row.at, one) for row in rows]


async def of_status(here: Here, statuses: Collection[Status]) -> list[Meeting]:
    """The meetings that stand so, the newest first."""
    query = _ALL.where(_c.network_id == here.network_id, _c.status.in_(statuses)).order_by(_c.id.desc())
    return [_read(row) for row in await here.execute(query)]


async def last_before(here: Here, moment: datetime) -> datetime | None:
    """When the last meeting took place that began before a moment; None: none did."""
    fixed = (_c.network_id == here.network_id, _c.status == Status.SET, _c.at < moment)
    return (await here.execute(select(_c.at).where(*fixed).order_by(_c.at.desc()).limit(1))).scalar_one_or_none()


# --- what is answered -------------------------------------------------------------------------------------------------


async def answer(here: Here, date_id: int, who: str, says: Says, now: datetime) -> bool:
    """What somebody answers to a date, in the place of what they answered before. Returns whether that is new."""
    put = insert_for(here.connection)(meeting_answer)
    new = {"date_id": date_id, "who": who, "says": says, "said_at": now}
    changed = put.on_conflict_do_update(
        index_elements=["date_id", "who"],
        set_={"says": put.excluded.says, "said_at": put.excluded.said_at},
        where=_a.says != put.excluded.says,
    )
    return bool((await here.execute(changed.values(**new))).rowcount)


async def tallies(here: Here, one: Meeting) -> list[Tally]:
    """The dates of a meeting in their order, with what was answered, in the order of the answers."""
    query = (
        select(_d.number, _d.at, _a.who, _a.says)
        .join(meeting_answer, _a.date_id == _d.id, isouter=True)
        .where(_d.meeting_id == one.id)
        .order_by(_d.number, _a.id)
    )
    found: dict[int, tuple[datetime, dict[str, Says]]] = {}
    for row in await here.execute(query):
        _, answers = found.setdefault(row.number, (row.at, {}))
        if row.who is not None:
            answers[row.who] = Says(row.says)
    return [Tally(number, at, answers) for number, (at, answers) in found.items()]


_YES = (
    select(func.count(_a.id))
    .select_from(meeting_date.join(meeting_answer, (_a.date_id == _d.id) & (_a.says == Says.YES.value)))
    .where(_d.meeting_id == _c.id, _d.at == _c.at)
    .correlate(meeting)
    .scalar_subquery()
)
_ANSWERED = exists().where(_d.meeting_id == _c.id, _a.date_id == _d.id).correlate(meeting)
_HELD = select(
    func.count(_c.id),
    func.sum(func.coalesce(_c.present, _YES)),
    func.sum(_c.present),
    func.count(_c.id).filter(_c.present.is_(None), ~_ANSWERED),
).where(
    _c.network_id == bindparam("network"),
    _c.status == Status.SET.value,
    _c.at >= bindparam("first", type_=Instant()),
    _c.at < bindparam("after", type_=Instant()),
)


async def held(here: Here, first: datetime, after: datetime) -> tuple[int, int, int, int]:
    """How many meetings were held between two moments; how many came, by the signatures that were counted, and where
    nobody counted them by the answers that say yes to the date, as far as these are kept; how many of them signed; and
    of how many meetings neither is known.
    """
    row = (await here.execute(_HELD, {"network": here.network_id, "first": first, "after": after})).one()
    return int(row[0]), int(row[1] or 0), int(row[2] or 0), int(row[3])


# --- how it goes on ---------------------------------------------------------------------------------------------------


async def becomes(
    here: Here, number: int, status: Status, out_of: Collection[Status], now: datetime, **values: datetime
) -> bool:
    """Move a meeting on, by one conditional UPDATE; `values` are further columns. Returns whether it stood where it
    goes `out_of`.
    """
    which = (_c.network_id == here.network_id, _c.id == number, _c.status.in_(out_of))
    changed = update(meeting).where(*which).values(status=status, changed_at=now, **values)
    return (await here.execute(changed)).rowcount == 1


async def came(here: Here, one: Meeting, present: int) -> None:
    """So many have signed its attendance sheet."""
    await here.execute(update(meeting).where(_c.network_id == here.network_id, _c.id == one.id).values(present=present))


async def told(here: Here, one: Meeting) -> bool:
    """Everybody hears how a meeting stands. Returns whether nobody has told it meanwhile."""
    which = (_c.network_id == here.network_id, _c.id == one.id, _c.sequence == one.sequence)
    values = {"told_status": one.status, "told_at": one.at, "sequence": one.sequence + 1}
    return (await here.execute(update(meeting).where(*which).values(**values))).rowcount == 1
