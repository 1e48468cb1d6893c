"""Pilot: to which organisation it was proposed to be the pilot, what it said of itself, what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Table, and_, func, or_, select, text, update

from storage.cases import Case, case_file
from storage.conversations import conversation
from storage.engine.columns import Instant, Whose, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.handover import WAITS, Status

# A proposal that an organisation becomes the pilot, to a referent who answers for it, by an account. `facts`: what they
# say of it, once they did. `version`: that of the network which says so, once they accepted. A network has one at most
# that waits.
pilot = Table(
    "pilot",
    metadata,
    own_id(),
    of_network(),
    Column("organisation", String(40), nullable=False, info=of(Whose.NOBODY)),
    Column("referent_id", String(40), nullable=False, info=names(Whose.PARTNER)),
    Column("proposer", BigInteger, nullable=False, info=names(Whose.PERSON, left=0)),
    Column("proposed_at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("status", String(8), nullable=False, server_default="waiting", info=of(Whose.PARTNER)),
    Column("ended_at", Instant, info=of(Whose.PARTNER)),
    Column("facts", JSON(none_as_null=True), info=of(Whose.PARTNER)),
    Column("version", Integer, info=of(Whose.NOBODY)),
    Index("ix_pilot_proposer", "proposer"),
    Index("ix_pilot_waiting", "network_id", unique=True, sqlite_where=text(WAITS), postgresql_where=text(WAITS)),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal to be the pilot: to which organisation, through which referent, by which account (0 once that was
    erased). `ended_at` is when it was accepted, or came to nothing.
    """

    id: int
    organisation: str
    referent: str
    proposer: int
    proposed_at: datetime
    status: Status
    ended_at: datetime | None = None
    facts: Mapping[str, Any] | None = None


_c = pilot.c
_ALL = select(_c.id, _c.organisation, _c.referent_id, _c.proposer, _c.proposed_at, _c.status, _c.ended_at, _c.facts)


def _read(row: Any) -> Proposal:
    whom = row.organisation, row.referent_id, row.proposer
    return Proposal(row.id, *whom, row.proposed_at, Status(row.status), row.ended_at, row.facts)


async def propose(here: Here, organisation: str, referent_id: str, proposer: int, now: datetime) -> Proposal | None:
    """Propose it; None where a proposal waits for its answer already."""
    told = {"organisation": organisation, "referent_id": referent_id, "proposer": proposer, "proposed_at": now}
    new = insert_for(here.connection)(pilot).values(network_id=here.network_id, **told)
    made = (await here.execute(new.on_conflict_do_nothing().returning(_c.id))).scalar_one_or_none()
    return None if made is None else Proposal(int(made), organisation, referent_id, proposer, now, Status.WAITING)


async def find(here: Here, number: int) -> Proposal | None:
    """A proposal by its number."""
    row = (await here.execute(_ALL.where(_c.network_id == here.network_id, _c.id == number))).one_or_none()
    return None if row is None else _read(row)


async def waiting(here: Here) -> Proposal | None:
    """The one that waits for its answer."""
    row = (await here.execute(_ALL.where(_c.network_id == here.network_id, text(WAITS)))).one_or_none()
    return None if row is None else _read(row)


async def end(here: Here, number: int, status: Status, now: datetime) -> bool:
    """What became of a proposal that waits. Returns whether it waited."""
    return await _change(here, number, status=status, ended_at=now)


async def fill(here: Here, number: int, facts: Mapping[str, Any]) -> bool:
    """What the organisation says of itself. Returns whether its proposal waits."""
    return await _change(here, number, facts=dict(facts))


async def _change(here: Here, number: int, **values: object) -> bool:
    which = (_c.network_id == here.network_id, _c.id == number, _c.status == Status.WAITING)
    return (await here.execute(update(pilot).where(*which).values(**values))).rowcount == 1


async def became(here: Here, number: int, version: int) -> None:
    """The version of the network that says so."""
    await here.execute(update(pilot).where(_c.network_id == here.network_id, _c.id == number).values(version=version))


# --- who is told of it ------------------------------------------------------------------------------------------------


async def open_since_before(here: Here, at: datetime, after: int, most: int) -> list[int]:
    """The ids of some open cases sent before that moment, in order, from the one `after` on: none is silent."""
    c = case_file.c
    which = (c.network_id == here.network_id, c.id > after, c.submitted_at <= at, *_OPEN)
    return list((await here.execute(select(c.id).where(*which).order_by(c.id).limit(most))).scalars())


_OPEN = (case_file.c.merged_into.is_(None), case_file.c.closed_at.is_(None), case_file.c.silent.is_(False))


async def has_another(here: Here, case: Case, at: datetime) -> bool:
    """Whether somebody without Telegram has an earlier open case, by the number or the address that they gave."""
    c, project = case_file.c, case.project
    mine = c.network_id == here.network_id
    same = or_(and_(mine, c.phone == project.phone), and_(mine, c.email == (project.email or "").lower()))
    which = (c.id < case.id, c.person_id.is_(None), c.submitted_at <= at, *_OPEN, same)
    return (await here.execute(select(c.id).where(*which).limit(1))).first() is not None


async def writing(here: Here, flow: str, after: int, most: int) -> list[tuple[int, bool]]:
    """Some chats in which something is under way, in order, from the one `after` on, and whether it is that flow with
    an answer at least.
    """
    c = conversation.c
    which = (c.network_id == here.network_id, c.chat_id > after, func.length(c.stack.cast(String)) > _EMPTY)
    found = await here.execute(select(c.chat_id, c.stack).where(*which).order_by(c.chat_id).limit(most))
    return [(row.chat_id, any(s.get("flow") == flow and s.get("answers") for s in row.stack)) for row in found]


_EMPTY = 2
"""Characters of a stack in which there is nothing."""
