"""Profiles: what the people of a case told a funder through the network, question by question, or would not tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, String, Table, delete, select, update

from network.profile import Question
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of
from storage.engine.dialect import insert_for
from storage.engine.here import Here

# An answer to a question of a funder: `said` is a status or a band of age, `women` and `men` are counted; none of them:
# they would rather not say. `version` is the text that said why, `funder` whom it named. Nobody else reads it.
case_profile = Table(
    "case_profile",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True, info=names(Whose.CASE)),
    Column("question", String(10), primary_key=True, info=of(Whose.CASE)),
    Column("said", String(20), info=of(Whose.CASE)),
    Column("women", Integer, info=of(Whose.CASE)),
    Column("men", Integer, info=of(Whose.CASE)),
    Column("at", Instant, nullable=False, info=of(Whose.CASE)),
    Column("version", String(20), nullable=False, info=of(Whose.CASE)),
    Column("funder", String(120), nullable=False, info=of(Whose.CASE)),
)
_c = case_profile.c


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: a status or a band of age, or how many women and men; nothing where they would rather not say."""

    said: str | None = None
    women: int | None = None
    men: int | None = None


async def keep(
    here: Here, case_id: int, question: Question, told: Told, *, now: datetime, version: str, funder: str
) -> None:
    """Keep an answer; the latest counts."""
    seen: dict[str, Any] = {"said": told.said, "women": told.women, "men": told.men}
    seen |= {"at": now, "version": version, "funder": funder}
    await here.execute(
        insert_for(here.connection)(case_profile)
        .values(case_id=case_id, question=question.value, **seen)
        .on_conflict_do_update(index_elements=["case_id", "question"], set_=seen)
    )


async def of_case(here: Here, case_id: int) -> dict[Question, Told]:
    """What was answered about a case, unsaid or not, by question."""
    found = await here.execute(select(_c.question, _c.said, _c.women, _c.men).where(_c.case_id == case_id))
    return {Question(row.question): Told(row.said, row.women, row.men) for row in found}


async def take_over(here: Here, stays: int, goes: int) -> None:
    """One case goes on for another: it keeps its own answers, and gets those that it has not."""
    known = list((await here.execute(select(_c.question).where(_c.case_id == stays))).scalars())
    await here.execute(update(case_profile).where(_c.case_id == goes, _c.question.not_in(known)).values(case_id=stays))
    await here.execute(delete(case_profile).where(_c.case_id == goes))
