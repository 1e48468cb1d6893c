"""Kept figures: the sums of what is kept of each case, without one of those that are still to be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Integer, Select, String, and_, bindparam, case, func, literal_column, or_, select

from network.figures.counts import LEFT, Wanted
from network.figures.periods import Period
from network.slots import Outcome
from storage.case_facts import ENDS, HANDED, PARTS, RESULTS, STATES
from storage.engine.columns import Instant
from storage.engine.dialect import unsearched
from storage.engine.here import Here
from storage.figure_statements import Narrowed
from storage.kept_facts import BITS, SINCE, STANDING, case_fact, case_pass, definitions

_f = case_fact.c
Values = Sequence[int]
"""So many cases, their adults and their children, and so on for one figure after the other."""


class Sums:
    """What is kept of the cases that `wanted` leaves, summed by periods. `now`: where promised dates matter, and how
    long nobody was heard; without it only what does not depend on these may be asked for.
    """

    def __init__(self, here: Here, wanted: Wanted, zone: str, now: datetime | None = None) -> None:
        self._here, self._of = here, (Narrowed.of(wanted), now is not None)
        self._named: dict[str, Any] = {"network": here.network_id, "definitions": definitions(zone)}
        self._named |= {} if now is None else {"now": now}
        for name in ("territory", "commune", "sector", "carriers"):
            if (value := getattr(wanted, name)) or (name == "carriers" and value is not None):
                self._named[f"of_{name}"] = list(value) if name == "carriers" else value

    async def _rows(self, statement: Any, periods: Sequence[Period]) -> Any:
        days = (
            (f"first_{n}", one.first.toordinal(), f"after_{n}", one.after.toordinal()) for n, one in enumerate(periods)
        )
        named = {key: day for first, begins, after, ends in days for key, day in ((first, begins), (after, ends))}
        return await self._here.execute(statement, {**self._named, **named})

    async def figures(self, keys: Sequence[str], periods: Sequence[Period]) -> Iterator[tuple[Any, ...]]:
        """What these figures count: period, figure, and three numbers."""
        found = await self._rows(_summed(*self._of, tuple(keys), len(periods)), periods)
        return (
            (span, key, *map(int, numbers[3 * n : 3 * n + 3])) for span, *numbers in found for n, key in enumerate(keys)
        )

    async def ended(self, periods: Sequence[Period]) -> Any:
        """How cases ended: period, end, reason, and three numbers."""
        return await self._rows(_ended(*self._of, len(periods)), periods)

    async def parted(self, periods: Sequence[Period]) -> Iterator[tuple[Any, ...]]:
        """By what cases are parted: period, which part, by what, and three numbers."""
        found = await self._rows(_parted(*self._of, len(periods)), periods)
        return (
            (span, part, by, *numbers)
            for span, said, *numbers in found
            for part, by in zip(PARTS, orjson.loads(said), strict=True)
        )

    async def refusals(self, periods: Sequence[Period]) -> Any:
        """How often cases were passed on: period, reason, how often."""
        return await self._rows(_refused(*self._of, len(periods)), periods)

    async def monthly(self, periods: Sequence[Period]) -> Any:
        """How many cases were met in each period: its number, and how many."""
        return await self._rows(_monthly(*self._of, len(periods)), periods)

    async def ids(self, key: str, period: Period) -> list[int]:
        """The cases that a figure counts."""
        return list((await self._rows(_ids(*self._of, key), [period])).scalars())

    async def answers(self, periods: Sequence[Period]) -> Iterator[tuple[Any, ...]]:
        """What was answered to funders: period, question, answer, how many cases, women and men."""
        return (
            (span, question, said, many, women * many, men * many)
            for span, answers, many, *_ in await self._rows(_answered(*self._of, len(periods)), periods)
            for question, said, women, men in orjson.loads(answers)
        )

    async def results(self, periods: Sequence[Period]) -> Iterator[tuple[Any, ...]]:
        """What was told of cases that ended: period, what they moved here, end, own reason, how many cases, and two
        numbers for each of `RESULTS`.
        """
        return (
            (span, since["settled_as"], outcome, since["reason"], many, *_amounts(RESULTS, bits, since, many))
            for span, bits, since, many, outcome in await self._since("ended", RESULTS, periods)
            if outcome == Outcome.INSTALLED or outcome in LEFT
        )

    async def states(self, periods: Sequence[Period]) -> Iterator[tuple[Any, ...]]:
        """How they are after twelve months: period, why an activity stopped, how many cases, and two numbers for each
        of `STATES`.
        """
        return (
            (span, since["why"], many, *_amounts(STATES, bits, since, many))
            for span, bits, since, many, _ in await self._since("asked", STATES, periods)
        )

    async def _since(self, day: str, keys: Iterable[str], periods: Sequence[Period]) -> Iterator[tuple[Any, ...]]:
        """What was told since cases ended: period, figures as bits, what it was, how many cases, and how they ended."""
        found = await self._rows(_told_since(*self._of, day, tuple(keys), len(periods)), periods)
        return (
            (span, bits, dict(zip(SINCE, orjson.loads(said), strict=True)), many, outcome)
            for span, said, outcome, bits, many, *_ in found
        )

    async def cohorts(self, periods: Sequence[Period]) -> Any:
        """How far cases are: period, how many there are, have settled, go on and have stopped."""
        return await self._rows(_cohorts(*self._of, len(periods)), periods)

    async def handed(self, period: Period) -> Any:
        """Who met people and who follows them: these three, and how many cases."""
        return await self._rows(_handed(*self._of), [period])

    async def came(self, period: Period) -> Values:
        """How many were met, followed, contacted and have settled."""
        return list(*await self._rows(_came(*self._of), [period]))

    async def waits(self, period: Period) -> list[tuple[date, date | None, bool, int]]:
        """Of cases whose date is past or was kept the day from which, and on which, somebody was contacted, whether
        that was in time, and how many there are.
        """
        return [
            (date.fromordinal(begun), contacted and date.fromordinal(contacted), bool(in_time), many)
            for begun, contacted, in_time, many in await self._rows(_waits(*self._of), [period])
        ]

    async def communes(self, period: Period) -> Any:
        """How many cases want to go to each commune: which, whether it is outside, how many."""
        return await self._rows(_communes(*self._of), [period])


async def standing(here: Here, zone: str) -> list[tuple[frozenset[str], int]]:
    """Of how many cases that figures count which of `kept_facts.STANDING` are so today."""
    named = {"network": here.network_id, "definitions": definitions(zone)}
    found = await here.execute(_STANDING, named)
    return [(frozenset(name for name, bit in _STANDS.items() if bit & bits), many) for bits, many in found]


def apart(periods: Sequence[Period]) -> bool:
    """Whether no day is in two of them: each case is summed once."""
    return all(one.after <= other.first for one, other in pairwise(sorted(periods, key=lambda one: one.first)))


def _conditions(narrowed: Narrowed, of_now: bool) -> list[ColumnElement[bool]]:
    # Nearly all rows are looked at, in the order in which they lie.
    network, counted_as, until = (unsearched(one) for one in (_f.network_id, _f.counted_as, _f.until))
    some = [network == bindparam("network"), counted_as == bindparam("definitions", type_=String())]
    some += [until > bindparam("now", type_=Instant())] if of_now else []
    names = (name for name in ("territory", "commune", "sector") if getattr(narrowed, name))
    some += [_f[name] == bindparam(f"of_{name}") for name in names]
    if narrowed.carriers:
        theirs: Any = bindparam("of_carriers", expanding=True)
        some.append(or_(_f.technical.in_(theirs), _f.territorial.in_(theirs)))
    return some


def _within(day: ColumnElement[Any], n: int) -> ColumnElement[bool]:
    return and_(day >= bindparam(f"first_{n}", type_=Integer()), day < bindparam(f"after_{n}", type_=Integer()))


def _span(day: ColumnElement[Any], many: int) -> ColumnElement[Any]:
    return case(*((_within(day, n), literal_column(str(n), Integer)) for n in range(many)))


def _has(key: str, figures: Any = _f.figures) -> ColumnElement[bool]:
    # Both written out: an index is no matter here, and a statement is prepared once.
    return _masked(BITS[key], figures) != literal_column("0", Integer)


def _masked(bits: int, figures: Any = _f.figures) -> ColumnElement[int]:
    return figures.op("&", return_type=Integer())(literal_column(str(bits), Integer))  # type: ignore[no-any-return]


def _of(keys: Iterable[str]) -> ColumnElement[int]:
    """The bits of these figures."""
    return _masked(sum(BITS[key] for key in keys))


def _amounts(keys: Iterable[str], bits: int, since: Mapping[str, Any], many: int) -> Iterator[int]:
    """Of so many cases that are alike how many each figure counts, and what is added up of them."""
    for key in keys:
        counts = many if bits & BITS[key] else 0
        yield counts
        yield counts and counts * (since.get(key) or 0)


def _measures() -> tuple[ColumnElement[Any], ...]:
    sums = {one.name: func.coalesce(func.sum(one), 0) for one in (_f.adults, _f.children)}
    return tuple(one.label(name) for name, one in {"cases": func.count(), **sums}.items())


def _by(narrowed: Narrowed, of_now: bool, day: ColumnElement[Any], many: int, *by: ColumnElement[Any]) -> Select[Any]:
    """How many cases there are of each period and of each kind of them."""
    span = _span(day, many).label("span")
    found = select(span, *by, *_measures()).where(
        *_conditions(narrowed, of_now), or_(*(_within(day, n) for n in range(many)))
    )
    # Spans last: where rows are sorted by what differs, databases compare less.
    return found.group_by(*by, span)


@lru_cache(maxsize=64)
def _summed(narrowed: Narrowed, of_now: bool, keys: tuple[str, ...], many: int) -> Select[Any]:
    """First the cases with the same figures are counted, then these, which are few."""
    cells = _by(narrowed, of_now, _f.met, many, _of(keys).label("figures")).cte("cells")
    numbers = [cells.c[name] for name in ("cases", "adults", "children")]
    sums = (func.sum(case((_has(key, cells.c.figures), one), else_=0)) for key in keys for one in numbers)
    return select(cells.c.span, *sums).group_by(cells.c.span)


@lru_cache(maxsize=64)
def _ended(narrowed: Narrowed, of_now: bool, many: int) -> Select[Any]:
    return _by(narrowed, of_now, _f.ended, many, _f.outcome, _f.outcome_reason)


@lru_cache(maxsize=64)
def _parted(narrowed: Narrowed, of_now: bool, many: int) -> Select[Any]:
    return _by(narrowed, of_now, _f.met, many, _f.parts)


@lru_cache(maxsize=64)
def _answered(narrowed: Narrowed, of_now: bool, many: int) -> Select[Any]:
    return _by(narrowed, of_now, _f.met, many, _f.answers)


@lru_cache(maxsize=64)
def _told_since(narrowed: Narrowed, of_now: bool, day: str, keys: tuple[str, ...], many: int) -> Select[Any]:
    return _by(narrowed, of_now, _f[day], many, _f.results, _f.outcome, _of(keys))


@lru_cache(maxsize=64)
def _refused(narrowed: Narrowed, of_now: bool, many: int) -> Select[Any]:
    passes = case_fact.join(case_pass, case_pass.c.case_id == _f.case_id)
    found = _by(narrowed, of_now, case_pass.c.day, many, case_pass.c.reason).select_from(passes).subquery()
    return select(found.c.span, found.c.reason, found.c.cases).where(found.c.cases > 0)


@lru_cache(maxsize=64)
def _monthly(narrowed: Narrowed, of_now: bool, many: int) -> Select[Any]:
    found = _by(narrowed, of_now, _f.met, many).subquery()
    return select(found.c.span, found.c.cases)


def _met(narrowed: Narrowed, of_now: bool) -> list[ColumnElement[bool]]:
    return [*_conditions(narrowed, of_now), _within(_f.met, 0)]


@lru_cache(maxsize=64)
def _ids(narrowed: Narrowed, of_now: bool, key: str) -> Select[Any]:
    ended = _f.outcome.is_(None) if key == "unsaid" else _f.outcome == key
    which, day = ended if key in ENDS else _has(key), _DAYS.get(key, _f.met)
    return select(_f.case_id).where(*_conditions(narrowed, of_now), _within(day, 0), which)


@lru_cache(maxsize=64)
def _came(narrowed: Narrowed, of_now: bool) -> Select[Any]:
    steps = (
        or_(_has("technical"), _has("territorial")),
        _f.contacted.is_not(None),
        _f.outcome == literal_column(f"'{Outcome.INSTALLED}'"),
    )
    sums = (func.coalesce(func.sum(case((each, 1), else_=0)), 0) for each in steps)
    return select(func.count(), *sums).where(*_met(narrowed, of_now))


@lru_cache(maxsize=64)
def _waits(narrowed: Narrowed, of_now: bool) -> Select[Any]:
    by = (_f.begun, _f.contacted, _has("contacted").label("in_time"))
    return select(*by, func.count()).where(*_met(narrowed, of_now), _has("contacted_due")).group_by(*by)


@lru_cache(maxsize=64)
def _communes(narrowed: Narrowed, of_now: bool) -> Select[Any]:
    by = (_f.commune, _has("outside").label("is_outside"))
    return select(*by, func.count()).where(*_met(narrowed, of_now)).group_by(*by)


@lru_cache(maxsize=64)
def _cohorts(narrowed: Narrowed, of_now: bool, many: int) -> Select[Any]:
    ways = (
        _f.outcome == literal_column(f"'{Outcome.INSTALLED}'"),
        and_(_f.outcome.is_(None), _f.ended.is_(None)),
        _f.outcome.in_(LEFT),
    )
    found = _by(
        narrowed, of_now, _f.met, many, *(case((one, 1), else_=0).label(f"way_{n}") for n, one in enumerate(ways))
    )
    each = found.subquery()
    numbers = (func.sum(each.c.cases * each.c[f"way_{n}"]) for n in range(len(ways)))
    return select(each.c.span, func.sum(each.c.cases), *numbers).group_by(each.c.span)


@lru_cache(maxsize=64)
def _handed(narrowed: Narrowed, of_now: bool) -> Select[Any]:
    sides = (case((_has(f"handed:{role}"), _f[role])).label(f"by_{role}") for role in HANDED)
    by = (_f.entered, *sides)
    return select(*by, func.count()).where(*_met(narrowed, of_now)).group_by(*by)


_DAYS = {**dict.fromkeys((*ENDS, *RESULTS), _f.ended), **dict.fromkeys(STATES, _f.asked)}
_STANDS = {name: BITS[f"standing:{name}"] for name in STANDING}
_bits = _of(f"standing:{name}" for name in STANDING).label("bits")
_EVERYBODY = Narrowed(territory=False, commune=False, sector=False, carriers=False)
_STANDING = select(_bits, func.count()).where(*_conditions(_EVERYBODY, False), _f.met.is_not(None)).group_by(_bits)
