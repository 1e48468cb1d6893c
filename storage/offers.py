"""Offers: what is free in the territory, as its owners said, with its pictures; and which messages show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    delete,
    func,
    select,
    text,
    update,
)

from network.offers import Audience, Facts, Kind, Offer
from storage import listings
from storage.conversations import ConflictError
from storage.durable.sent_messages import Sent
from storage.engine.columns import Instant, Serial, Whose, goes, metadata, names, of, of_network, own_id
from storage.engine.here import Here
from storage.pictures import picture


class Status(StrEnum):
    """How an offer stands: nobody of the network has looked at it yet; shown; its owner is asked whether it still
    holds; shown no more, since they did not say; and, for good, taken, withdrawn by its owner, refused by who looked.
    """

    WAITING = "waiting"
    SHOWN = "shown"
    ASKED = "asked"
    STALE = "stale"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


SHOWN = (Status.SHOWN, Status.ASKED)
"""What is shown."""
_SEEN = "status IN ('shown', 'asked')"
OVER = "ended_at IS NOT NULL"
KEPT = timedelta(days=90)
"""So long an offer is kept after it ended, with its pictures and whatever was asked of it."""

# What is free. `posted_by` is how its writer stands in histories: a referent’s id, "coordinator", or nothing.
# `round` counts what its owner was asked, so that the dates of an earlier question do nothing. `looks` counts who
# opened its card.
offer = Table(
    "offer",
    metadata,
    own_id(),
    of_network(),
    Column("owner_id", Serial, ForeignKey("owner.id"), nullable=False, info=of(Whose.NOBODY)),
    Column("posted_by", String(40), nullable=False, info=names(Whose.PARTNER, left="")),
    Column("posted_at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("kind", String(10), nullable=False, info=of(Whose.NOBODY)),
    Column("what", String(80), nullable=False, info=of(Whose.PARTNER)),
    Column("words", Text, nullable=False, info=of(Whose.PARTNER)),
    Column("sectors", JSON, nullable=False, info=of(Whose.NOBODY)),
    Column("commune", String(5), nullable=False, info=of(Whose.NOBODY)),
    Column("audience", String(8), nullable=False, info=of(Whose.NOBODY)),
    Column("confidential", Boolean, nullable=False, info=of(Whose.NOBODY)),
    Column("facts", JSON, nullable=False, info=of(Whose.PARTNER)),
    Column("status", String(9), nullable=False, info=of(Whose.NOBODY)),
    Column("round", Integer, nullable=False, server_default="0", info=of(Whose.NOBODY)),
    Column("confirmed_at", Instant, info=of(Whose.NOBODY)),
    Column("ended_at", Instant, info=of(Whose.NOBODY)),
    Column("looks", Integer, nullable=False, server_default="0", info=of(Whose.NOBODY)),
    Index("ix_offer_seen", "network_id", "id", sqlite_where=text(_SEEN), postgresql_where=text(_SEEN)),
    Index("ix_offer_owner", "owner_id"),
    Index("ix_offer_over", "ended_at", sqlite_where=text(OVER), postgresql_where=text(OVER)),
    info=goes(OVER, "ended_at", KEPT),
    sqlite_autoincrement=True,
)

# Which offers a message shows: `name` is the logical message.
offer_shown = Table(
    "offer_shown",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, info=names(Whose.CHAT)),
    Column("name", String(60), primary_key=True, info=of(Whose.CHAT)),
    Column("offer_id", Serial, ForeignKey("offer.id"), primary_key=True, info=of(Whose.NOBODY)),
    Index("ix_offer_shown_offer", "offer_id"),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """An offer as it is kept: what is said, how it stands, and whose it is."""

    said: Offer
    owner_id: int
    posted_by: str
    posted_at: datetime
    status: Status
    round: int
    confirmed_at: datetime | None
    looks: int

    @property
    def id(self) -> int:
        """Its number."""
        return self.said.id

    @property
    def shown(self) -> bool:
        """Whether it is shown."""
        return self.status in SHOWN


_c = offer.c
_pictures = (
    select(func.count())
    .where(picture.c.offer_id == _c.id, picture.c.data.is_not(None))
    .correlate(offer)
    .scalar_subquery()
    .label("pictures")
)
_SAID = tuple(name for name in Offer.__dataclass_fields__ if name != "pictures")
_OF_IT = tuple(name for name in Kept.__dataclass_fields__ if name != "said")
_ALL = select(*(_c[name] for name in (*_SAID, *_OF_IT)), _pictures)


def _read(row: Any) -> Kept:
    told = dict(row._mapping)
    said = {name: told.pop(name) for name in (*_SAID, "pictures")}
    said |= {
        "kind": Kind(said["kind"]),
        "audience": Audience(said["audience"]),
        "sectors": tuple(said["sectors"]),
        "facts": Facts.of(said["facts"]),
    }
    return Kept(Offer(**said), **{**told, "status": Status(told["status"])})


async def _those(here: Here, *which: Any) -> list[Kept]:
    query = _ALL.where(_c.network_id == here.network_id, *which).order_by(_c.id)
    return [_read(row) for row in await here.execute(query)]


# --- posted -----------------------------------------------------------------------------------------------------------


async def post(here: Here, owner_id: int, posted_by: str, now: datetime, told: Mapping[str, Any]) -> int:
    """Keep a new offer, which nobody sees before somebody looked at it. Returns its number."""
    new = {"network_id": here.network_id, "owner_id": owner_id, "posted_by": posted_by, "posted_at": now}
    empty = {"what": "", "words": "", "sectors": [], "audience": Audience.PUBLIC, "confidential": False, "facts": {}}
    row = offer.insert().values(**{**new, **empty, **told, "status": Status.WAITING}).returning(_c.id)
    return int((await here.execute(row)).scalar_one())


# --- found ------------------------------------------------------------------------------------------------------------


async def find(here: Here, number: int) -> Kept | None:
    """An offer by its number."""
    return next(iter(await _those(here, _c.id == number)), None)


async def shown(here: Here) -> list[Kept]:
    """All that is shown."""
    return await _those(here, text(_SEEN))


async def of_owner(here: Here, owner_id: int) -> list[Kept]:
    """The offers of an owner, those that are over left out."""
    return await _those(here, _c.owner_id == owner_id, _c.ended_at.is_(None))


async def every_of(here: Here, owner_id: int) -> list[int]:
    """The numbers of all that an owner ever offered and that is still kept."""
    which = (_c.network_id == here.network_id, _c.owner_id == owner_id)
    return [int(number) for number in (await here.execute(select(_c.id).where(*which).order_by(_c.id))).scalars()]


# --- how it stands ----------------------------------------------------------------------------------------------------


async def becomes(
    here: Here, number: int, status: Status, out_of: Iterable[Status], now: datetime, round_: int | None = None
) -> bool:
    """Move an offer on, in the round its owner was asked in, by one conditional UPDATE. Returns whether it stood where
    it goes `out_of`.
    """
    values: dict[str, Any] = {"status": status}
    if status is Status.SHOWN:
        values |= {"confirmed_at": now, "round": _c.round + 1}
    elif status in (Status.TAKEN, Status.WITHDRAWN, Status.REFUSED):
        values["ended_at"] = now
    also = () if round_ is None else (_c.round == round_,)
    which = (_c.network_id == here.network_id, _c.id == number, _c.status.in_(list(out_of)), *also)
    return (await here.execute(update(offer).where(*which).values(**values))).rowcount == 1


async def change(here: Here, number: int, **values: Any) -> None:
    """An offer says something else from now on."""
    await here.execute(update(offer).where(_c.network_id == here.network_id, _c.id == number).values(**values))


async def looked_at(here: Here, number: int) -> None:
    """Somebody opened its card."""
    await here.execute(
        update(offer).where(_c.network_id == here.network_id, _c.id == number).values(looks=_c.looks + 1)
    )


# --- which messages show it -------------------------------------------------------------------------------------------


async def shows_these(here: Here, chat_id: int, name: str, numbers: Iterable[int]) -> None:
    """From now on a message shows these offers and no others. Raises ConflictError where one of them is shown no more:
    what is withdrawn is found by every message that shows it, or is in none.
    """
    c, wanted = offer_shown.c, sorted(set(numbers))
    if wanted:
        held = select(_c.id).where(_c.network_id == here.network_id, _c.id.in_(wanted), text(_SEEN)).order_by(_c.id)
        if list((await here.execute(held.with_for_update(read=True))).scalars()) != wanted:
            raise ConflictError(chat_id)
    await here.execute(delete(offer_shown).where(c.chat_id == chat_id, c.name == name))
    if rows := [{"chat_id": chat_id, "name": name, "offer_id": number} for number in wanted]:
        await here.execute(offer_shown.insert(), rows)


async def leave_chats(here: Here, number: int) -> list[Sent]:
    """Every message that shows an offer is sent no more. Gives those that stand in chats."""
    return await listings.take_out(here, offer_shown, offer_shown.c.offer_id == number)
