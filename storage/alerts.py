"""Alerts: the searches among the offers that somebody keeps, what they have been told of them, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, String, Table, UniqueConstraint, delete, false, select, update

from storage.engine.columns import Instant, Whose, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here

# The searches that somebody keeps. `wanted` is what they look for, as a button carries it. They know of all that was
# shown until `told_until`; `told_at` is when a digest told them last. `warned`: they know that it ends.
alert = Table(
    "alert",
    metadata,
    own_id(),
    of_network(),
    Column("account", BigInteger, nullable=False, info=names(Whose.PERSON)),
    Column("wanted", String(44), nullable=False, info=of(Whose.PERSON)),
    Column("told_until", Instant, nullable=False, info=of(Whose.PERSON)),
    Column("told_at", Instant, info=of(Whose.PERSON)),
    Column("ends_at", Instant, nullable=False, info=of(Whose.PERSON)),
    Column("warned", Boolean, nullable=False, server_default=false(), info=of(Whose.PERSON)),
    UniqueConstraint("account", "wanted"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Alert:
    """A search that somebody keeps."""

    id: int
    account: int
    wanted: str
    told_until: datetime
    told_at: datetime | None
    ends_at: datetime
    warned: bool


_c = alert.c
_ALL = select(*(_c[name] for name in Alert.__dataclass_fields__))


async def of_account(here: Here, account: int) -> list[Alert]:
    """The searches that somebody keeps, the oldest first."""
    query = _ALL.where(_c.account == account, _c.network_id == here.network_id).order_by(_c.id)
    return [Alert(*row) for row in await here.execute(query)]


async def find(here: Here, number: int) -> Alert | None:
    """One of them."""
    row = (await here.execute(_ALL.where(_c.network_id == here.network_id, _c.id == number))).one_or_none()
    return None if row is None else Alert(*row)


async def keep(here: Here, account: int, wanted: str, now: datetime, ends_at: datetime) -> None:
    """Somebody keeps a search from now on, or for longer."""
    new = {"network_id": here.network_id, "account": account, "wanted": wanted, "told_until": now}
    put = insert_for(here.connection)(alert).values(**new, ends_at=ends_at, warned=False)
    longer = {"ends_at": ends_at, "warned": False}
    await here.execute(put.on_conflict_do_update(index_elements=["account", "wanted"], set_=longer))


async def told(here: Here, some: Sequence[Alert], now: datetime, until: datetime) -> bool:
    """Somebody is told now of these, as they stand here, and of all that was shown `until` then. Returns whether nobody
    else told them meanwhile.
    """
    for one in some:
        before = _c.told_at.is_(None) if one.told_at is None else _c.told_at == one.told_at
        done = await here.execute(update(alert).where(_c.id == one.id, before).values(told_at=now, told_until=until))
        if done.rowcount != 1:
            return False
    return True


async def warned(here: Here, numbers: Sequence[int]) -> None:
    """Their owner knows that these end."""
    await here.execute(update(alert).where(_c.id.in_(list(numbers))).values(warned=True))


async def end(here: Here, number: int) -> bool:
    """A search is kept no more. Returns whether it was."""
    which = (_c.network_id == here.network_id, _c.id == number)
    return (await here.execute(delete(alert).where(*which))).rowcount == 1
