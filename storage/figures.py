"""Figures of a period, counted: a statement for each table of them, however many cases it goes through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    union_all,
)

from network.acts import Act
from network.figures import LEFT, NONE, SILENT_DAYS, Counted, Counts, Wanted
from network.periods import Period
from network.slots import Outcome
from storage import past_cases
from storage.acts import case_act
from storage.case_facts import ENDS, FACTS, PARTS, TOLD, WITH_SLOTS, done, due, kept, stands
from storage.case_facts import SEVERAL as SEVERAL
from storage.cases import case_file
from storage.engine.columns import Instant
from storage.engine.here import Here
from storage.offers import SHOWN, offer
from storage.slots import carrier, slot

_c = case_file.c


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """By what cases are chosen beside a period: each is a part of the text of a statement."""

    territory: bool
    commune: bool
    sector: bool
    carriers: bool

    @classmethod
    def of(cls, wanted: Wanted) -> _Narrowed:
        return cls(bool(wanted.territory), bool(wanted.commune), bool(wanted.sector), wanted.carriers is not None)

    def conditions(self) -> list[ColumnElement[bool]]:
        some = [_c.network_id == bindparam("network"), _c.merged_into.is_(None), _c.silent.is_(False)]
        some += [_c[name] == bindparam(f"of_{name}") for name in ("territory", "commune", "sector") if self._has(name)]
        if self.carriers:
            theirs = select(slot.c.case_id).where(
                slot.c.case_id == _c.id, carrier.in_(bindparam("of_carriers", expanding=True))
            )
            some.append(theirs.exists())
        return some

    def _has(self, name: str) -> bool:
        return bool(getattr(self, name))


def chosen(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Which cases figures count beside a period; `parameters` has what stands in it."""
    return _Narrowed.of(wanted).conditions()


def parameters(here: Here, wanted: Wanted, zone: str) -> dict[str, Any]:
    """What stands in `chosen`, and the period between `first_0` and `after_0`."""
    return _parameters(here, wanted, [wanted.period.bounds(zone)])


def _parameters(here: Here, wanted: Wanted, moments: Sequence[tuple[datetime, datetime]]) -> dict[str, Any]:
    named: dict[str, Any] = {"network": here.network_id}
    for name in ("territory", "commune", "sector"):
        if value := getattr(wanted, name):
            named[f"of_{name}"] = value
    if wanted.carriers is not None:
        named["of_carriers"] = list(wanted.carriers)
    for n, (first, after) in enumerate(moments):
        named |= {f"first_{n}": first, f"after_{n}": after}
    return named


def _spans(many: int) -> CTE:
    """So many periods, by their numbers."""
    rows = [
        select(
            literal_column(str(n), Integer).label("span"),
            bindparam(f"first_{n}", type_=Instant()).label("first"),
            bindparam(f"after_{n}", type_=Instant()).label("after"),
        )
        for n in range(many)
    ]
    return (union_all(*rows) if many > 1 else rows[0]).cte("spans")


def _within(moment: ColumnElement[Any], spans: CTE) -> ColumnElement[bool]:
    return and_(moment >= spans.c.first, moment < spans.c.after)


# --- statements -------------------------------------------------------------------------------------------------------


def _facts(narrowed: _Narrowed, spans: CTE, names: Iterable[str] = FACTS) -> CTE:
    """What is so of each case met in the periods; worked out once each."""
    said = (FACTS[name].label(name) for name in names)
    query = select(spans.c.span, _c.id.label("case_id"), *said).select_from(
        spans.join(WITH_SLOTS, _within(_c.submitted_at, spans))
    )
    return query.where(*narrowed.conditions()).cte("facts").prefix_with("MATERIALIZED")


def _measures(adults: ColumnElement[Any], children: ColumnElement[Any], which: Any = None) -> list[Any]:
    """How many, their adults and children; of those alone of which `which` is so."""
    values = (literal_column("1", Integer), func.coalesce(adults, 0), func.coalesce(children, 0))
    chosen = values if which is None else tuple(case((which, value), else_=0) for value in values)
    return [func.coalesce(func.sum(one), 0) for one in chosen]


@lru_cache(maxsize=64)
def _told(narrowed: _Narrowed, many: int) -> tuple[Select[Any], tuple[str, ...]]:
    spans = _spans(many)
    columns = [one for each in TOLD.values() for one in _measures(_c.adults, _c.children, each)]
    met = select(spans.c.span, *columns).select_from(spans.join(case_file, _within(_c.submitted_at, spans)))
    return met.where(*narrowed.conditions()).group_by(spans.c.span), tuple(TOLD)


@lru_cache(maxsize=64)
def _done(narrowed: _Narrowed, many: int) -> tuple[Select[Any], tuple[str, ...]]:
    facts = _facts(narrowed, _spans(many))
    found = done(facts.c)
    columns = [one for each in found.values() for one in _measures(facts.c.adults, facts.c.children, each)]
    return select(facts.c.span, *columns).group_by(facts.c.span), tuple(found)


@lru_cache(maxsize=64)
def _ended(narrowed: _Narrowed, many: int) -> Select[Any]:
    spans = _spans(many)
    ended = select(spans.c.span, _c.outcome, _c.outcome_reason, *_measures(_c.adults, _c.children))
    joined = ended.select_from(spans.join(case_file, _within(_c.closed_at, spans))).where(*narrowed.conditions())
    return joined.group_by(spans.c.span, _c.outcome, _c.outcome_reason)


@lru_cache(maxsize=64)
def _parted(narrowed: _Narrowed, many: int) -> Any:
    spans = _spans(many)
    met = spans.join(case_file, _within(_c.submitted_at, spans))
    said = (one.label(f"by_{name}") for name, one in PARTS.items())
    rows = (
        select(spans.c.span, _c.adults, _c.children, *said).select_from(met).where(*narrowed.conditions()).cte("rows")
    )
    rows = rows.prefix_with("MATERIALIZED")
    of_each = _measures(rows.c.adults, rows.c.children)
    return union_all(
        *(
            select(rows.c.span, literal(name, String).label("part"), by, *of_each).group_by(rows.c.span, by)
            for name in PARTS
            for by in [rows.c[f"by_{name}"]]
        )
    )


@lru_cache(maxsize=64)
def _monthly(narrowed: _Narrowed, many: int) -> Select[Any]:
    spans = _spans(many)
    met = select(spans.c.span, func.count()).select_from(spans.join(case_file, _within(_c.submitted_at, spans)))
    return met.where(*narrowed.conditions()).group_by(spans.c.span)


@lru_cache(maxsize=64)
def _refusals(narrowed: _Narrowed, many: int) -> Select[Any]:
    spans, a = _spans(many), case_act.c
    passed = and_(_within(a.at, spans), a.kind == literal_column(f"'{Act.PASS}'"), stands(a))
    of_case = spans.join(case_act, passed).join(case_file, _c.id == a.case_id)
    rows = select(spans.c.span, a.detail["reason"].as_string().label("reason")).select_from(of_case)
    each = rows.where(*narrowed.conditions()).cte("passes")
    return select(each.c.span, each.c.reason, func.count()).group_by(each.c.span, each.c.reason)


@lru_cache(maxsize=64)
def _listed(narrowed: _Narrowed, key: str) -> Select[Any]:
    if key in ENDS:
        ended = (_within(_c.closed_at, _spans(1)), ENDS[key])
        return select(_c.id).where(*narrowed.conditions(), *ended).order_by(_c.id.desc())
    if key in TOLD:
        met = (_within(_c.submitted_at, _spans(1)), TOLD[key])
        return select(_c.id).where(*narrowed.conditions(), *met).order_by(_c.id.desc())
    facts = _facts(narrowed, _spans(1))
    return select(facts.c.case_id).where(done(facts.c)[key]).order_by(facts.c.case_id.desc())


@lru_cache(maxsize=64)
def _came(narrowed: _Narrowed) -> Select[Any]:
    f = _facts(narrowed, _spans(1), ("technical", "territorial", "contacted_at", "outcome")).c
    steps = (
        true(),
        or_(f.technical == 1, f.territorial == 1),
        f.contacted_at.is_not(None),
        f.outcome == Outcome.INSTALLED.value,
    )
    return select(*(func.coalesce(func.sum(case((each, 1), else_=0)), 0) for each in steps))


@lru_cache(maxsize=64)
def _waits(narrowed: _Narrowed) -> Select[Any]:
    f = _facts(narrowed, _spans(1), ("begun_at", "contact_by", "contacted_at")).c
    promise = ("contact_by", "contacted_at")
    return select(f.begun_at, f.contacted_at, case((kept(f, *promise), 1), else_=0)).where(due(f, *promise))


@lru_cache(maxsize=64)
def _by_commune(narrowed: _Narrowed) -> Select[Any]:
    spans, outside = _spans(1), (_c.place == literal_column("'outside'")).label("is_outside")
    met = select(_c.commune, outside, func.count()).select_from(spans.join(case_file, _within(_c.submitted_at, spans)))
    return met.where(*narrowed.conditions()).group_by(_c.commune, outside)


# --- counting ---------------------------------------------------------------------------------------------------------


class Table(StrEnum):
    """What is counted by one statement: what cases say, what was done about them, how they ended; and by what each of
    them is parted, and passed on.
    """

    TOLD = "told"
    DONE = "done"
    ENDED = "ended"
    PARTED = "parted"
    REFUSED = "refused"


ALL = frozenset(Table)


async def counted(
    here: Here, wanted: Wanted, periods: Sequence[Period], zone: str, now: datetime, tables: Collection[Table] = ALL
) -> list[Counted]:
    """What there is to count of each of these periods, of the cases that `wanted` leaves: what stands in `tables`."""
    narrowed, many = _Narrowed.of(wanted), len(periods)
    named = _parameters(here, wanted, [one.bounds(zone) for one in periods])
    figures: list[dict[str, Counts]] = [{} for _ in periods]
    parts: list[defaultdict[str, dict[str, Counts]]] = [defaultdict(dict) for _ in periods]
    for table, (met, keys), more in (
        (Table.TOLD, _told(narrowed, many), {}), (Table.DONE, _done(narrowed, many), _today(now)),
    ):  # fmt: skip
        for span, *numbers in await _rows(here, table in tables, met, {**named, **more}):
            figures[span] |= {key: Counts(*numbers[3 * n : 3 * n + 3]) for n, key in enumerate(keys)}
    for span, outcome, reason, *numbers in await _rows(here, Table.ENDED in tables, _ended(narrowed, many), named):
        key, found = outcome or "unsaid", Counts(*numbers)
        _add(figures[span], key, found)
        if outcome in LEFT:
            _add(parts[span]["reasons"], reason or "none", found)
    for span, part, by, *numbers in await _rows(here, Table.PARTED in tables, _parted(narrowed, many), named):
        for one in by.split() if part == "nature" and by else (by,):
            _add(parts[span][part], one, Counts(*numbers))
    for span, reason, cases in await _rows(here, Table.REFUSED in tables, _refusals(narrowed, many), named):
        _add(parts[span]["refusals"], reason or "other", Counts(cases))
    for each in figures:
        each["followed"] = each.get("met", NONE) - each.get("abandoned", NONE)
    past = await past_cases.counted(here, wanted, periods)
    return [Counted(*one).with_past(more) for one, more in zip(zip(figures, parts, strict=True), past, strict=True)]


async def _rows(here: Here, wanted: bool, statement: Any, named: Mapping[str, Any]) -> Iterable[Any]:
    return await here.execute(statement, named) if wanted else ()


def _today(now: datetime) -> dict[str, datetime]:
    return {"now": now, "silent_since": now - timedelta(days=SILENT_DAYS)}


def _add(to: dict[str, Counts], key: str, more: Counts) -> None:
    to[key] = to.get(key, NONE) + more


async def by_month(here: Here, wanted: Wanted, months: Sequence[Period], zone: str) -> list[int]:
    """How many cases were met in each of these months, or years."""
    if not months:
        return []
    named = _parameters(here, wanted, [one.bounds(zone) for one in months])
    found = dict((await here.execute(_monthly(_Narrowed.of(wanted), len(months)), named)).all())
    return [found.get(n, 0) for n in range(len(months))]


async def listed(here: Here, wanted: Wanted, key: str, zone: str, now: datetime) -> list[int]:
    """The ids of the cases that a figure counts, the newest first."""
    named = {**_parameters(here, wanted, [wanted.period.bounds(zone)]), **_today(now)}
    return list((await here.execute(_listed(_Narrowed.of(wanted), key), named)).scalars())


STEPS = ("sheets", "supported", "contacted", "installed")
"""How far cases have come: to us, to a referent who follows or followed them, to a first contact, to settle."""


async def came(here: Here, wanted: Wanted, zone: str) -> dict[str, int]:
    """How many of the cases met in a period have come to each of `STEPS`, to this day."""
    [row] = await here.execute(_came(_Narrowed.of(wanted)), _parameters(here, wanted, [wanted.period.bounds(zone)]))
    return dict(zip(STEPS, row, strict=True))


async def waits(here: Here, wanted: Wanted, zone: str, now: datetime) -> list[tuple[datetime, datetime | None, bool]]:
    """Of each case met in a period, whose date for a first contact is past or was kept: since when it was counted, when
    somebody was contacted, and whether that was in time.
    """
    named = {**_parameters(here, wanted, [wanted.period.bounds(zone)]), "now": now}
    found = await here.execute(_waits(_Narrowed.of(wanted)), named)
    return [(begun, contacted, bool(in_time)) for begun, contacted, in_time in found]


async def by_commune(here: Here, wanted: Wanted, zone: str) -> list[tuple[str | None, bool, int]]:
    """How many cases met in a period want to go to each commune; None: to none that is known. True: outside."""
    named = _parameters(here, wanted, [wanted.period.bounds(zone)])
    found = await here.execute(_by_commune(_Narrowed.of(wanted)), named)
    return [(commune, bool(outside), many) for commune, outside, many in found]


_OLDEST = select(func.min(_c.submitted_at)).where(_c.network_id == bindparam("network"))


async def began(here: Here, zone: str, today: date) -> int:
    """The year of the first contact that is known; this year where there is none."""
    first: datetime | None = (await here.execute(_OLDEST, {"network": here.network_id})).scalar_one()
    return today.year if first is None else first.astimezone(ZoneInfo(zone)).year


_OFFERS = (
    select(offer.c.kind, func.count())
    .where(offer.c.network_id == bindparam("network"), offer.c.status.in_(SHOWN))
    .group_by(offer.c.kind)
)


async def offers_shown(here: Here) -> dict[str, int]:
    """How many offers are shown today, by kind."""
    return dict((await here.execute(_OFFERS, {"network": here.network_id})).all())
