"""Hand-overs: to whom the coordination was proposed, what became of it, and who holds what the program cannot see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Column, Index, String, Table, select, text, update

from storage.engine.columns import Instant, Whose, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here


class Status(StrEnum):
    """How a proposal stands; each but the first is its end."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    BACK = "back"
    LAPSED = "lapsed"


WAITS = "status = 'waiting'"

# A proposal to coordinate, to a referent, by an account. `chosen`: whether whoever proposed stays or leaves.
handover = Table(
    "handover",
    metadata,
    own_id(),
    of_network(),
    Column("referent_id", String(40), nullable=False, info=names(Whose.PARTNER)),
    Column("proposer", BigInteger, nullable=False, info=names(Whose.PERSON, left=0)),
    Column("proposed_at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("status", String(8), nullable=False, server_default="waiting", info=of(Whose.PARTNER)),
    Column("ended_at", Instant, info=of(Whose.PARTNER)),
    Column("chosen", String(8), info=of(Whose.PARTNER)),
    Index("ix_handover_proposer", "proposer"),
    Index("ix_handover_waiting", "network_id", "referent_id", unique=True, sqlite_where=text(WAITS),
          postgresql_where=text(WAITS)),
    sqlite_autoincrement=True,
)  # fmt: skip

# Who holds something that the program cannot see, in the words of a coordinator.
handover_holder = Table(
    "handover_holder",
    metadata,
    Column("network_id", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("question", String(20), primary_key=True, info=of(Whose.NOBODY)),
    Column("holder", String(80), nullable=False, info=of(Whose.NOBODY)),
    Column("noted_by", String(40), nullable=False, info=of(Whose.NOBODY)),
    Column("noted_at", Instant, nullable=False, info=of(Whose.NOBODY)),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal to coordinate: to which referent, by which account (0 once that was erased)."""

    id: int
    referent: str
    proposer: int
    proposed_at: datetime
    status: Status


_c = handover.c
_ALL = select(_c.id, _c.referent_id, _c.proposer, _c.proposed_at, _c.status)


def _read(row: object) -> Proposal:
    id_, referent, proposer, at, status = tuple(row)  # type: ignore[arg-type, var-annotated]
    return Proposal(id_, referent, proposer, at, Status(status))


async def propose(here: Here, referent_id: str, proposer: int, now: datetime) -> Proposal | None:
    """Propose the role; None where that waits for an answer of theirs already."""
    new = {"network_id": here.network_id, "referent_id": referent_id, "proposer": proposer, "proposed_at": now}
    put = insert_for(here.connection)(handover).values(new).on_conflict_do_nothing().returning(_c.id)
    made = (await here.execute(put)).scalar_one_or_none()
    return None if made is None else Proposal(int(made), referent_id, proposer, now, Status.WAITING)


async def find(here: Here, number: int) -> Proposal | None:
    """A proposal by its number."""
    row = (await here.execute(_ALL.where(_c.network_id == here.network_id, _c.id == number))).one_or_none()
    return None if row is None else _read(row)


async def waiting(here: Here) -> list[Proposal]:
    """Those that wait for an answer, oldest first."""
    which = (_c.network_id == here.network_id, text(WAITS))  # as the index has it
    return [_read(row) for row in await here.execute(_ALL.where(*which).order_by(_c.id))]


async def end(here: Here, number: int, status: Status, now: datetime) -> bool:
    """What became of a proposal that waits, by one conditional UPDATE. Returns whether it waited."""
    which = (_c.network_id == here.network_id, _c.id == number, _c.status == Status.WAITING)
    return (await here.execute(update(handover).where(*which).values(status=status, ended_at=now))).rowcount == 1


async def choose(here: Here, number: int, chosen: str) -> bool:
    """Whether whoever proposed stays or leaves, now that it was accepted. Returns whether that was open."""
    which = (_c.network_id == here.network_id, _c.id == number, _c.status == Status.ACCEPTED, _c.chosen.is_(None))
    return (await here.execute(update(handover).where(*which).values(chosen=chosen))).rowcount == 1


async def note_holder(here: Here, question: str, holder: str, by: str, now: datetime) -> None:
    """Who holds something, instead of what was noted before."""
    values = {"holder": holder, "noted_by": by, "noted_at": now}
    put = insert_for(here.connection)(handover_holder).values(network_id=here.network_id, question=question, **values)
    await here.execute(put.on_conflict_do_update(index_elements=["network_id", "question"], set_=values))


async def holders(here: Here) -> dict[str, tuple[str, datetime]]:
    """Who holds what, and when that was noted, by question."""
    c = handover_holder.c
    rows = await here.execute(select(c.question, c.holder, c.noted_at).where(c.network_id == here.network_id))
    return {row.question: (row.holder, row.noted_at) for row in rows}
