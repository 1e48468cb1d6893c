"""Matches: which offers are something for which case, as was found, and who has heard of it; and what cases tell of
what they look for.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    and_,
    case,
    delete,
    func,
    literal_column,
    or_,
    select,
    text,
    tuple_,
    update,
)

from network.matches import Match, Verdict
from storage.cases import case_file
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.offers import SHOWN, offer

_NEW = "partners_at IS NULL AND verdict = 'fits'"

# An offer that fits a case, or may do so. `partners_at` is when those who follow the case could read of it, `person_at`
# when the person was told. One that was told and is none any more stays, as "no", so that nobody hears of it twice.
matched = Table(
    "matched",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True, info=names(Whose.CASE)),
    Column("offer_id", Serial, ForeignKey("offer.id"), primary_key=True, info=of(Whose.NOBODY)),
    Column("verdict", String(4), nullable=False, info=of(Whose.NOBODY)),
    Column("score", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("partners_at", Instant, info=of(Whose.NOBODY)),
    Column("person_at", Instant, info=of(Whose.NOBODY)),
    Index("ix_matched_offer", "offer_id"),
    Index("ix_matched_new", "case_id", sqlite_where=text(_NEW), postgresql_where=text(_NEW)),
)


@dataclass(frozen=True, slots=True)
class Matched:
    """An offer that is something for a case, and whether the person was told."""

    case_id: int
    offer_id: int
    verdict: Verdict
    person_at: datetime | None


_c = matched.c
_STANDS = and_(_c.verdict != Verdict.NO, offer.c.id == _c.offer_id, offer.c.status.in_(list(SHOWN)))
_ALL = select(_c.case_id, _c.offer_id, _c.verdict, _c.person_at)


# --- found ------------------------------------------------------------------------------------------------------------


async def keep_for_case(here: Here, case_id: int, found: Iterable[Match], now: datetime) -> None:
    """What was found for a case takes the place of what had been; those who follow it read of it there."""
    theirs = {one.offer: one for one in found}
    await _none(here, _c.case_id == case_id, _c.offer_id.not_in(list(theirs)))
    await _keep(here, [_row(case_id, one, now) for one in theirs.values()])


async def keep_for_offer(here: Here, offer_id: int, found: Mapping[int, Match]) -> None:
    """What was found for an offer, by case, takes the place of what had been; nobody has heard of what is new."""
    await _none(here, _c.offer_id == offer_id, _c.case_id.not_in(list(found)))
    there = select(case_file.c.id).where(case_file.c.network_id == here.network_id, case_file.c.id.in_(list(found)))
    standing = list((await here.execute(there)).scalars()) if found else []
    await _keep(here, [_row(case_id, found[case_id], None) for case_id in standing])


def _row(case_id: int, one: Match, heard: datetime | None) -> dict[str, Any]:
    found = {"verdict": one.verdict, "score": one.score}
    return {"case_id": case_id, "offer_id": one.offer, "partners_at": heard, "person_at": None, **found}


async def _keep(here: Here, rows: list[dict[str, Any]]) -> None:
    if rows:
        put = insert_for(here.connection)(matched)
        new = {name: put.excluded[name] for name in ("verdict", "score")}
        await here.execute(put.on_conflict_do_update(index_elements=["case_id", "offer_id"], set_=new), rows)


async def _none(here: Here, *which: Any) -> None:
    """These are matches no more; of those that somebody was told of it stays known."""
    told = or_(_c.partners_at.is_not(None), _c.person_at.is_not(None))
    await here.execute(update(matched).where(*which, told).values(verdict=Verdict.NO))
    await here.execute(delete(matched).where(*which, ~told))


async def forget_offer(here: Here, offer_id: int) -> None:
    """An offer is over."""
    await here.execute(delete(matched).where(_c.offer_id == offer_id))


# --- looked at --------------------------------------------------------------------------------------------------------


async def count(here: Here, case_id: int) -> int | None:
    """How many offers that are shown are something for a case; None where a confidential one is among them, which is
    counted nowhere.
    """
    query = select(func.count(), func.count(case((offer.c.confidential, 1)))).select_from(matched)
    found, secret = (await here.execute(query.where(_c.case_id == case_id, _STANDS))).one()
    return None if secret else int(found)


async def of_case(here: Here, case_id: int) -> list[Matched]:
    """The offers that are something for a case, of those that are shown; the best first."""
    fits = case((_c.verdict == Verdict.FITS, 0), else_=1)
    query = _ALL.where(_c.case_id == case_id, _STANDS).order_by(fits, _c.score.desc(), offer.c.code)
    return [_read(row) for row in await here.execute(query)]


async def unheard(here: Here) -> list[Matched]:
    """What fits and nobody who follows the case has heard of, by case, the best first."""
    its = case_file.c.id == _c.case_id
    new = (_c.partners_at.is_(None), _c.verdict == literal_column("'fits'"))  # as `_NEW` says it, whose index it uses
    query = _ALL.where(*new, _STANDS, its)
    query = query.where(case_file.c.network_id == here.network_id).order_by(_c.case_id, _c.score.desc(), _c.offer_id)
    return [_read(row) for row in await here.execute(query)]


def _read(row: Any) -> Matched:
    return Matched(row.case_id, row.offer_id, Verdict(row.verdict), row.person_at)


# --- told -------------------------------------------------------------------------------------------------------------


async def heard(here: Here, pairs: Iterable[tuple[int, int]], now: datetime) -> None:
    """Those who follow these cases have heard of these offers, or read of them with the case."""
    if wanted := list(pairs):
        which = tuple_(_c.case_id, _c.offer_id).in_(wanted)
        await here.execute(update(matched).where(which).values(partners_at=now))


async def tell_person(here: Here, case_id: int, offer_id: int, now: datetime) -> bool:
    """The person is told of an offer. Returns whether that is new."""
    which = (_c.case_id == case_id, _c.offer_id == offer_id, _c.person_at.is_(None))
    return (await here.execute(update(matched).where(*which).values(person_at=now))).rowcount == 1


# --- what cases look for ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seeking:
    """A case that goes on, with what it tells; `who` is the same for all cases of one person."""

    id: int
    who: int | str
    confidential: bool
    answers: Mapping[str, Any]


_PAGE = 50
"""Cases that are read at once, so that nothing else waits for all of them."""
_f = case_file.c
_TOLD = select(_f.id, _f.person_id, _f.phone, _f.email, _f.discretion, _f.answers)


async def seeking(here: Here, now: datetime) -> AsyncIterator[list[Seeking]]:
    """The cases that go on, some at a time: none that is closed, merged or silent, or rests."""
    runs = or_(_f.paused_until.is_(None), _f.paused_until <= now)
    goes_on = (_f.merged_into.is_(None), _f.closed_at.is_(None), ~_f.silent, runs)
    after = 0
    while True:
        query = _TOLD.where(_f.network_id == here.network_id, _f.id > after, *goes_on).order_by(_f.id).limit(_PAGE)
        rows = (await here.execute(query)).fetchall()
        if rows:
            yield [_seeking(row) for row in rows]
        if len(rows) < _PAGE:
            return
        after = rows[-1].id


def _seeking(row: Any) -> Seeking:
    who = row.person_id or row.phone or row.email or -row.id
    return Seeking(row.id, who, row.discretion == "confidential", row.answers)
