"""Coordinators: who coordinates a network, since when, and who did; settings and the network’s file only begin it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    Index,
    Select,
    String,
    Table,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from storage.accounts import account
from storage.engine.columns import Instant, Whose, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.people import person

STILL = "ended_at IS NULL"

# Who coordinates, as a referent or, where they are none, by their account; a row that ended stays, so that nobody is
# begun with twice. `mark` is the keyed hash of the account that the settings named: it outlives an erasing.
coordinator = Table(
    "coordinator",
    metadata,
    own_id(),
    of_network(),
    Column("referent_id", String(40), info=names(Whose.PARTNER)),
    Column("telegram_id", BigInteger, info=names(Whose.PERSON, left=None)),
    Column("mark", String(80), info=of(Whose.NOBODY)),
    Column("since", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("ended_at", Instant, info=of(Whose.PARTNER)),
    Index("ix_coordinator_referent", "network_id", "referent_id", unique=True, sqlite_where=text(STILL),
          postgresql_where=text(STILL)),
    Index("ix_coordinator_telegram_id", "telegram_id"),
    Index("ix_coordinator_account", "network_id", "telegram_id", unique=True, sqlite_where=text(STILL),
          postgresql_where=text(STILL)),
    sqlite_autoincrement=True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coordination:
    """Who coordinates now: ids of referents, and Telegram ids of those who are none."""

    referents: frozenset[str] = frozenset()
    accounts: frozenset[int] = frozenset()

    def bound(self, accounts: Mapping[str, int]) -> list[int]:
        """The Telegram ids of all of them, where `accounts` are those of referents."""
        theirs = (accounts[id_] for id_ in self.referents if id_ in accounts)
        return sorted({*self.accounts, *theirs})


_NETWORK: BindParameter[str] = bindparam("network")
_HERE = (coordinator.c.network_id == _NETWORK, coordinator.c.ended_at.is_(None))
OPEN = select(coordinator.c.referent_id, coordinator.c.telegram_id).where(*_HERE)


def gathered(rows: Iterable[Any]) -> Coordination:
    """Some rows with a `referent_id` and a `telegram_id`, of which one is none."""
    found = [(row.referent_id, row.telegram_id) for row in rows]
    accounts = frozenset(telegram_id for id_, telegram_id in found if id_ is None and telegram_id is not None)
    return Coordination(frozenset(id_ for id_, _ in found if id_ is not None), accounts)


async def of_now(here: Here) -> Coordination:
    """Who coordinates now."""
    return gathered(await here.execute(OPEN, {"network": here.network_id}))


async def seed(here: Here, marks: Mapping[int, str], referents: Iterable[str], now: datetime) -> None:
    """Those begin to coordinate who were never begun with: accounts, each with its mark, and referents."""
    rows = (await here.execute(_KNOWN, {"network": here.network_id})).fetchall()
    named = {row.referent_id for row in rows}
    begun, marked = {row.telegram_id for row in rows if row.referent_id is None}, {row.mark for row in rows}
    for id_ in sorted(set(referents) - named):
        await _begin(here, now, referent_id=id_)
    for telegram_id, mark in sorted(marks.items()):
        if telegram_id not in begun and mark not in marked:
            await _begin(here, now, telegram_id=telegram_id, mark=mark)


_KNOWN = select(coordinator.c.referent_id, coordinator.c.telegram_id, coordinator.c.mark).where(
    coordinator.c.network_id == _NETWORK
)


async def _begin(here: Here, now: datetime, **who: object) -> bool:
    new = {"network_id": here.network_id, "since": now, **who}
    done = await here.execute(insert_for(here.connection)(coordinator).values(new).on_conflict_do_nothing())
    return done.rowcount == 1


async def begin(here: Here, referent_id: str, now: datetime) -> bool:
    """A referent coordinates from now on. Returns whether that is new."""
    return await _begin(here, now, referent_id=referent_id)


async def end(here: Here, referent_id: str, now: datetime) -> None:
    """A referent is none any more, and coordinates no more."""
    which = (coordinator.c.network_id == here.network_id, coordinator.c.referent_id == referent_id)
    await here.execute(update(coordinator).where(*which, coordinator.c.ended_at.is_(None)).values(ended_at=now))


async def keep(here: Here, telegram_id: int, now: datetime) -> bool:
    """Whoever acts for no referent any more goes on coordinating by their account. Returns whether that is new."""
    return await _begin(here, now, telegram_id=telegram_id)


def _still(one: Any) -> tuple[ColumnElement[bool], ...]:
    return one.c.network_id == _NETWORK, one.c.ended_at.is_(None)


def _at_hand() -> Select[Any]:
    """The rows of those who coordinate and whom a message reaches."""
    one = coordinator.alias("one")
    theirs = func.coalesce(one.c.telegram_id, account.c.telegram_id)
    reached = exists().where(person.c.telegram_id == theirs, person.c.blocked_at.is_(None))
    bound = and_(account.c.network_id == one.c.network_id, account.c.referent_id == one.c.referent_id)
    return select(one.c.id).join_from(one, account, bound, isouter=True).where(*_still(one), reached)


def _mine(one: Any) -> ColumnElement[bool]:
    """The rows of an account: its own, and that of the referent it acts for."""
    me: BindParameter[int] = bindparam("me")
    acts_for = select(account.c.referent_id).where(account.c.network_id == _NETWORK, account.c.telegram_id == me)
    return or_(one.c.telegram_id == me, one.c.referent_id.in_(acts_for))


def _leave() -> ReturningUpdate[Any]:
    """Everybody’s row is locked in one order before it is asked who else is left, so that of two who leave at the same
    moment the second sees that the first is gone.
    """
    own = coordinator.alias("own")
    still = select(coordinator.c.id).where(*_HERE).order_by(coordinator.c.id).with_for_update().cte("still")
    mine = select(own.c.id).where(*_still(own), _mine(own))
    others = select(still.c.id).where(still.c.id.in_(_at_hand()), still.c.id.not_in(mine))
    ends = update(coordinator).where(*_HERE, _mine(coordinator), others.exists())
    return ends.values(ended_at=bindparam("at", type_=Instant())).returning(coordinator.c.id)


_LEAVE = _leave()


async def leave(here: Here, telegram_id: int, now: datetime) -> bool:
    """Somebody coordinates no more, unless nobody else would be left whom a message reaches: one conditional UPDATE.
    Returns whether they left.
    """
    given = {"network": here.network_id, "me": telegram_id, "at": now}
    return (await here.execute(_LEAVE, given)).first() is not None


async def others_at_hand(here: Here, telegram_id: int) -> bool:
    """Whether anybody else coordinates whom a message reaches."""
    own = coordinator.alias("own")
    mine = select(own.c.id).where(*_still(own), _mine(own))
    others = select(coordinator.c.id).where(coordinator.c.id.in_(_at_hand()), coordinator.c.id.not_in(mine))
    given = {"network": here.network_id, "me": telegram_id}
    return (await here.execute(others.limit(1), given)).first() is not None


async def anybody_at_hand(here: Here) -> bool:
    """Whether anybody coordinates whom a message reaches."""
    return (await here.execute(_at_hand().limit(1), {"network": here.network_id})).first() is not None
