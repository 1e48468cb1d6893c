"""Interests: who asked for an offer, what its owner answered, and where the person stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
    text,
    update,
)

from storage.engine.columns import Instant, Serial, Whose, metadata, names, of, of_network, own_id
from storage.engine.here import Here


class Status(StrEnum):
    """How an interest stands: the owner is asked; it is free, or a visit is proposed; somebody carries a secret sale
    on; the person has agreed that both hear of each other; it is gone; it does not suit; the person has taken it back.
    """

    ASKED = "asked"
    FREE = "free"
    VISIT = "visit"
    CARRIED = "carried"
    AGREED = "agreed"
    GONE = "gone"
    UNFIT = "unfit"
    DROPPED = "dropped"


PROMISING = (Status.FREE, Status.VISIT)
"""The owner has said yes, and the person has not yet."""
UNDER_WAY = (Status.ASKED, Status.CARRIED)
"""Nobody has been introduced to who sells in secret."""
STANDS = (Status.ASKED, *PROMISING, Status.CARRIED, Status.AGREED)
"""Whoever asked has a right to hear what becomes of the offer."""

# Who asked for an offer. `case_reference` is the case they asked with, if they have one; else what they told: `name`,
# `phone`, `email`. `words` are their sentence, `when_band` when. `visit` is what the owner proposed.
# Of a secret sale: who carries it on (as in histories), since when; which confidentiality text the person accepted, and
# when; when the seller agreed; and when a human introduced them.
interest = Table(
    "interest",
    metadata,
    own_id(),
    of_network(),
    Column("offer_id", Serial, ForeignKey("offer.id"), nullable=False, info=of(Whose.NOBODY)),
    Column("account", BigInteger, nullable=False, info=names(Whose.PERSON)),
    Column("case_reference", String(20), info=names(Whose.CASE)),
    Column("name", String(80), nullable=False, info=of(Whose.PERSON)),
    Column("phone", String(20), nullable=False, info=of(Whose.PERSON)),
    Column("email", String(254), nullable=False, info=of(Whose.PERSON)),
    Column("words", Text, nullable=False, info=of(Whose.PERSON)),
    Column("when_band", String(10), info=of(Whose.PERSON)),
    Column("asked_at", Instant, nullable=False, info=of(Whose.PERSON)),
    Column("status", String(8), nullable=False, info=of(Whose.NOBODY)),
    Column("answered_at", Instant, info=of(Whose.PERSON)),
    Column("visit", String(200), nullable=False, info=of(Whose.PERSON)),
    Column("taken_by", String(40), nullable=False, server_default=text("''"), info=of(Whose.PARTNER)),
    Column("taken_at", Instant, info=of(Whose.PERSON)),
    Column("terms_version", String(120), nullable=False, server_default=text("''"), info=of(Whose.PERSON)),
    Column("accepted_at", Instant, info=of(Whose.PERSON)),
    Column("seller_agreed_at", Instant, info=of(Whose.PERSON)),
    Column("introduced_at", Instant, info=of(Whose.PERSON)),
    UniqueConstraint("offer_id", "account"),
    Index("ix_interest_account", "account"),
    Index("ix_interest_case_reference", "case_reference"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Interest:
    """Somebody’s interest in an offer."""

    id: int
    offer_id: int
    account: int
    case_reference: str | None
    name: str
    phone: str
    email: str
    words: str
    when_band: str | None
    asked_at: datetime
    status: Status
    answered_at: datetime | None
    visit: str
    taken_by: str
    taken_at: datetime | None
    terms_version: str
    accepted_at: datetime | None
    seller_agreed_at: datetime | None
    introduced_at: datetime | None


_c = interest.c
_ALL = select(*(_c[name] for name in Interest.__dataclass_fields__))


def _read(row: Any) -> Interest:
    return Interest(**{**row._mapping, "status": Status(row.status)})


async def _those(here: Here, *which: Any) -> list[Interest]:
    query = _ALL.where(_c.network_id == here.network_id, *which).order_by(_c.id)
    return [_read(row) for row in await here.execute(query)]


async def ask(here: Here, offer_id: int, account: int, now: datetime, told: Mapping[str, Any]) -> int:
    """Somebody asks for an offer. Returns the number of their interest."""
    empty = {"case_reference": None, "name": "", "phone": "", "email": "", "words": "", "visit": ""}
    new = {"network_id": here.network_id, "offer_id": offer_id, "account": account, "asked_at": now}
    row = interest.insert().values(**{**empty, **told, **new, "status": Status.ASKED}).returning(_c.id)
    return int((await here.execute(row)).scalar_one())


async def find(here: Here, number: int) -> Interest | None:
    """An interest by its number."""
    return next(iter(await _those(here, _c.id == number)), None)


async def of_account(here: Here, account: int, offer_id: int) -> Interest | None:
    """Somebody’s interest in an offer."""
    return next(iter(await _those(here, _c.account == account, _c.offer_id == offer_id)), None)


async def in_offer(here: Here, offer_id: int, status: Iterable[Status]) -> list[Interest]:
    """Those who asked for an offer, and stand so, in the order in which they did."""
    return await _those(here, _c.offer_id == offer_id, _c.status.in_(list(status)))


async def becomes(
    here: Here, number: int, status: Status, out_of: Iterable[Status], now: datetime, visit: str = ""
) -> bool:
    """Move an interest on, by one conditional UPDATE. Returns whether it stood where it goes `out_of`."""
    values: dict[str, Any] = {"status": status, "answered_at": now, "visit": visit}
    which = (_c.network_id == here.network_id, _c.id == number, _c.status.in_(list(out_of)))
    return (await here.execute(update(interest).where(*which).values(**values))).rowcount == 1
