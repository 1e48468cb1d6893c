"""Imported offers: those that came of a file, and wait until somebody of the network has looked at each."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, delete, func, insert, select

from storage.engine.columns import Serial, Whose, metadata, of
from storage.engine.here import Here
from storage.imports import import_file, import_key
from storage.offers import Status, offer
from storage.owners import owner, speaker

# An offer that came of a line of a file. `mark` is what the line is known by: it is forgotten where the offer is taken
# back, so that the same file may bring it again.
imported_offer = Table(
    "imported_offer",
    metadata,
    Column("offer_id", Serial, ForeignKey("offer.id"), primary_key=True, info=of(Whose.NOBODY)),
    Column("import_id", Serial, ForeignKey("import_file.id"), nullable=False, info=of(Whose.NOBODY)),
    Column("line", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("mark", String(80), nullable=False, info=of(Whose.NOBODY)),
    Index("ix_imported_offer_import", "import_id", "offer_id"),
)
_o, _i, _w = offer.c, imported_offer.c, owner.c
_SOME = 400
"""So many rows are named at once."""


@dataclass(frozen=True, slots=True)
class New:
    """A line as it becomes an offer: its number in the file, its mark, whose it is, since when it is told, and what is
    told, by the columns of `offer`.
    """

    line: int
    mark: str
    owner_id: int
    posted_at: datetime
    told: Mapping[str, Any]


async def bring_in(here: Here, number: int, posted_by: str, new: Sequence[New]) -> list[int]:
    """Store the offers of a file, which wait to be looked at. Returns their numbers, in the same order."""
    if not new:
        return []
    rows = [
        {"network_id": here.network_id, "owner_id": one.owner_id, "posted_by": posted_by, "posted_at": one.posted_at,
         "status": Status.WAITING, "code": secrets.token_hex(8), **one.told}
        for one in new
    ]  # fmt: skip
    made = insert(offer).returning(_o.id, sort_by_parameter_order=True)
    ids = [int(id_) for id_ in (await here.execute(made, rows)).scalars()]
    came = [
        {"offer_id": id_, "import_id": number, "line": one.line, "mark": one.mark}
        for id_, one in zip(ids, new, strict=True)
    ]
    await here.execute(insert(imported_offer), came)
    return ids


@dataclass(frozen=True, slots=True)
class Counts:
    """How many offers of a file are there, and how many of them nobody has looked at yet."""

    offers: int
    waiting: int


async def counts(here: Here, number: int) -> Counts:
    """Count the offers of a file."""
    query = select(func.count(), func.count().filter(_o.status == Status.WAITING))
    row = await here.execute(query.join_from(imported_offer, offer).where(_i.import_id == number))
    return Counts(*row.one())


async def waiting(here: Here, number: int) -> list[int]:
    """The offers of a file that nobody has looked at yet, in the order of its lines."""
    query = select(_o.id).join_from(imported_offer, offer)
    which = (_i.import_id == number, _o.status == Status.WAITING)
    return [int(id_) for id_ in (await here.execute(query.where(*which).order_by(_i.line, _o.id))).scalars()]


async def waiting_of_all(here: Here) -> tuple[frozenset[int], datetime | None]:
    """The offers of all files that nobody has looked at yet, and since when the first of them waits."""
    query = select(_o.id, import_file.c.acted_at).join_from(imported_offer, offer).join(import_file)
    found = (await here.execute(query.where(_o.network_id == here.network_id, _o.status == Status.WAITING))).all()
    return frozenset(int(id_) for id_, _ in found), min((at for _, at in found if at is not None), default=None)


async def take_back(here: Here, number: int) -> int:
    """The offers of a file go that nobody has looked at, with whoever is known by them alone, and what their lines are
    known by. Returns how many went.
    """
    ids = await waiting(here, number)
    for start in range(0, len(ids), _SOME):
        some = ids[start : start + _SOME]
        held = select(_o.id).where(_o.id.in_(some), _o.status == Status.WAITING).with_for_update()
        some = list((await here.execute(held)).scalars())
        marks = list((await here.execute(select(_i.mark).where(_i.offer_id.in_(some)))).scalars())
        whose = list((await here.execute(select(_o.owner_id).where(_o.id.in_(some)).distinct())).scalars())
        key = import_key.c
        await here.execute(delete(import_key).where(key.network_id == here.network_id, key.mark.in_(marks)))
        await here.execute(delete(imported_offer).where(_i.offer_id.in_(some)))
        await here.execute(delete(offer).where(_o.id.in_(some)))
        await here.execute(delete(owner).where(_w.id.in_(whose), *_known_by_offers_alone()))
    return len(ids)


def _known_by_offers_alone() -> tuple[Any, ...]:
    """An owner whom somebody wrote down, of whom there is nothing any more."""
    written_down = _w.known_by.startswith("mail:") | _w.known_by.startswith("phone:")
    others = select(_o.id).where(_o.owner_id == _w.id).exists()
    return written_down, ~others, ~select(speaker.c.account).where(speaker.c.owner_id == _w.id).exists()
