"""Resource persons: whom a case can call on, as they agreed to be shown; and which messages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    delete,
    select,
    text,
    update,
)

from storage import accounts, listings
from storage.durable.sent_messages import Sent
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of, of_network, own_id
from storage.engine.here import Here


class Status(StrEnum):
    """How somebody stands: being written down, written down and not asked yet what they say; shown to partners; asked
    again after a year, and shown as long; shown no more.
    """

    DRAFT = "draft"
    ENTERED = "entered"
    SHOWN = "shown"
    ASKED = "asked"
    HIDDEN = "hidden"


SHOWN = (Status.SHOWN, Status.ASKED)
"""Whom partners see."""
_SEEN = "status IN ('shown', 'asked')"

# Somebody whom a case can call on. `account` is theirs once they followed their link, of which the hash is kept.
# `entered_by` is a referent's id or "coordinator". `round` counts what they were asked, so that the dates of an earlier
# question do nothing.
resource = Table(
    "resource",
    metadata,
    own_id(),
    of_network(),
    Column("entered_by", String(40), nullable=False, info=names(Whose.PARTNER, left="")),
    Column("entered_at", Instant, nullable=False, info=of(Whose.PERSON)),
    Column("kind", String(12), nullable=False, info=of(Whose.PERSON)),
    Column("name", String(80), nullable=False, info=of(Whose.PERSON)),
    Column("what", String(200), nullable=False, info=of(Whose.PERSON)),
    Column("needs", JSON, nullable=False, info=of(Whose.PERSON)),
    Column("sectors", JSON, nullable=False, info=of(Whose.PERSON)),
    Column("zone", JSON, nullable=False, info=of(Whose.PERSON)),
    Column("phone", String(20), nullable=False, info=of(Whose.PERSON)),
    Column("email", String(254), nullable=False, info=of(Whose.PERSON)),
    Column("account", BigInteger, info=names(Whose.PERSON)),
    Column("status", String(8), nullable=False, server_default="draft", info=of(Whose.NOBODY)),
    Column("round", Integer, nullable=False, server_default="0", info=of(Whose.NOBODY)),
    Column("token_hash", String(64), info=of(Whose.NOBODY)),
    Column("token_until", Instant, info=of(Whose.NOBODY)),
    Column("confirmed_at", Instant, info=of(Whose.PERSON)),
    Index("ix_resource_seen", "network_id", "id", sqlite_where=text(_SEEN), postgresql_where=text(_SEEN)),
    Index("ix_resource_account", "account"),
    Index("ix_resource_entered_by", "network_id", "entered_by"),
    Index("ix_resource_token_hash", "token_hash", unique=True),
    sqlite_autoincrement=True,
)

# Which resource persons a message shows that partners read: `name` is the logical message.
resource_shown = Table(
    "resource_shown",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, info=names(Whose.CHAT)),
    Column("name", String(60), primary_key=True, info=of(Whose.CHAT)),
    Column("resource_id", Serial, ForeignKey("resource.id"), primary_key=True, info=of(Whose.NOBODY)),
    Index("ix_resource_shown_resource", "resource_id"),
)


@dataclass(frozen=True, slots=True)
class Resource:
    """Somebody whom a case can call on. `zone` is where, as a service's; `account` theirs, if they use Telegram."""

    id: int
    entered_by: str
    entered_at: datetime
    kind: str
    name: str
    what: str
    needs: tuple[str, ...]
    sectors: tuple[str, ...]
    zone: tuple[str, ...]
    phone: str
    email: str
    account: int | None
    status: Status
    round: int
    confirmed_at: datetime | None

    @property
    def shown(self) -> bool:
        """Whether partners see them."""
        return self.status in SHOWN


_c = resource.c
_ALL = select(*(_c[name] for name in Resource.__dataclass_fields__))


def _read(row: Any) -> Resource:
    told = dict(row._mapping)
    lists = {name: tuple(told[name]) for name in ("needs", "sectors", "zone")}
    return Resource(**{**told, **lists, "status": Status(told["status"])})


async def _those(here: Here, *which: Any) -> list[Resource]:
    query = _ALL.where(_c.network_id == here.network_id, *which).order_by(_c.id)
    return [_read(row) for row in await here.execute(query)]


# --- written down -----------------------------------------------------------------------------------------------------


async def begin(here: Here, entered_by: str, now: datetime) -> int:
    """Somebody begins to write a resource person down. Returns their number."""
    empty = {"kind": "", "name": "", "what": "", "phone": "", "email": "", "needs": [], "sectors": [], "zone": []}
    new = {"network_id": here.network_id, "entered_by": entered_by, "entered_at": now, **empty}
    return int((await here.execute(resource.insert().values(**new).returning(_c.id))).scalar_one())


async def enter(here: Here, number: int, told: Mapping[str, Any]) -> bool:
    """What was written down of them. Returns whether it was being written."""
    return await _change(here, number, [Status.DRAFT], status=Status.ENTERED, **told)


async def find(here: Here, number: int) -> Resource | None:
    """Somebody by their number."""
    return next(iter(await _those(here, _c.id == number)), None)


async def shown(here: Here) -> list[Resource]:
    """Everybody whom partners see."""
    return await _those(here, text(_SEEN))


async def entered_by(here: Here, actor: str) -> list[Resource]:
    """Whom a partner wrote down, in the order in which they did."""
    return await _those(here, _c.entered_by == actor, _c.status != Status.DRAFT)


async def of_account(here: Here, account: int) -> list[Resource]:
    """What is kept of whoever has an account, as a resource person."""
    return await _those(here, _c.account == account)


# --- what they say ----------------------------------------------------------------------------------------------------


async def link(here: Here, number: int, now: datetime, lasts: timedelta) -> str:
    """A new one-use token for somebody; an earlier one is worth nothing."""
    return await accounts.link(here, resource, number, now, lasts)


async def by_token(here: Here, token: str, now: datetime) -> Resource | None:
    """Whose link it is, where it is still worth something."""
    return next(iter(await _those(here, accounts.linked(resource, token, now))), None)


async def follow(here: Here, token: str, account: int, now: datetime) -> Resource | None:
    """Use a token, by one conditional UPDATE: whoever follows the link has their account beside what is kept of them.

    None where the link is worth nothing.
    """
    which = (_c.network_id == here.network_id, accounts.linked(resource, token, now))
    values = {"account": account, "token_hash": None, "token_until": None}
    won = (await here.execute(update(resource).where(*which).values(**values).returning(_c.id))).scalar_one_or_none()
    return None if won is None else await find(here, won)


async def confirm(here: Here, number: int, round_: int, now: datetime) -> bool:
    """They agree to be shown from now on. Returns whether that was to be said, in the round they were asked in."""
    asked = [Status.ENTERED, Status.ASKED, Status.HIDDEN]
    values = {"status": Status.SHOWN, "round": round_ + 1, "confirmed_at": now, "token_hash": None, "token_until": None}
    return await _change(here, number, asked, _c.round == round_, **values)


async def becomes(here: Here, number: int, round_: int, status: Status, out_of: Status) -> bool:
    """Move somebody on in the round they were asked in, by one conditional UPDATE. Returns whether they stood there."""
    return await _change(here, number, [out_of], _c.round == round_, status=status)


async def _change(here: Here, number: int, out_of: Sequence[Status], *also: Any, **values: Any) -> bool:
    which = (_c.network_id == here.network_id, _c.id == number, _c.status.in_(out_of), *also)
    return (await here.execute(update(resource).where(*which).values(**values))).rowcount == 1


# --- who is shown where -----------------------------------------------------------------------------------------------


def _there(here: Here) -> Select[tuple[int]]:
    return select(_c.id).where(_c.network_id == here.network_id)


async def shows_these(here: Here, chat_id: int, name: str, numbers: Iterable[int]) -> None:
    """From now on a message shows these people, no others. Raises ConflictError where one has withdrawn meanwhile."""
    await listings.shows_these(here, chat_id, name, resource_shown.c.resource_id, numbers, _there(here))


async def leave_lists(here: Here, number: int) -> list[Sent]:
    """Every message that shows somebody is sent no more. Gives those that stand in chats."""
    await here.execute(_there(here).where(_c.id == number).with_for_update())
    return await listings.take_out(here, resource_shown.c.resource_id, number)


async def forget(here: Here, number: int) -> None:
    """The row itself goes."""
    await here.execute(delete(resource).where(_c.network_id == here.network_id, _c.id == number))
