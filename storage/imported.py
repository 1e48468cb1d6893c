"""Imported: the cases that came of a file, silent until they are let out, and whether their people were told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, false, func, insert, select, update

from network.project import Project
from storage.acts import case_act
from storage.cases import case_file, numbers, read_from
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of
from storage.engine.here import Here
from storage.notes import case_note

LONGEST_SOURCE = 250

# A case that came of a line of a file. `followed` names who follows it, by role. `state` is `network.imports.State`.
# `told_at`: since when its people know that their data were taken over, and how they heard; "printed" before that says
# that a letter was printed, of which nobody has said that it was posted.
imported = Table(
    "imported",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True, info=names(Whose.CASE)),
    Column("import_id", Serial, ForeignKey("import_file.id"), nullable=False, info=of(Whose.NOBODY)),
    Column("line", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("state", String(12), nullable=False, info=of(Whose.CASE)),
    Column("followed", JSON, nullable=False, info=of(Whose.PARTNER)),
    Column("source", String(LONGEST_SOURCE), nullable=False, info=of(Whose.CASE)),
    Column("spoken_at", Instant, nullable=False, info=of(Whose.CASE)),
    Column("released_at", Instant, info=of(Whose.CASE)),
    Column("told_at", Instant, info=of(Whose.CASE)),
    Column("told_how", String(8), info=of(Whose.CASE)),
    Index("ix_imported_import", "import_id", "case_id"),
)

_SOME = 400
"""So many rows are named at once."""


@dataclass(frozen=True, slots=True)
class New:
    """A line as it becomes a case: its number in the file, its answers, when it began and when somebody last spoke with
    its person; who follows it by role; a `note`, where there is one.
    """

    line: int
    answers: Mapping[str, Any]
    met_at: datetime
    spoken_at: datetime
    state: str
    followed: Mapping[str, str]
    source: str
    note: str = ""


async def bring_in(
    here: Here, number: int, prefix: str, charter_version: str, new: Sequence[New], actor: str, now: datetime
) -> list[tuple[int, str]]:
    """Store the cases of a file, silent. Returns their ids and references, in the same order."""
    if not new:
        return []
    given = [(count, f"{prefix}-{count:04d}") for count in await numbers(here, len(new))]
    rows = [_row(here, *one, line, charter_version) for one, line in zip(given, new, strict=True)]
    made = insert(case_file).returning(case_file.c.id, sort_by_parameter_order=True)
    ids = list((await here.execute(made, rows)).scalars())
    await here.execute(
        insert(imported),
        [
            {"case_id": id_, "import_id": number, "line": one.line, "state": one.state, "followed": dict(one.followed),
             "source": one.source[:LONGEST_SOURCE], "spoken_at": one.spoken_at}
            for id_, one in zip(ids, new, strict=True)
        ],
    )  # fmt: skip
    await here.execute(
        insert(case_act), [act for id_, one in zip(ids, new, strict=True) for act in _acts(id_, one, actor, now)]
    )
    notes = [
        {"case_id": id_, "at": now, "author": actor, "text": one.note}
        for id_, one in zip(ids, new, strict=True)
        if one.note
    ]
    if notes:
        await here.execute(insert(case_note), notes)
    return [(id_, reference) for id_, (_, reference) in zip(ids, given, strict=True)]


def _row(here: Here, count: int, reference: str, line: New, charter_version: str) -> dict[str, Any]:
    return {
        "network_id": here.network_id,
        "number": count,
        "reference": reference,
        "person_id": None,
        "answers": dict(line.answers),
        "charter_version": charter_version,
        "submitted_at": line.met_at,
        "silent": True,
        "discretion": "confidential",
        **read_from(Project.of(line.answers)),
    }


def _acts(case_id: int, line: New, actor: str, now: datetime) -> list[dict[str, Any]]:
    """The last exchange, by which it is counted how long a case is kept, and that it was taken over."""
    about = {"case_id": case_id, "actor": actor, "detail": {}}
    return [{**about, "at": line.spoken_at, "kind": SPOKEN}, {**about, "at": now, "kind": TAKEN_OVER}]


SPOKEN, TAKEN_OVER, RELEASED = "spoken", "taken_over", "let_out"


@dataclass(frozen=True, slots=True)
class Imported:
    """A case of a file, before it is told of or let out."""

    case_id: int
    reference: str
    line: int
    state: str
    followed: Mapping[str, str]
    source: str
    spoken_at: datetime
    email: str | None
    printed: bool


_i = imported.c
_BESIDE = (
    select(
        _i.case_id, case_file.c.reference, _i.line, _i.state, _i.followed, _i.source, _i.spoken_at, case_file.c.email,
        func.coalesce(_i.told_how == "printed", false()).label("printed"),
    )
    .join(case_file, case_file.c.id == _i.case_id)
    .where(case_file.c.merged_into.is_(None))
    .order_by(_i.case_id)
)  # fmt: skip


async def silent(here: Here, number: int, most: int | None = None) -> list[Imported]:
    """The cases of a file that nobody has heard of yet, in the order of its lines."""
    query = _BESIDE.where(_i.import_id == number, case_file.c.silent.is_(True))
    return [Imported(*row) for row in await here.execute(query.limit(most))]


async def untold(here: Here, number: int) -> list[Imported]:
    """Those of whose people nobody has told them that their data were taken over."""
    query = _BESIDE.where(_i.import_id == number, _i.told_at.is_(None))
    return [Imported(*row) for row in await here.execute(query)]


async def of_case(here: Here, case_id: int) -> Imported | None:
    """What a case came of; None where it came of no file."""
    row = (await here.execute(_BESIDE.where(_i.case_id == case_id))).one_or_none()
    return None if row is None else Imported(*row)


async def let_out_at(here: Here, number: int, at: datetime) -> list[int]:
    """The cases of a file that were let out by the press of that moment."""
    query = select(_i.case_id).where(_i.import_id == number, _i.released_at == at).order_by(_i.case_id)
    return list((await here.execute(query)).scalars())


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases of a file are there, are silent, and are of people who have not been told."""

    cases: int
    silent: int
    untold: int


async def counts(here: Here, number: int) -> Counts:
    """Count the cases of a file."""
    row = await here.execute(
        select(
            func.count(),
            func.count().filter(case_file.c.silent.is_(True)),
            func.count().filter(_i.told_at.is_(None)),
        )
        .select_from(imported)
        .join(case_file, case_file.c.id == _i.case_id)
        .where(_i.import_id == number, case_file.c.merged_into.is_(None))
    )
    return Counts(*row.one())


async def let_out(here: Here, case_id: int, now: datetime, **values: Any) -> bool:
    """A case is silent no more, by one conditional UPDATE. Returns whether it was. `values` as of `cases.mark`."""
    which = (case_file.c.id == case_id, case_file.c.silent.is_(True))
    done = await here.execute(update(case_file).where(*which).values(silent=False, begun_at=now, **values))
    if done.rowcount == 1:
        await here.execute(update(imported).where(_i.case_id == case_id).values(released_at=now))
    return done.rowcount == 1


async def print_(here: Here, case_ids: Sequence[int]) -> None:
    """Letters to the people of these cases were printed."""
    which = (_i.case_id.in_(case_ids), _i.told_at.is_(None))
    await here.execute(update(imported).where(*which).values(told_how="printed"))


async def told(here: Here, case_ids: Sequence[int], how: str, now: datetime) -> set[int]:
    """The people of these cases know that their data were taken over: by "mail", by "letter", or since they "came".
    Returns for which that is new, by conditional UPDATEs: of two who tell them at once, one does.
    """
    new = set[int]()
    for start in range(0, len(case_ids), _SOME):
        which = (_i.case_id.in_(case_ids[start : start + _SOME]), _i.told_at.is_(None))
        done = update(imported).where(*which).values(told_at=now, told_how=how).returning(_i.case_id)
        new.update((await here.execute(done)).scalars())
    return new


async def came(here: Here, account: int, now: datetime) -> list[str]:
    """Somebody follows their own cases since they came: they know of those that a file brought. Returns the references
    of those that they came for now.
    """
    theirs = select(case_file.c.id).where(case_file.c.person_id == account)
    which = (_i.case_id.in_(theirs), _i.told_at.is_(None) | (_i.told_how != "came"))
    done = await here.execute(update(imported).where(*which).values(told_at=now, told_how="came").returning(_i.case_id))
    ids = list(done.scalars())
    found = select(case_file.c.reference).where(case_file.c.id.in_(ids)).order_by(case_file.c.id)
    return list((await here.execute(found)).scalars()) if ids else []
