"""Statements of figures: one for each table of them, whatever the periods and however many cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

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
from network.figures.counts import LEFT, Wanted
from network.slots import Outcome
from storage.acts import case_act
from storage.case_facts import (
    AMOUNTS,
    ANSWERED,
    ANSWERS,
    ENDS,
    FACTS,
    HANDED,
    PARTS,
    RESULTS,
    SIDES,
    STATES,
    TOLD,
    WHY,
    WITH_SLOTS,
    due,
    kept,
    stands,
)
from storage.case_facts import done as done_of
from storage.cases import case_file
from storage.engine.columns import Instant
from storage.engine.dialect import among
from storage.profile import case_profile
from storage.results import case_result
from storage.slots import carrier, slot

_c = case_file.c


@dataclass(frozen=True, slots=True)
class Narrowed:
    """By what cases are chosen beside a period: each is a part of the text of a statement. `some`: of some cases alone,
    by their numbers in `cases`.
    """

    territory: bool
    commune: bool
    sector: bool
    carriers: bool
    some: bool = False

    @classmethod
    def of(cls, wanted: Wanted) -> Narrowed:
        """What `wanted` chooses by."""
        return cls(bool(wanted.territory), bool(wanted.commune), bool(wanted.sector), wanted.carriers is not None)

    def conditions(self) -> list[ColumnElement[bool]]:
        """Which cases those are."""
        some = [_c.network_id == bindparam("network"), _c.merged_into.is_(None), _c.silent.is_(False)]
        some += [_c[name] == bindparam(f"of_{name}") for name in ("territory", "commune", "sector") if self._has(name)]
        if self.carriers:
            theirs = select(slot.c.case_id).where(
                slot.c.case_id == _c.id, carrier.in_(bindparam("of_carriers", expanding=True))
            )
            some.append(theirs.exists())
        return [*some, among(_c.id, "cases")] if self.some else some

    def _has(self, name: str) -> bool:
        return bool(getattr(self, name))


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


def _facts(narrowed: Narrowed, spans: CTE, names: Iterable[str] = FACTS) -> CTE:
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
def told(narrowed: Narrowed, many: int) -> tuple[Select[Any], tuple[str, ...]]:
    """What cases that were met say themselves, a row a span; and the figures whose numbers stand there, three each."""
    spans = _spans(many)
    columns = [one for each in TOLD.values() for one in _measures(_c.adults, _c.children, each)]
    met = select(spans.c.span, *columns).select_from(spans.join(case_file, _within(_c.submitted_at, spans)))
    return met.where(*narrowed.conditions()).group_by(spans.c.span), tuple(TOLD)


@lru_cache(maxsize=64)
def done(narrowed: Narrowed, many: int) -> tuple[Select[Any], tuple[str, ...]]:
    """What was done about them, in the same way."""
    facts = _facts(narrowed, _spans(many))
    found = done_of(facts.c)
    columns = [one for each in found.values() for one in _measures(facts.c.adults, facts.c.children, each)]
    return select(facts.c.span, *columns).group_by(facts.c.span), tuple(found)


@lru_cache(maxsize=64)
def ended(narrowed: Narrowed, many: int) -> Select[Any]:
    """How cases ended, a row for each span, end and reason."""
    spans = _spans(many)
    ended = select(spans.c.span, _c.outcome, _c.outcome_reason, *_measures(_c.adults, _c.children))
    joined = ended.select_from(spans.join(case_file, _within(_c.closed_at, spans))).where(*narrowed.conditions())
    return joined.group_by(spans.c.span, _c.outcome, _c.outcome_reason)


@lru_cache(maxsize=64)
def parted(narrowed: Narrowed, many: int) -> Any:
    """Cases that were met, by what each table parts them."""
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
def profiled(narrowed: Narrowed, many: int) -> Select[Any]:
    """What the people of cases that were met answered a funder: a row for each span, question and answer, with how many
    cases, and how many women and men where so many adults can be among theirs.
    """
    spans, (question, said, *adults) = _spans(many), ANSWERS.values()
    met = spans.join(case_file, _within(_c.submitted_at, spans)).join(case_profile, case_profile.c.case_id == _c.id)
    sums = (func.coalesce(func.sum(who), 0) for who in adults)
    each = select(spans.c.span, question, said, func.count(), *sums).select_from(met)
    return each.where(*narrowed.conditions(), ANSWERED).group_by(spans.c.span, question, said)


@lru_cache(maxsize=64)
def monthly(narrowed: Narrowed, many: int) -> Select[Any]:
    """How many cases were met in each span."""
    spans = _spans(many)
    met = select(spans.c.span, func.count()).select_from(spans.join(case_file, _within(_c.submitted_at, spans)))
    return met.where(*narrowed.conditions()).group_by(spans.c.span)


@lru_cache(maxsize=64)
def refusals(narrowed: Narrowed, many: int) -> Select[Any]:
    """Times that cases were passed on in each span, by reason."""
    spans, a = _spans(many), case_act.c
    passed = and_(_within(a.at, spans), a.kind == literal_column(f"'{Act.PASS}'"), stands(a))
    of_case = spans.join(case_act, passed).join(case_file, _c.id == a.case_id)
    rows = select(spans.c.span, a.detail["reason"].as_string().label("reason")).select_from(of_case)
    each = rows.where(*narrowed.conditions()).cte("passes")
    return select(each.c.span, each.c.reason, func.count()).group_by(each.c.span, each.c.reason)


@lru_cache(maxsize=64)
def listed(narrowed: Narrowed, key: str) -> Select[Any]:
    """The cases that a figure counts, the newest first."""
    if key in ENDS:
        ended = (_within(_c.closed_at, _spans(1)), ENDS[key])
        return select(_c.id).where(*narrowed.conditions(), *ended).order_by(_c.id.desc())
    if key in RESULTS or key in STATES:
        of = results(narrowed, 1) if key in RESULTS else states(narrowed, 1)
        which = {**RESULTS, **STATES}[key]
        return of.with_only_columns(_c.id).where(which).group_by(None).order_by(_c.id.desc())
    if key in TOLD:
        met = (_within(_c.submitted_at, _spans(1)), TOLD[key])
        return select(_c.id).where(*narrowed.conditions(), *met).order_by(_c.id.desc())
    facts = _facts(narrowed, _spans(1))
    return select(facts.c.case_id).where(done_of(facts.c)[key]).order_by(facts.c.case_id.desc())


@lru_cache(maxsize=64)
def came(narrowed: Narrowed) -> Select[Any]:
    """How far the cases of a span have come."""
    f = _facts(narrowed, _spans(1), ("technical", "territorial", "contacted_at", "outcome")).c
    steps = (
        true(),
        or_(f.technical == 1, f.territorial == 1),
        f.contacted_at.is_not(None),
        f.outcome == Outcome.INSTALLED.value,
    )
    return select(*(func.coalesce(func.sum(case((each, 1), else_=0)), 0) for each in steps))


@lru_cache(maxsize=64)
def waits(narrowed: Narrowed) -> Select[Any]:
    """Since when and until when each case whose date is past or kept waited for a contact, and whether in time."""
    f = _facts(narrowed, _spans(1), ("begun_at", "contact_by", "contacted_at")).c
    promise = ("contact_by", "contacted_at")
    return select(f.begun_at, f.contacted_at, case((kept(f, *promise), 1), else_=0)).where(due(f, *promise))


@lru_cache(maxsize=64)
def by_commune(narrowed: Narrowed) -> Select[Any]:
    """How many cases of a span want to go to each commune."""
    spans, outside = _spans(1), (_c.place == literal_column("'outside'")).label("is_outside")
    met = select(_c.commune, outside, func.count()).select_from(spans.join(case_file, _within(_c.submitted_at, spans)))
    return met.where(*narrowed.conditions()).group_by(_c.commune, outside)


_r = case_result.c


def _numbers(figures: Mapping[str, ColumnElement[bool]]) -> list[Any]:
    """So many cases, and what is added up of them, for each figure."""
    values = ((which, AMOUNTS.get(key, literal_column("0", Integer))) for key, which in figures.items())
    pairs = ((case((which, 1), else_=0), case((which, value), else_=0)) for which, value in values)
    return [func.coalesce(func.sum(one), 0) for pair in pairs for one in pair]


@lru_cache(maxsize=64)
def results(narrowed: Narrowed, many: int) -> Select[Any]:
    """What was told since of cases that ended, a row for each span, what they moved here, end and own reason."""
    spans, parts = _spans(many), (_r.settled_as, _c.outcome, _r.reason)
    rows = select(spans.c.span, *parts, func.count(), *_numbers(RESULTS))
    ended = spans.join(case_file, _within(_c.closed_at, spans)).outerjoin(case_result, _r.case_id == _c.id)
    told = or_(_c.outcome == Outcome.INSTALLED.value, _c.outcome.in_(LEFT))
    return rows.select_from(ended).where(told, *narrowed.conditions()).group_by(spans.c.span, *parts)


@lru_cache(maxsize=64)
def states(narrowed: Narrowed, many: int) -> Select[Any]:
    """How people are twelve months after they settled, a row for each span and reason of an activity that stopped."""
    spans = _spans(many)
    rows = select(spans.c.span, WHY.label("why"), func.count(), *_numbers(STATES))
    asked = spans.join(case_result, _within(_r.asked_at, spans)).join(case_file, _c.id == _r.case_id)
    return rows.select_from(asked).where(*narrowed.conditions()).group_by(spans.c.span, WHY)


@lru_cache(maxsize=64)
def cohorts(narrowed: Narrowed, many: int) -> Select[Any]:
    """Of the cases met in each span, how many there are, settled, still go on, and stopped or went elsewhere."""
    spans = _spans(many)
    ways = (
        _c.outcome == Outcome.INSTALLED.value, and_(_c.outcome.is_(None), _c.closed_at.is_(None)), _c.outcome.in_(LEFT),
    )  # fmt: skip
    numbers = (func.coalesce(func.sum(case((way, 1), else_=0)), 0) for way in ways)
    met = select(spans.c.span, func.count(), *numbers)
    joined = met.select_from(spans.join(case_file, _within(_c.submitted_at, spans)))
    return joined.where(*narrowed.conditions()).group_by(spans.c.span)


@lru_cache(maxsize=64)
def handed(narrowed: Narrowed) -> Select[Any]:
    """Who entered the cases met in a span, and who follows or followed them for the trade and on the spot."""
    spans = _spans(1)
    who = (_c.entered_by, *(case((HANDED[role], one.c.taken_by)) for role, one in SIDES.items()))
    met = select(*who, func.count()).select_from(spans.join(WITH_SLOTS, _within(_c.submitted_at, spans)))
    return met.where(*narrowed.conditions()).group_by(*who)
