"""Results: what became of a case after its end, as figures count it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, bindparam, delete, select, text, update

from network.results import Question
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of
from storage.engine.dialect import insert_for
from storage.engine.here import Here

# What was told after the end of a case. Of an installation: what they moved here (`network.results.SettledAs`), jobs
# created and kept, children who came; null where it was not told; `case_file.settled` has the words. `asked_at`: since
# when it is asked how they are after twelve months; `active` and `living` are "yes" or "no", `stopped` is why the
# activity stopped. `reason` is why a project stopped or went elsewhere, in the person’s own press.
case_result = Table(
    "case_result",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True, info=names(Whose.CASE)),
    Column("settled_as", String(10), info=of(Whose.CASE)),
    Column("jobs_created", Integer, info=of(Whose.CASE)),
    Column("jobs_kept", Integer, info=of(Whose.CASE)),
    Column("children", Integer, info=of(Whose.CASE)),
    Column("asked_at", Instant, info=of(Whose.CASE)),
    Column("active", String(3), info=of(Whose.CASE)),
    Column("living", String(3), info=of(Whose.CASE)),
    Column("stopped", String(20), info=of(Whose.CASE)),
    Column("reason", String(20), info=of(Whose.CASE)),
    Index("ix_case_result_asked", "asked_at",
          sqlite_where=text("asked_at IS NOT NULL"), postgresql_where=text("asked_at IS NOT NULL")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What is known of a case after its end; None where it was not told."""

    settled_as: str | None = None
    jobs_created: int | None = None
    jobs_kept: int | None = None
    children: int | None = None
    asked_at: datetime | None = None
    active: str | None = None
    living: str | None = None
    stopped: str | None = None
    reason: str | None = None

    def said(self, question: Question) -> str | None:
        """What was answered to a question of the twelve months."""
        return self.active if question is Question.ACTIVE else self.living


_c = case_result.c
_NAMES = tuple(Result.__dataclass_fields__)
_ONE = select(*(_c[name] for name in _NAMES)).where(_c.case_id == bindparam("case"))


async def of_case(here: Here, case_id: int) -> Result:
    """What is known of a case."""
    row = (await here.execute(_ONE, {"case": case_id})).one_or_none()
    return Result() if row is None else Result(*row)


async def keep(here: Here, case_id: int, told: Mapping[str, Any]) -> None:
    """Keep what was told, in the place of what was told before; what is None stays as it was."""
    said = {name: value for name, value in told.items() if value is not None}
    if said:
        put = insert_for(here.connection)(case_result).values(case_id=case_id, **said)
        await here.execute(put.on_conflict_do_update(index_elements=["case_id"], set_=said))


async def answer(here: Here, case_id: int, name: str, value: str) -> bool:
    """Keep the first answer to a question that is asked once (`active`, `living`, `stopped`, `reason`). Returns whether
    it was the first.
    """
    await here.execute(insert_for(here.connection)(case_result).values(case_id=case_id).on_conflict_do_nothing())
    open_ = (_c.case_id == case_id, _c[name].is_(None))
    return (await here.execute(update(case_result).where(*open_).values({name: value}))).rowcount == 1


async def take_over(here: Here, stays: int, goes: int) -> None:
    """One case goes on for another, and ended as that did: what is known of that one is known of it."""
    mine, theirs = await of_case(here, stays), await of_case(here, goes)
    lacking = [name for name in _NAMES if getattr(mine, name) is None]
    await keep(here, stays, {name: getattr(theirs, name) for name in lacking})
    await forget(here, goes)


async def forget(here: Here, case_id: int) -> None:
    """The case begins again, or is one with another: of how it ended nothing is known."""
    await here.execute(delete(case_result).where(_c.case_id == case_id))
