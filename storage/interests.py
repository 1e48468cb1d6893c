"""Interests: who asked for an offer, what its owner answered, and where the person stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    or_,
    select,
    text,
    update,
)

from storage.cases import case_file
from storage.engine.columns import Instant, Serial, Whose, goes, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.offers import offer


class Status(StrEnum):
    """How an interest stands: the owner is asked; it is free, or a visit is proposed, or the person proposed another
    time for it; somebody carries a secret sale on; both have agreed and heard of each other; it is gone; it does not
    suit; the person has taken it back; a human has answered them by telephone.
    """

    ASKED = "asked"
    FREE = "free"
    VISIT = "visit"
    COUNTER = "counter"
    CARRIED = "carried"
    AGREED = "agreed"
    GONE = "gone"
    UNFIT = "unfit"
    DROPPED = "dropped"
    CALLED = "called"


WAITS = (Status.ASKED, Status.COUNTER)
"""The owner is waited for."""
PROMISING = (Status.FREE, Status.VISIT)
"""The owner has said yes, and the person has not yet."""
UNDER_WAY = (Status.ASKED, Status.CARRIED)
"""Nobody has been introduced to who sells in secret."""
OPEN = (*WAITS, *PROMISING, Status.CARRIED)
"""Nobody has agreed, nor said no."""
STANDS = (*OPEN, Status.AGREED)
"""Whoever asked has a right to hear what becomes of the offer."""
OVER = "ended_at IS NOT NULL"
KEPT = timedelta(days=60)
"""So long an interest is kept after both agreed or it ended."""

# Who asked for an offer: the people of the case `case_reference`, or `account`, who told `name`, `phone`, `email`,
# their sentence (`words`) and when. `asked_by` is the partner who asked for a case. `visit_at` is when somebody
# proposed to meet. `round` counts what the owner was asked, so that the dates of an earlier question do nothing.
# `late_since`: the coordination has it, for nobody answered in time. `agreed_at`: both heard of each other.
# Of a secret sale: who carries it on (as in histories), since when; which confidentiality text the person accepted, and
# when; when the seller agreed, which the person does not hear before; and when a human introduced them.
interest = Table(
    "interest",
    metadata,
    own_id(),
    of_network(),
    Column("offer_id", Serial, ForeignKey("offer.id"), nullable=False, info=of(Whose.NOBODY)),
    Column("account", BigInteger, info=names(Whose.PERSON)),
    Column("case_reference", String(20), info=names(Whose.CASE)),
    Column("asked_by", String(40), info=names(Whose.PARTNER, left=None)),
    Column("name", String(80), nullable=False, info=of(Whose.PERSON)),
    Column("phone", String(20), nullable=False, info=of(Whose.PERSON)),
    Column("email", String(254), nullable=False, info=of(Whose.PERSON)),
    Column("words", Text, nullable=False, info=of(Whose.PERSON)),
    Column("when_band", String(10), info=of(Whose.PERSON)),
    Column("asked_at", Instant, nullable=False, info=of(Whose.PERSON)),
    Column("status", String(8), nullable=False, info=of(Whose.NOBODY)),
    Column("round", Integer, nullable=False, server_default="0", info=of(Whose.NOBODY)),
    Column("answered_at", Instant, info=of(Whose.PERSON)),
    Column("visit_at", Instant, info=of(Whose.PERSON)),
    Column("late_since", Instant, info=of(Whose.NOBODY)),
    Column("agreed_at", Instant, info=of(Whose.PERSON)),
    Column("ended_at", Instant, info=of(Whose.NOBODY)),
    Column("taken_by", String(40), nullable=False, server_default=text("''"), info=of(Whose.PARTNER)),
    Column("taken_at", Instant, info=of(Whose.PERSON)),
    Column("terms_version", String(120), nullable=False, server_default=text("''"), info=of(Whose.PERSON)),
    Column("accepted_at", Instant, info=of(Whose.PERSON)),
    Column("seller_agreed_at", Instant, info=of(Whose.PARTNER)),
    Column("introduced_at", Instant, info=of(Whose.PERSON)),
    UniqueConstraint("offer_id", "account"),
    UniqueConstraint("offer_id", "case_reference"),
    Index("ix_interest_account", "account"),
    Index("ix_interest_case_reference", "case_reference"),
    Index("ix_interest_over", "ended_at", sqlite_where=text(OVER), postgresql_where=text(OVER)),
    info=goes(OVER, "ended_at", KEPT),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Interest:
    """Somebody’s interest in an offer."""

    id: int
    offer_id: int
    account: int | None
    case_reference: str | None
    asked_by: str | None
    name: str
    phone: str
    email: str
    words: str
    when_band: str | None
    asked_at: datetime
    status: Status
    round: int
    answered_at: datetime | None
    visit_at: datetime | None
    late_since: datetime | None
    agreed_at: datetime | None
    ended_at: datetime | None
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


async def ask(here: Here, offer_id: int, now: datetime, told: Mapping[str, Any]) -> int | None:
    """Somebody asks for an offer: `told` has their account or their case. What they took back before is asked anew.
    Returns the number of their interest; None where it is asked for already.
    """
    whose = next(name for name in ("case_reference", "account") if told.get(name) is not None)
    c = interest.c[whose]
    of_theirs = (_c.network_id == here.network_id, _c.offer_id == offer_id, c == told[whose])
    anew: dict[str, Any] = {"status": Status.ASKED, "asked_at": now, "round": _c.round + 1, "ended_at": None}
    anew |= {"visit_at": None, "answered_at": None, **_NOT_CARRIED, **told}
    again = update(interest).where(*of_theirs, _c.status == Status.DROPPED).values(**anew).returning(_c.id)
    if (number := (await here.execute(again)).scalar_one_or_none()) is not None:
        return int(number)
    empty = {"name": "", "phone": "", "email": "", "words": ""}
    new = {"network_id": here.network_id, "offer_id": offer_id, "asked_at": now, "status": Status.ASKED}
    put = insert_for(here.connection)(interest).values(**{**empty, **new, **told})
    first = put.on_conflict_do_nothing(index_elements=["offer_id", whose]).returning(_c.id)
    return None if (number := (await here.execute(first)).scalar_one_or_none()) is None else int(number)


_NOT_CARRIED = {"taken_by": "", "terms_version": ""} | dict.fromkeys(
    ("taken_at", "accepted_at", "seller_agreed_at", "introduced_at")
)


async def find(here: Here, number: int) -> Interest | None:
    """An interest by its number."""
    return next(iter(await _those(here, _c.id == number)), None)


async def of_account(here: Here, account: int, offer_id: int) -> Interest | None:
    """Somebody’s interest in an offer, asked for without a case."""
    return next(iter(await _those(here, _c.account == account, _c.offer_id == offer_id)), None)


async def of_person(here: Here, account: int, references: Iterable[str] = ()) -> list[Interest]:
    """What somebody asked for, by themselves or with one of their cases."""
    return await _those(here, or_(_c.account == account, _c.case_reference.in_(list(references))))


async def of_case(here: Here, reference: str) -> list[Interest]:
    """What was asked for with a case."""
    return await _those(here, _c.case_reference == reference)


async def in_offer(here: Here, offer_id: int, status: Iterable[Status]) -> list[Interest]:
    """Those who asked for an offer, and stand so, in the order in which they did."""
    return await _those(here, _c.offer_id == offer_id, _c.status.in_(list(status)))


async def waiting(here: Here, offer_id: int) -> list[Interest]:
    """Those whom the owner of an offer has not answered, but for a case that was merged into another."""
    goes_on = select(case_file.c.id).where(
        case_file.c.network_id == here.network_id,
        case_file.c.reference == _c.case_reference,
        case_file.c.merged_into.is_(None),
    )
    which = or_(_c.case_reference.is_(None), goes_on.exists())
    return await _those(here, _c.offer_id == offer_id, _c.status.in_(list(WAITS)), which)


async def of_those(here: Here, case_ids: Iterable[int], account: int) -> list[Interest]:
    """What somebody asked for with some cases, or with an account alone."""
    references = select(case_file.c.reference).where(case_file.c.id.in_(list(case_ids)))
    return await _those(here, or_(_c.case_reference.in_(references), _c.account == account))


async def of_owner(here: Here, owner_id: int) -> list[Interest]:
    """Those who asked for an offer of an owner."""
    theirs = select(offer.c.id).where(offer.c.owner_id == owner_id)
    return await _those(here, _c.offer_id.in_(theirs))


async def late(here: Here) -> list[Interest]:
    """Those who wait for an answer that nobody gave in time, the oldest first."""
    return await _those(here, _c.late_since.is_not(None), _c.status.in_(list(WAITS)))


async def becomes(
    here: Here,
    number: int,
    status: Status,
    out_of: Iterable[Status],
    now: datetime,
    visit_at: datetime | None = None,
    round_: int | None = None,
) -> bool:
    """Move an interest on, by one conditional UPDATE. Returns whether it stood where it goes `out_of`, in the round."""
    values: dict[str, Any] = {"status": status, "answered_at": now, "late_since": None}
    if visit_at is not None:
        values["visit_at"] = visit_at
    if status in WAITS:
        values["round"] = _c.round + 1
    if status is Status.AGREED:
        values["agreed_at"] = now
    if status not in OPEN:
        values["ended_at"] = now if visit_at is None else visit_at
    also = () if round_ is None else (_c.round == round_,)
    which = (_c.network_id == here.network_id, _c.id == number, _c.status.in_(list(out_of)), *also)
    return (await here.execute(update(interest).where(*which).values(**values))).rowcount == 1


async def is_late(here: Here, one: Interest, now: datetime) -> bool:
    """Nobody has answered in time: the coordination has it from now on. Returns whether it waits, in its round."""
    which = (_c.network_id == here.network_id, _c.id == one.id, _c.round == one.round, _c.status.in_(list(WAITS)))
    return (await here.execute(update(interest).where(*which).values(late_since=now))).rowcount == 1


async def go_along(here: Here, stays: str, goes_: str) -> None:
    """Of two cases that become one, the one that stays has asked for what the other had, each offer once: what both
    asked for stands as far as the one came that got further.
    """
    mine = {one.offer_id: one for one in await of_case(here, stays)}
    twice = [(one, mine[one.offer_id]) for one in await of_case(here, goes_) if one.offer_id in mine]
    less = [max(pair, key=lambda one: _FURTHEST.index(one.status)).id for pair in twice]
    await here.execute(delete(interest).where(_c.network_id == here.network_id, _c.id.in_(less)))
    also = (_c.network_id == here.network_id, _c.case_reference == goes_)
    await here.execute(update(interest).where(*also).values(case_reference=stays))


_FURTHEST = (
    Status.AGREED,
    Status.CARRIED,
    *reversed(OPEN[:-1]),
    Status.CALLED,
    Status.UNFIT,
    Status.GONE,
    Status.DROPPED,
)
