"""Kept facts: what figures count of each case, worked out once, so that a hundred thousand are summed in a moment."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    Text,
    and_,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects import sqlite

from network.acts import Act
from network.figures.counts import SILENT_DAYS
from network.model import Role
from network.slots import HELD, WAITING, Status
from storage.acts import case_act
from storage.case_facts import (
    AMOUNTS,
    ANSWERED,
    ANSWERS,
    FACTS,
    HANDED,
    HEARD,
    PARTS,
    RESULTS,
    SIDES,
    STATES,
    TOLD,
    WHY,
    WITH_SLOTS,
    done,
    stands,
)
from storage.cases import case_file
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of
from storage.engine.dialect import among, locks_rows
from storage.engine.here import Here
from storage.profile import case_profile
from storage.results import case_result

# One row a case. `counted_as` names the definitions by which it was worked out, "" where the case has changed since:
# the database's own triggers write that, whoever changes a case or what belongs to it (migrations 0053 and 0057), in
# the same transaction. `until`: a promised date or thirty days of silence change it then. Days are numbers
# (`date.toordinal`) in the network's time zone; `met`, `ended` and `asked` (how they are after twelve months) are null
# where no figure counts the case. `figures` has a bit for each of `KEYS`; `entered` is who met the person, `technical`
# and `territorial` are who carries the case. JSON: `parts` is by what it is parted, `answers` what was answered to
# funders, `results` what was told after its end.
case_fact = Table(
    "case_fact",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True, autoincrement=False,
           info=names(Whose.CASE)),
    Column("network_id", String(40), nullable=False, info=of(Whose.NOBODY)),
    Column("counted_as", String(12), nullable=False, info=of(Whose.NOBODY)),
    Column("until", Instant, info=of(Whose.NOBODY)),
    Column("met", Integer, info=of(Whose.NOBODY)),
    Column("ended", Integer, info=of(Whose.NOBODY)),
    Column("begun", Integer, info=of(Whose.NOBODY)),
    Column("contacted", Integer, info=of(Whose.NOBODY)),
    Column("territory", String(40), info=of(Whose.NOBODY)),
    Column("commune", String(5), info=of(Whose.NOBODY)),
    Column("sector", String(40), info=of(Whose.NOBODY)),
    Column("technical", String(40), info=of(Whose.NOBODY)),
    Column("territorial", String(40), info=of(Whose.NOBODY)),
    Column("adults", Integer, info=of(Whose.NOBODY)),
    Column("children", Integer, info=of(Whose.NOBODY)),
    Column("figures", BigInteger, info=of(Whose.NOBODY)),
    Column("parts", Text, info=of(Whose.NOBODY)),
    Column("outcome", String(20), info=of(Whose.NOBODY)),
    Column("outcome_reason", String(20), info=of(Whose.NOBODY)),
    Column("asked", Integer, info=of(Whose.NOBODY)),
    Column("entered", String(40), info=of(Whose.NOBODY)),
    Column("answers", Text, info=of(Whose.NOBODY)),
    Column("results", Text, info=of(Whose.NOBODY)),
    Index("ix_case_fact_counted_as", "network_id", "counted_as", "until"),
)  # fmt: skip
# When a case was passed on, and why: of the passes that nobody took back.
case_pass = Table(
    "case_pass",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True, autoincrement=False,
           info=names(Whose.CASE)),
    Column("number", Integer, primary_key=True, autoincrement=False, info=of(Whose.NOBODY)),
    Column("day", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("reason", String(40), info=of(Whose.NOBODY)),
)  # fmt: skip
# All of it repeats columns of `case_file`, `slot`, `case_act`, `case_profile` and `case_result`, which say whose it is:
# here it is found by its case.

_c, _f = case_file.c, case_fact.c
_NOW = bindparam("now", type_=Instant())
_NEVER = datetime(9999, 12, 30, tzinfo=UTC)


_technical, _territorial = SIDES[Role.TECHNICAL], SIDES[Role.TERRITORIAL]


def _any_of(statuses: Iterable[Status]) -> ColumnElement[bool]:
    return or_(*(one.c.status.in_(sorted(statuses)) for one in SIDES.values()))


STANDING: Mapping[str, ColumnElement[bool]] = MappingProxyType(
    {
        "waits": _any_of(WAITING),
        "held": _any_of(HELD),
        "waits:technical": _technical.c.status.in_(sorted(WAITING)),
        "waits:territorial": _territorial.c.status.in_(sorted(WAITING)),
    }
)
"""What is expected of somebody, on a slot of either kind or on one of them."""


def _worked_out() -> tuple[Select[Any], tuple[str, ...], tuple[str, ...]]:
    """All that is kept of some cases, the figures whose yes or no stands in its last columns, and of these those that
    count by what was done.
    """
    asked = {**TOLD, **_named("standing", STANDING), **_named("handed", HANDED), **RESULTS, **STATES}
    facts = (
        select(
            _c.id.label("case_id"),
            *(_c[name] for name in _REPEATED),
            and_(_c.merged_into.is_(None), _c.silent.is_(False)).label("counted"),
            *(func.coalesce(one.c.taken_by, one.c.referent_id).label(f"{role}_carrier") for role, one in SIDES.items()),
            *(one.label(f"moment_{n}") for n, one in enumerate((_c.paused_until, *HEARD))),
            *(one.label(f"by_{part}") for part, one in PARTS.items()),
            *(one.label(f"result_{name}") for name, one in SINCE.items()),
            _r.asked_at,
            *(one.label(name) for name, one in FACTS.items() if name not in _REPEATED),
            *(case((one, 1), else_=0).label(f"told_{n}") for n, one in enumerate(asked.values())),
        )
        .select_from(WITH_SLOTS.outerjoin(case_result, _r.case_id == _c.id))
        .where(among(_c.id, "cases"))
        .cte("facts")
        .prefix_with("MATERIALIZED")
    )
    found = done(facts.c)
    bits = (*(facts.c[f"told_{n}"] for n in range(len(asked))), *(case((one, 1), else_=0) for one in found.values()))
    kept = (one for one in facts.c if not one.name.startswith("told_"))
    return select(*kept, *bits), (*asked, *found), tuple(found)


def _named(kind: str, some: Mapping[Any, ColumnElement[bool]]) -> dict[str, ColumnElement[bool]]:
    return {f"{kind}:{name}": one for name, one in some.items()}


_r = case_result.c
SINCE: Mapping[str, ColumnElement[Any]] = MappingProxyType(
    {"settled_as": _r.settled_as, "reason": _r.reason, "why": WHY, **AMOUNTS}
)
"""What is kept of what was told after the end of a case, besides the figures that count it."""
_REPEATED = (
    "network_id", "submitted_at", "closed_at", "entered_by", "territory", "commune", "sector", "adults", "children",
    "outcome", "outcome_reason",
)  # fmt: skip
_CASES, KEYS, DONE = _worked_out()
BITS: Mapping[str, int] = MappingProxyType({key: 1 << n for n, key in enumerate(KEYS)})
"""The figures that have a bit each."""


@cache
def definitions(zone: str) -> str:
    """What the definitions are called by which cases are counted today, days being those of a time zone."""
    made = [one.compile(dialect=sqlite.dialect()) for one in (_CASES, _PASSES, _ANSWERS)]
    kept = (KEYS, tuple(PARTS), tuple(SINCE))
    said = f"{[(str(one), sorted(one.params.items(), key=str)) for one in made]} {kept} {zone}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


# --- working out ------------------------------------------------------------------------------------------------------

MOST = 50
"""Cases that are worked out at once: on SQLite whoever writes waits meanwhile."""
FEW = 2000
"""So many cases that were not worked out yet are counted one by one, beside the others; of more all are."""

_names = bindparam("definitions", type_=String())


def _stale(*columns: Any, of_now: bool) -> Any:
    """The cases that are to be worked out: a look into each end of an index, so that it costs what it finds."""
    mine, as_ = _f.network_id == bindparam("network"), _f.counted_as
    over = [and_(as_ == _names, _f.until <= _NOW)] if of_now else []
    ways = [select(*columns).where(mine, way) for way in (as_ < _names, as_ > _names, *over)]
    return union_all(*ways).limit(bindparam("most", type_=Integer()))


_BY_NOW, _EVER = (_stale(_f.case_id, of_now=of_now) for of_now in (True, False))
_LOCKED = select(_f.case_id).where(among(_f.case_id, "cases")).with_for_update(skip_locked=True)
_a = case_act.c
_PASSES = (
    select(_a.case_id, _a.at, _a.detail["reason"].as_string().label("reason"))
    .where(among(_a.case_id, "cases"), _a.kind == Act.PASS.value, stands(_a))
    .order_by(_a.case_id, _a.id)
)
_ANSWERS = (
    select(case_profile.c.case_id, *ANSWERS.values())
    .join_from(case_profile, case_file, case_profile.c.case_id == _c.id)
    .where(among(case_profile.c.case_id, "cases"), ANSWERED)
    .order_by(case_profile.c.case_id, case_profile.c.question)
)
_FORGET = delete(case_pass).where(among(case_pass.c.case_id, "cases"))
_WRITE = update(case_fact).where(_f.case_id == bindparam("of_case"))


async def stale(here: Here, zone: str, now: datetime | None = None, most: int = FEW) -> list[int] | None:
    """The cases of which what is kept is not so any more, None if that is more than `most`; without `now` those alone
    that have changed, whatever became of dates.
    """
    named = {"network": here.network_id, "definitions": definitions(zone), "most": most + 1}
    found = await here.execute(*((_EVER, named) if now is None else (_BY_NOW, {**named, "now": now})))
    ids = list(found.scalars())
    return ids if len(ids) <= most else None


async def work_out(here: Here, zone: str, now: datetime) -> bool:
    """Some of the cases that were not, or have changed since. Returns whether there may be more.

    Where several transactions write side by side, a case that one of them is changing is left for later; what changes
    it after this waits for it, and says so.
    """
    named = {"network": here.network_id, "definitions": definitions(zone), "most": MOST, "now": now}
    ids = list((await here.execute(_BY_NOW, named)).scalars())
    many = len(ids) == MOST
    if ids and locks_rows(here.connection):
        ids = list((await here.execute(_LOCKED, {"cases": ids})).scalars())
    if ids:
        since = now - timedelta(days=SILENT_DAYS)
        found = await here.execute(_CASES, {"cases": ids, "now": now, "silent_since": since})
        answers = defaultdict[int, list[Sequence[Any]]](list)
        for case_id, *answer in await here.execute(_ANSWERS, {"cases": ids}):
            answers[case_id].append(answer)
        kept = [_kept(row, answers[row["case_id"]], zone, now) for row in found.mappings()]
        await here.execute(_FORGET, {"cases": ids})
        uncounted = {one["of_case"] for one in kept if one["met"] is None}
        passes = [
            {"case_id": row.case_id, "number": n, "day": _day(row.at, zone), "reason": row.reason}
            for n, row in enumerate(await here.execute(_PASSES, {"cases": ids}))
            if row.case_id not in uncounted
        ]
        if passes:
            await here.execute(case_pass.insert(), passes)
        await here.execute(_WRITE, kept)
    return many


def _kept(row: Mapping[Any, Any], answers: Sequence[Any], zone: str, now: datetime) -> dict[str, Any]:
    values = tuple(row.values())[-len(KEYS) :]
    silence = [at and at + timedelta(days=SILENT_DAYS) for at in (row["moment_1"], row["moment_2"])]
    moments = (row["take_by"], row["contact_by"], row["moment_0"], *silence)
    days = {name: _day(row[of_], zone) for name, of_ in _DAYS.items()}
    if not row["counted"]:
        days |= dict.fromkeys(("met", "ended", "asked"))
    return {
        "of_case": row["case_id"],
        "counted_as": definitions(zone),
        "until": min((at for at in moments if at is not None and at >= now), default=_NEVER),
        **days,
        **{name: row[name] for name in ("territory", "commune", "sector", "adults", "children")},
        **{name: row[name] for name in ("outcome", "outcome_reason")},
        **{role.value: row[f"{role}_carrier"] for role in SIDES},
        "figures": sum(bit for bit, value in zip(BITS.values(), values, strict=True) if value),
        "entered": row["entered_by"],
        "parts": _json([row[f"by_{part}"] for part in PARTS]),
        "answers": _json(answers),
        "results": _json([row[f"result_{name}"] for name in SINCE]),
    }


_DAYS = {
    "met": "submitted_at", "ended": "closed_at", "begun": "begun_at", "contacted": "contacted_at", "asked": "asked_at",
}  # fmt: skip


def _json(value: Sequence[Any]) -> str:
    return orjson.dumps(value).decode()


def _day(moment: datetime | None, zone: str) -> int | None:
    return None if moment is None else moment.astimezone(ZoneInfo(zone)).date().toordinal()
