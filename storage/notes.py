"""Notes: what those who work on a case tell each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, bindparam, select

from storage.engine.columns import Instant, Serial, Whose, metadata, names, of, own_id
from storage.engine.here import Here

# What those who work on a case tell each other; the person may read it.
case_note = Table(
    "case_note",
    metadata,
    own_id(),
    Column("case_id", Serial, ForeignKey("case_file.id"), nullable=False, info=names(Whose.CASE)),
    Column("at", Instant, nullable=False, info=of(Whose.CASE)),
    Column("author", String(60), nullable=False, info=of(Whose.CASE)),
    Column("text", Text, nullable=False, info=of(Whose.CASE)),
    Index("ix_case_note_case", "case_id"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Note:
    """A note; `author` is a referent's id, or "coordinator"."""

    id: int
    at: datetime
    author: str
    text: str


async def add(here: Here, case_id: int, author: str, text: str, now: datetime) -> int:
    """Keep a note. Returns its id."""
    row = await here.execute(
        case_note.insert().values(case_id=case_id, at=now, author=author, text=text).returning(case_note.c.id)
    )
    return int(row.scalar_one())


_OF_CASE = (
    select(case_note.c.id, case_note.c.at, case_note.c.author, case_note.c.text)
    .where(case_note.c.case_id == bindparam("of_case"))
    .order_by(case_note.c.id)
)


async def of_case(here: Here, case_id: int) -> list[Note]:
    """The notes of a case, oldest first."""
    return [Note(*row) for row in await here.execute(_OF_CASE, {"of_case": case_id})]
