"""Offers: what is free in the territory, as its owners said, with its pictures."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    func,
    select,
    text,
    update,
)

from network.offers import Audience, Facts, Kind, Offer
from storage.engine.columns import Instant, Serial, Whose, goes, metadata, names, of, of_network, own_id
from storage.engine.here import Here
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
SEEN = "status IN ('shown', 'asked')"
OVER = "ended_at IS NOT NULL"
KEPT = timedelta(days=90)
"""So long an offer is kept after it ended, with its pictures and whatever was asked of it."""
_WAITS = "status = 'waiting'"
_CODED = "code <> ''"

# What is free. `posted_by` is how its writer stands in histories: a referent’s id, "coordinator", or nothing. `round`
# counts what its owner was asked, so that the dates of an earlier question do nothing. `asked_at` is when its owner was
# asked last whether it still holds, `asked_in` which question of that owner it was. `looks` counts who has opened its
# card since its owner said last that it holds, each of them once; it stays as it is where the mark of one of them is
# erased. `shown_at` is when it was shown first. `changes` counts what became of it, and how often it says something
# else, whoever writes it: an index of what is shown is as it was made as long as none of these counts moves. `code` is
# drawn, and stands in the buttons of whoever has no part in it: a number would say which came first. `case_reference`
# is the case of the seller, whose follower offered it.
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
    Index("ix_offer_seen", "network_id", "id", sqlite_where=text(SEEN), postgresql_where=text(SEEN)),
    Index("ix_offer_waits", "network_id", "id", sqlite_where=text(_WAITS), postgresql_where=text(_WAITS)),
    Index("ix_offer_owner", "owner_id"),
    Index("ix_offer_over", "ended_at", sqlite_where=text(OVER), postgresql_where=text(OVER)),
    info=goes(OVER, "ended_at", KEPT),
    sqlite_autoincrement=True,
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
    return await _those(here, text(SEEN))


async def those(here: Here, numbers: Sequence[int]) -> list[Kept]:
    """Those of these offers that are shown, in this order."""
    found = {one.id: one for one in await _those(here, _c.id.in_(numbers), text(SEEN))} if numbers else {}
    return [found[number] for number in numbers if number in found]


async def pictured(here: Here) -> dict[int, tuple[int, ...]]:
    """The pictures of all that is shown, in order: their numbers by that of the offer."""
    p = picture.c
    which = (p.offer_id == _c.id, p.data.is_not(None), _c.network_id == here.network_id, text(SEEN))
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


async def hold(here: Here, number: int) -> bool:
    """Whether an offer is shown; nobody ends it before this turn is over, so who asks for it now is told of that."""
    held = select(_c.id).where(_c.network_id == here.network_id, _c.id == number, _c.status.in_(SHOWN))
    return (await here.execute(held.with_for_update(read=True))).first() is not None


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
