"""Offers: what is free in the territory, as its owners said, with its pictures; and which messages show it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
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
from storage.durable import gathered, mail_acts
from storage.durable.sent_messages import Sent
from storage.engine.columns import Instant, Serial, Whose, goes, metadata, names, of, of_network, own_id
from storage.engine.here import Here
from storage.owners import owner
from storage.pictures import picture


class Status(StrEnum):
    """How an offer stands: it came by mail and nobody has proposed it yet; nobody of the network has looked at it yet;
    shown; its owner is asked whether it still holds; shown no more, since they did not say; and, for good, taken,
    withdrawn by its owner, refused by who looked.
    """

    DRAFT = "draft"
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
_WAITS = "status = 'waiting'"
_CODED = "code <> ''"

# What is free. `posted_by` is how its writer stands in histories: a referent’s id, "coordinator", or nothing. `round`
# counts what its owner was asked, so that the dates of an earlier question do nothing. `asked_at` is when its owner was
# asked last whether it still holds, `asked_in` which question of that owner it was. `looks` counts who has opened its
# card since its owner said last that it holds, each of them once. `shown_at` is when it was shown first. `changes`
# counts what became of it, and how often it says something else, whoever writes it: an index of what is shown is as it
# was made as long as none of these counts moves. `code` is drawn, and stands in the buttons of whoever has no part in
# it: a number would say which came first. `case_reference` is the case of the seller, whose follower offered it.
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
    Column("asked_at", Instant, info=of(Whose.NOBODY)),
    Column("asked_in", Integer, info=of(Whose.NOBODY)),
    Column("looks", Integer, nullable=False, server_default="0", info=of(Whose.NOBODY)),
    Column("shown_at", Instant, info=of(Whose.NOBODY)),
    Column("changes", Integer, nullable=False, server_default="0", onupdate=text("changes + 1"), info=of(Whose.NOBODY)),
    Index("ix_offer_changes", "network_id", "id", "changes"),
    Column("code", String(16), nullable=False, server_default=text("''"), info=of(Whose.NOBODY)),
    Column("case_reference", String(20), info=names(Whose.CASE, left=None)),
    Index("ix_offer_code", "code", unique=True, sqlite_where=text(_CODED), postgresql_where=text(_CODED)),
    Index("ix_offer_case_reference", "case_reference"),
    Index("ix_offer_seen", "network_id", "id", sqlite_where=text(_SEEN), postgresql_where=text(_SEEN)),
    Index("ix_offer_waits", "network_id", "id", sqlite_where=text(_WAITS), postgresql_where=text(_WAITS)),
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
    asked_at: datetime | None
    asked_in: int | None
    looks: int
    shown_at: datetime | None
    code: str
    case_reference: str | None
    changes: int

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


async def post(
    here: Here,
    owner_id: int,
    posted_by: str,
    now: datetime,
    told: Mapping[str, Any],
    *,
    status: Status = Status.WAITING,
) -> int:
    """Keep a new offer, which nobody sees before somebody looked at it. Returns its number."""
    new = {"network_id": here.network_id, "owner_id": owner_id, "posted_by": posted_by, "posted_at": now}
    empty = {"what": "", "words": "", "sectors": [], "audience": Audience.PUBLIC, "confidential": False, "facts": {}}
    drawn = {"status": status, "code": secrets.token_hex(8)}
    row = offer.insert().values(**{**new, **empty, **told, **drawn}).returning(_c.id)
    return int((await here.execute(row)).scalar_one())


# --- found ------------------------------------------------------------------------------------------------------------


async def find(here: Here, number: int) -> Kept | None:
    """An offer by its number."""
    return next(iter(await _those(here, _c.id == number)), None)


async def by_code(here: Here, code: str) -> Kept | None:
    """An offer by the code that its buttons have."""
    return next(iter(await _those(here, _c.code == code, text(_CODED))), None)


async def these(here: Here, numbers: Iterable[int]) -> dict[int, Kept]:
    """Some offers by their numbers; those that are gone are missing."""
    return {one.id: one for one in await _those(here, _c.id.in_(sorted(set(numbers))))}


async def shown(here: Here) -> list[Kept]:
    """All that is shown."""
    return await _those(here, text(_SEEN))


Mark = tuple[object, ...]
"""Of what is shown: the same as long as nothing of it changes."""


async def mark(here: Here) -> Mark:
    """The mark of what is shown. Counts of rows go up alone, and a number is never given twice: so it is another after
    every change, in whatever order changes are committed.
    """
    of_offers = select(func.count(), func.sum(_c.changes), func.max(_c.id)).where(_c.network_id == here.network_id)
    quiet = owner.c.silent_since
    of_owners = select(func.count(quiet), func.max(quiet)).where(owner.c.network_id == here.network_id)
    found = [*(await here.execute(of_offers)).one(), *(await here.execute(of_owners)).one()]
    return (here.network_id, *found)


async def listed(here: Here) -> list[tuple[Kept, bool]]:
    """All that is shown, each with whether its owner is silent."""
    quiet = select(owner.c.id).where(owner.c.network_id == here.network_id, owner.c.silent_since.is_not(None))
    silent = set((await here.execute(quiet)).scalars())
    return [(one, one.owner_id in silent) for one in await shown(here)]


async def those(here: Here, numbers: Sequence[int]) -> list[Kept]:
    """Those of these offers that are shown, in this order."""
    found = {one.id: one for one in await _those(here, _c.id.in_(numbers), text(_SEEN))} if numbers else {}
    return [found[number] for number in numbers if number in found]


async def pictured(here: Here) -> dict[int, tuple[int, ...]]:
    """The pictures of all that is shown, in order: their numbers by that of the offer."""
    p = picture.c
    which = (p.offer_id == _c.id, p.data.is_not(None), _c.network_id == here.network_id, text(_SEEN))
    found: dict[int, tuple[int, ...]] = {}
    for number, picture_id in await here.execute(select(p.offer_id, p.id).where(*which).order_by(p.id)):
        found[int(number)] = (*found.get(int(number), ()), int(picture_id))
    return found


async def of_owner(here: Here, owner_id: int) -> list[Kept]:
    """The offers of an owner, those that are over left out."""
    return await _those(here, _c.owner_id == owner_id, _c.ended_at.is_(None))


async def standing(here: Here) -> list[Kept]:
    """All that is not over."""
    return await _those(here, _c.ended_at.is_(None))


async def to_look_at(here: Here) -> list[Kept]:
    """Those that nobody of the network has looked at yet."""
    return await _those(here, text(_WAITS))


# --- how it stands ----------------------------------------------------------------------------------------------------


async def becomes(
    here: Here, number: int, status: Status, out_of: Iterable[Status], now: datetime, changes: int | None = None
) -> bool:
    """Move an offer on, by one conditional UPDATE; `changes`: as it was when it had changed so often. Returns whether
    it stood where it goes `out_of`.
    """
    values: dict[str, Any] = {"status": status}
    if status is Status.SHOWN:
        values |= {"confirmed_at": now, "round": _c.round + 1, "shown_at": func.coalesce(_c.shown_at, now)}
    elif status in (Status.TAKEN, Status.WITHDRAWN, Status.REFUSED):
        values["ended_at"] = now
    also = () if changes is None else (_c.changes == changes,)
    which = (_c.network_id == here.network_id, _c.id == number, _c.status.in_(list(out_of)), *also)
    return (await here.execute(update(offer).where(*which).values(**values))).rowcount == 1


async def change(here: Here, number: int, **values: Any) -> None:
    """An offer says something else from now on."""
    await here.execute(update(offer).where(_c.network_id == here.network_id, _c.id == number).values(**values))


async def go_along(here: Here, stays: str, goes_: str) -> None:
    """Of two cases that become one, the one that stays is that of the seller of these."""
    which = (_c.network_id == here.network_id, _c.case_reference == goes_)
    await here.execute(update(offer).where(*which).values(case_reference=stays))


async def pictured_anew(here: Here, number: int) -> None:
    """An offer shows other pictures from now on."""
    await change(here, number, changes=_c.changes + 1)


async def tell(here: Here, number: int, told: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> bool:
    """What is told of an offer becomes what `told` makes of it, and nobody else changes it meanwhile. Returns whether
    that is something else.
    """
    which = (_c.network_id == here.network_id, _c.id == number)
    facts = (await here.execute(select(_c.facts).where(*which).with_for_update())).scalar_one()
    now = dict(told(facts))
    if now == facts:
        return False
    await here.execute(update(offer).where(*which).values(facts=now))
    return True


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
    """Every message that shows an offer is sent no more, nor is a letter that waits, by itself or for that of the day.
    Gives those that stand in chats.
    """
    c = offer_shown.c
    for chat_id, name in (await here.execute(select(c.chat_id, c.name).where(c.offer_id == number))).fetchall():
        await gathered.take_back(here, chat_id, name)
        await mail_acts.take_back(here, chat_id, name)
    return await listings.take_out(here, offer_shown, offer_shown.c.offer_id == number)


async def named_with(here: Here, number: int, begins: str) -> list[tuple[int, str, list[int]]]:
    """The messages that show an offer and whose names begin so: chat, name, and what else they show."""
    c = offer_shown.c
    which = select(c.chat_id, c.name).where(c.offer_id == number, c.name.startswith(begins)).order_by(c.chat_id, c.name)
    found: list[tuple[int, str, list[int]]] = []
    for chat_id, name in (await here.execute(which)).fetchall():
        others = select(c.offer_id).where(c.chat_id == chat_id, c.name == name, c.offer_id != number)
        found.append((chat_id, name, list((await here.execute(others.order_by(c.offer_id))).scalars())))
    return found
