"""Notes: what those who work on a case tell each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import case_note


@dataclass(frozen=True, slots=True)
class Note:
    """A note; `author` is a referent's id, or "coordinator"."""

    id: int
    at: datetime
    author: str
    text: str


async def add(connection: AsyncConnection, case_id: int, author: str, text: str, now: datetime) -> int:
    """Keep a note. Returns its id."""
    row = await connection.execute(
        case_note.insert().values(case_id=case_id, at=now, author=author, text=text).returning(case_note.c.id)
    )
    return int(row.scalar_one())


async def of_case(connection: AsyncConnection, case_id: int) -> list[Note]:
    """The notes of a case, oldest first."""
    c = case_note.c
    query = select(c.id, c.at, c.author, c.text).where(c.case_id == case_id).order_by(c.id)
    return [Note(*row) for row in await connection.execute(query)]
