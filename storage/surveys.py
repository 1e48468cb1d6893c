"""Surveys: how it was, in the person's own presses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, String, Table, Text, select

from storage.engine.columns import Instant, Serial, Whose, metadata, names, of
from storage.engine.dialect import insert_for
from storage.engine.here import Here

# How it was, in the person's own presses, some days after the end; a word only where they wanted to leave one.
case_survey = Table(
    "case_survey",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True, info=names(Whose.CASE)),
    Column("contacted", String(8), info=of(Whose.CASE)),
    Column("useful", String(8), info=of(Whose.CASE)),
    Column("word", Text, info=of(Whose.CASE)),
    Column("answered_at", Instant, nullable=False, info=of(Whose.CASE)),
)


async def answer(here: Here, case_id: int, now: datetime, **values: str) -> None:
    """Keep an answer (`contacted`, `useful` or `word`); the latest counts."""
    seen = {**values, "answered_at": now}
    await here.execute(
        insert_for(here.connection)(case_survey)
        .values(case_id=case_id, **seen)
        .on_conflict_do_update(index_elements=["case_id"], set_=seen)
    )


async def of_case(here: Here, case_id: int) -> dict[str, Any] | None:
    """What was answered about a case; None where nothing was."""
    c = case_survey.c
    query = select(c.contacted, c.useful, c.word).where(c.case_id == case_id)
    row = (await here.execute(query)).one_or_none()
    return None if row is None else {"contacted": row.contacted, "useful": row.useful, "word": row.word}
