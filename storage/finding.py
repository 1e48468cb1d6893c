"""Finding: the cases among which somebody searches, as the columns say it by which they are searched for.

Nothing is kept beside the rows: what is erased is found by no search.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, func, or_, select

from network import sounds
from network.finding import SECTOR, TERRITORY, Meant, Row, Wanted
from network.slots import CLOSED, HELD, WAITING
from storage.acts import case_act
from storage.cases import Case, case_file, these
from storage.engine.here import Here
from storage.exchanges import OURS
from storage.letters import case_message
from storage.slots import slot

MOST = 1000
"""So many cases are ranked at the most, the newest of what may be meant."""
_c = case_file.c


async def among(
    here: Here, wanted: Wanted, meant: Sequence[Meant], now: datetime, held_by: str | None = None, *, errors: bool
) -> list[Row]:
    """The cases that a search may mean, of all, or of those that a referent holds. `errors`: with wrong letters."""
    which = [
        _called(wanted),
        *(_word(key, codes, errors=errors) for key, codes in zip(wanted.keys, meant, strict=True)),
    ]
    if held_by is not None:
        which.append(
            _c.id.in_(select(slot.c.case_id).where(slot.c.status.in_(sorted(HELD)), slot.c.taken_by == held_by))
        )
    if wanted.unfollowed:
        which += [_c.closed_at.is_(None), _has(slot.c.status.in_(sorted(WAITING)))]
    if wanted.silent is not None:
        which += _silent(now - timedelta(days=wanted.silent))
    columns = (_c.id, _c.number, _c.reference, _c.sought, _c.sector, _c.territory, _FINISHED, _c.submitted_at)
    spoken = () if wanted.silent is None else (_LAST_ACT, _LAST_LETTER)
    rows = select(*columns, *spoken).where(_c.network_id == here.network_id, _c.merged_into.is_(None), *which)
    found = await here.execute(rows.order_by(_c.id.desc()).limit(MOST))
    return [_row(row) for row in found]


def _row(found: Any) -> Row:
    id_, number, reference, sought, sector, territory, finished, *spoken = found
    last = max(at for at in spoken if at is not None)
    return Row(id_, number, reference, sought, sector, territory, bool(finished), last)


def _has(which: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(slot.c.role).where(slot.c.case_id == _c.id, which).exists()


_FINISHED = ~_has(slot.c.status.not_in(sorted(CLOSED)))
_EXCHANGED = and_(case_act.c.case_id == _c.id, or_(case_act.c.actor == "person", case_act.c.kind.in_(OURS)))
_WRITTEN = case_message.c.case_id == _c.id
_LAST_ACT = select(func.max(case_act.c.at)).where(_EXCHANGED).scalar_subquery()
_LAST_LETTER = select(func.max(case_message.c.at)).where(_WRITTEN).scalar_subquery()


def _called(wanted: Wanted) -> ColumnElement[bool]:
    """By its number, or by the end of a telephone, which ends the line."""
    ways = []
    if wanted.number is not None:
        ways.append(_c.number == wanted.number)
    if wanted.digits:
        ways.append(_c.sought.like(f"%{wanted.digits} "))
    return or_(*ways) if ways else _c.number > 0


def _word(key: str, meant: Meant, *, errors: bool) -> ColumnElement[bool]:
    """Whether a free word may stand in the line, or names what a case is of."""
    looked = sounds.pieces(key) if errors else ((" ", key, ""),)
    codes = [code for code in meant if errors or meant[code] >= _SURE]
    ways = [_c.sought.like(f"%{before}{letters}{after}%") for before, letters, after in looked]
    ways += [_c.sought.like(f"% {code} %") for code in codes if code.isalnum()]
    for column, kind in ((_c.territory, TERRITORY), (_c.sector, SECTOR)):
        if ids := [code.removeprefix(kind) for code in codes if code.startswith(kind)]:
            ways.append(column.in_(ids))
    return or_(*ways)


_SURE = 0.7
"""From here on what a word means is more than a guess."""


def _silent(since: datetime) -> list[ColumnElement[bool]]:
    """Somebody is expected to do something, and nobody has had to do with the person since."""
    told = select(case_act.c.id).where(_EXCHANGED, case_act.c.at > since).exists()
    wrote = select(case_message.c.id).where(_WRITTEN, case_message.c.at > since).exists()
    going_on = _has(slot.c.status.in_(sorted(HELD | WAITING)))
    return [_c.closed_at.is_(None), _c.submitted_at <= since, going_on, ~told, ~wrote]


MOST_CARDS = 100


async def cards(here: Here, wanted: Wanted, options: Sequence[Collection[str]], referent_id: str) -> list[Case]:
    """The newest cases that go on and that a referent is asked for, fits or fitted, as far as a card tells of them: of
    that number, of which a place waits where that is wanted, and of one of the sectors or territories that are the
    `options` of each word; what else is an option is for the caller to look at.
    """
    stands = WAITING if wanted.unfollowed else HELD | WAITING
    listed = f'%"{referent_id}"%'
    theirs = or_(slot.c.referent_id == referent_id, cast(slot.c.others, Text).like(listed))
    which = [_c.merged_into.is_(None), _c.closed_at.is_(None), _has(slot.c.status.in_(sorted(stands))), _has(theirs)]
    if wanted.number is not None:
        which.append(_c.number == wanted.number)
    for codes in options:
        if all(code.startswith((TERRITORY, SECTOR)) for code in codes):
            territories, sectors = ([c.removeprefix(k) for c in codes if c.startswith(k)] for k in (TERRITORY, SECTOR))
            which.append(or_(_c.territory.in_(territories), _c.sector.in_(sectors)))
    newest = select(_c.id).where(_c.network_id == here.network_id, *which).order_by(_c.id.desc()).limit(MOST_CARDS)
    return list((await these(here, (await here.execute(newest)).scalars(), locked=False)).values())
