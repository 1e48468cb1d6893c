"""Repeats: cases that may be the same person's, and the one that goes on for both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, union, update

from network.project import Project
from network.repeats import Told
from network.slots import CLOSED
from storage import profile, results
from storage.cases import case_file
from storage.engine.dialect import among, insert_for
from storage.engine.here import Here
from storage.engine.prepared import hot
from storage.members import case_invite, case_member
from storage.notes import case_note
from storage.slots import slot

_OF_THE_PERSON = (
    "phone", "email", "sector", "territory", "sought", "source", "commune", "place", "natures", "sectors", "adults",
    "children",
)  # fmt: skip
MOST = 20
"""With how many others a case is compared."""


@dataclass(frozen=True, slots=True)
class Known:
    """A case as it is compared; `closed`: nothing is expected of anybody any more."""

    id: int
    reference: str
    told: Told
    closed: bool


_JOINED = hot(select(case_member.c.case_id, case_member.c.telegram_id).where(among(case_member.c.case_id, "wanted")))
_STATUSES = hot(select(slot.c.case_id, slot.c.status).where(among(slot.c.case_id, "wanted")))
_COMPARED = hot(select(case_file).where(among(case_file.c.id, "wanted")).order_by(case_file.c.id))


async def known(here: Here, case_ids: Iterable[int]) -> list[Known]:
    """These cases, oldest first."""
    wanted = {"wanted": sorted(case_ids)}
    joined: dict[int, set[int]] = {}
    for row in await here.execute(_JOINED, wanted):
        joined.setdefault(row.case_id, set()).add(row.telegram_id)
    statuses: dict[int, set[str]] = {}
    for row in await here.execute(_STATUSES, wanted):
        statuses.setdefault(row.case_id, set()).add(row.status)
    found = []
    for row in await here.execute(_COMPARED, wanted):
        accounts = frozenset({*joined.get(row.id, ()), *([row.person_id] if row.person_id else [])})
        words = Project.of(row.answers).words
        told = Told(accounts, row.phone, row.email, row.sector, row.territory, words)
        found.append(Known(row.id, row.reference, told, CLOSED.issuperset(statuses.get(row.id, ()))))
    return found


async def candidates(here: Here, mine: Known) -> list[Known]:
    """The newest other cases of the network that have the same telephone, e-mail or account, found by an index."""
    c, told = case_file.c, mine.told
    in_network = c.network_id == here.network_id
    same = [
        select(c.id).where(in_network, column == value)
        for column, value in ((c.phone, told.phone), (c.email, told.email))
        if value
    ]
    if told.accounts:
        same.append(select(c.id).where(c.person_id.in_(told.accounts)))
        same.append(select(case_member.c.case_id).where(case_member.c.telegram_id.in_(told.accounts)))
    if not same:
        return []
    others = (in_network, c.id != mine.id, c.merged_into.is_(None), c.silent.is_(False))
    newest = select(c.id).where(c.id.in_(union(*same)), *others).order_by(c.id.desc()).limit(MOST)
    return await known(here, (await here.execute(newest)).scalars())


async def merge(here: Here, stays: int, goes: int) -> bool:
    """One case goes on for both, by one conditional UPDATE: of two who merge at once, one does. It gets the adults, the
    notes and the links of the other, of which nothing personal stays. Returns whether it was done.
    """
    c = case_file.c
    free = select(c.id).where(c.id == stays, c.merged_into.is_(None)).exists()
    sender, source = (await here.execute(select(c.person_id, c.source).where(c.id == goes))).one_or_none() or (
        None,
        None,
    )
    gone: dict[str, Any] = {"merged_into": stays, "answers": {}, **dict.fromkeys(_OF_THE_PERSON)}
    done = await here.execute(update(case_file).where(c.id == goes, c.merged_into.is_(None), free).values(**gone))
    if done.rowcount != 1:
        return False
    unsaid = select(c.id).where(c.id == stays, c.closed_at.is_not(None), c.outcome.is_(None))
    if (await here.execute(unsaid)).first() is not None:
        await results.take_over(here, stays, goes)
    else:
        await results.forget(here, goes)
    await here.execute(update(case_file).where(c.merged_into == goes).values(merged_into=stays))
    await here.execute(update(case_note).where(case_note.c.case_id == goes).values(case_id=stays))
    await here.execute(update(case_invite).where(case_invite.c.case_id == goes).values(case_id=stays))
    await profile.take_over(here, stays, goes)
    if source is not None:
        await here.execute(update(case_file).where(c.id == stays, c.source.is_(None)).values(source=source))
    if sender is not None:
        await here.execute(update(case_file).where(c.id == stays, c.person_id.is_(None)).values(person_id=sender))
    await _join(here, stays, goes, sender)
    return True


async def _join(here: Here, stays: int, goes: int, sender: int | None) -> None:
    """The adults of the case that goes are adults of the one that stays, each once."""
    m = case_member.c
    rows = (await here.execute(select(m.telegram_id, m.joined_at).where(m.case_id == goes))).fetchall()
    adults = {row.telegram_id: row.joined_at for row in rows}
    c = case_file.c
    holder = (await here.execute(select(c.person_id).where(c.id == stays))).scalar_one_or_none()
    if sender is not None:
        sent = (await here.execute(select(c.submitted_at).where(c.id == goes))).scalar_one()
        adults.setdefault(sender, sent)
    for adult, joined_at in adults.items():
        if adult != holder:
            await here.execute(
                insert_for(here.connection)(case_member)
                .values(case_id=stays, telegram_id=adult, joined_at=joined_at)
                .on_conflict_do_nothing()
            )
    await here.execute(case_member.delete().where(m.case_id == goes))


_one, _other = case_file.alias("one"), case_file.alias("other")
_STANDS = (
    select(_other.c.reference)
    .join(_one, _one.c.merged_into == _other.c.id)
    .where(_one.c.network_id == bindparam("network"), _one.c.reference == bindparam("called"))
)


async def standing(here: Here, reference: str) -> str:
    """The reference that counts: that of the case which goes on for this one, or its own."""
    wanted = {"network": here.network_id, "called": reference}
    into: str | None = (await here.execute(_STANDS, wanted)).scalar_one_or_none()
    return into or reference


async def merged_into(here: Here, case_id: int) -> list[tuple[int, str]]:
    """The cases that this one goes on for: ids and references."""
    c = case_file.c
    rows = await here.execute(select(c.id, c.reference).where(c.merged_into == case_id).order_by(c.id))
    return [(row.id, row.reference) for row in rows]


async def sent_by(here: Here, telegram_id: int) -> list[str]:
    """The references that count of every case somebody sent, those included that go on in another's."""
    one, other = case_file.alias(), case_file.alias()
    query = (
        select(other.c.reference)
        .join(one, other.c.id == one.c.merged_into)
        .where(one.c.person_id == telegram_id)
        .distinct()
    )
    own = select(case_file.c.reference).where(case_file.c.person_id == telegram_id, case_file.c.merged_into.is_(None))
    return sorted((await here.execute(union(query, own))).scalars())
