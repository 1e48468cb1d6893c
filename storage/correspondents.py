"""Correspondents: who speaks for an organisation, since when, and who did; to whom the role was proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Index, Integer, String, Table, bindparam, select, text, update

from storage.engine.columns import Instant, Whose, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here

MOST = 3
"""Correspondents of an organisation, those included who have not answered yet."""
STILL = "ended_at IS NULL"


class End(StrEnum):
    """Why a row ended: its proposal was refused, taken back or got no answer; they left the role, or the network; a
    coordinator ended it.
    """

    REFUSED = "refused"
    BACK = "back"
    LAPSED = "lapsed"
    LEFT = "left"
    GONE = "gone"
    ENDED = "ended"


# A referent who speaks for their organisation, `since` they accepted; before that the role is proposed. A row that
# ended stays. `place` counts from 1 within an organisation, so that the database lets only so many stand side by side.
correspondent = Table(
    "correspondent",
    metadata,
    own_id(),
    of_network(),
    Column("organisation", String(40), nullable=False, info=of(Whose.NOBODY)),
    Column("place", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("referent_id", String(40), nullable=False, info=names(Whose.PARTNER)),
    Column("proposed_by", String(60), nullable=False, info=of(Whose.PARTNER)),
    Column("proposed_at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("since", Instant, info=of(Whose.PARTNER)),
    Column("ended_at", Instant, info=of(Whose.PARTNER)),
    Column("why", String(8), info=of(Whose.PARTNER)),
    Index("ix_correspondent_referent", "network_id", "referent_id", unique=True, sqlite_where=text(STILL),
          postgresql_where=text(STILL)),
    Index("ix_correspondent_place", "network_id", "organisation", "place", unique=True, sqlite_where=text(STILL),
          postgresql_where=text(STILL)),
    sqlite_autoincrement=True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correspondent:
    """A row that has not ended: `since` is None while the role is only proposed. `proposed_by` is a referent's id or
    "coordinator".
    """

    id: int
    organisation: str
    referent: str
    proposed_by: str
    proposed_at: datetime
    since: datetime | None


_c = correspondent.c
_OPEN = (
    select(_c.id, _c.organisation, _c.referent_id, _c.proposed_by, _c.proposed_at, _c.since)
    .where(_c.network_id == bindparam("network"), _c.ended_at.is_(None))
    .order_by(_c.id)
)
_OF = _OPEN.where(_c.organisation == bindparam("organisation"))
_BY_ID = _OPEN.where(_c.id == bindparam("number"))
_MINE = _OPEN.where(_c.referent_id == bindparam("referent"), _c.since.is_not(None))


def _read(row: Any) -> Correspondent:
    return Correspondent(*row)


async def everybody(here: Here) -> list[Correspondent]:
    """All that have not ended, of every organisation, the earliest first."""
    return [_read(row) for row in await here.execute(_OPEN, {"network": here.network_id})]


async def of_organisation(here: Here, organisation: str) -> list[Correspondent]:
    """Those of an organisation, the earliest first."""
    rows = await here.execute(_OF, {"network": here.network_id, "organisation": organisation})
    return [_read(row) for row in rows]


async def speaks_for(here: Here, referent_id: str) -> str | None:
    """The organisation that a referent has accepted to speak for, if any."""
    row = (await here.execute(_MINE, {"network": here.network_id, "referent": referent_id})).one_or_none()
    return None if row is None else str(row.organisation)


async def find(here: Here, number: int) -> Correspondent | None:
    """One that has not ended, by its number."""
    row = (await here.execute(_BY_ID, {"network": here.network_id, "number": number})).one_or_none()
    return None if row is None else _read(row)


async def propose(here: Here, organisation: str, referent_id: str, by: str, now: datetime) -> Correspondent | None:
    """Propose the role. None where they have it or were asked, or where an organisation has as many as it may."""
    taken = set((await here.execute(_PLACES, {"network": here.network_id, "organisation": organisation})).scalars())
    place = next((one for one in range(1, MOST + 1) if one not in taken), None)
    if place is None:
        return None
    new = {"network_id": here.network_id, "organisation": organisation, "place": place, "referent_id": referent_id}
    values = {**new, "proposed_by": by, "proposed_at": now}
    put = insert_for(here.connection)(correspondent).values(values).on_conflict_do_nothing().returning(_c.id)
    made = (await here.execute(put)).scalar_one_or_none()
    return None if made is None else Correspondent(int(made), organisation, referent_id, by, now, None)


_PLACES = select(_c.place).where(
    _c.network_id == bindparam("network"), _c.organisation == bindparam("organisation"), _c.ended_at.is_(None)
)


async def accept(here: Here, number: int, now: datetime) -> bool:
    """They accept, by one conditional UPDATE. Returns whether that was still open."""
    which = (_c.network_id == here.network_id, _c.id == number, _c.since.is_(None), _c.ended_at.is_(None))
    return (await here.execute(update(correspondent).where(*which).values(since=now))).rowcount == 1


async def end(here: Here, number: int, why: End, now: datetime, *, accepted: bool) -> bool:
    """A row ends, one that was `accepted` or one that was not; one conditional UPDATE. Returns whether it stood so."""
    stands = _c.since.is_not(None) if accepted else _c.since.is_(None)
    which = (_c.network_id == here.network_id, _c.id == number, stands, _c.ended_at.is_(None))
    return (await here.execute(update(correspondent).where(*which).values(ended_at=now, why=why))).rowcount == 1


async def end_of(here: Here, referent_ids: Iterable[str], now: datetime) -> list[str]:
    """Whatever some referents have of the role, or were asked, ends: they are gone. Returns for which organisations
    they spoke.
    """
    which = (_c.network_id == here.network_id, _c.referent_id.in_(list(referent_ids)), _c.ended_at.is_(None))
    ends = update(correspondent).where(*which).values(ended_at=now, why=End.GONE).returning(_c.organisation, _c.since)
    return [row.organisation for row in await here.execute(ends) if row.since is not None]


_LEFT = (
    select(_c.organisation)
    .where(
        _c.network_id == bindparam("network"),
        _c.since.is_not(None),
        _c.organisation.not_in(
            select(_c.organisation).where(
                _c.network_id == bindparam("network"), _c.since.is_not(None), _c.ended_at.is_(None)
            )
        ),
    )
    .distinct()
    .order_by(_c.organisation)
)


async def without(here: Here) -> list[str]:
    """The organisations that once had a correspondent, and have none now."""
    return list((await here.execute(_LEFT, {"network": here.network_id})).scalars())
