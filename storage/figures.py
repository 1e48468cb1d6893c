"""Figures of a period, counted: a statement for each table of them, however many cases it goes through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    bindparam,
    func,
    select,
)

from network.figures.counts import LEFT, NONE, SILENT_DAYS, Counted, Counts, Wanted
from network.figures.periods import Period
from network.profile import MEN, UNSAID, WOMEN, Question
from storage import figure_statements as statements
from storage import past_cases
from storage.cases import case_file
from storage.engine.here import Here
from storage.figure_statements import Narrowed
from storage.offers import SHOWN, offer

_c = case_file.c


def chosen(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Which cases figures count beside a period; `parameters` has what stands in it."""
    return Narrowed.of(wanted).conditions()


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


class Table(StrEnum):
    """What is counted by one statement: what cases say, what was done about them, how they ended; and by what each of
    them is parted, and passed on; what their people answered a funder, which goes with what they say.
    """

    TOLD = "told"
    DONE = "done"
    ENDED = "ended"
    PARTED = "parted"
    REFUSED = "refused"
    PROFILED = "profiled"


ALL = frozenset(Table)


async def counted(
    here: Here, wanted: Wanted, periods: Sequence[Period], zone: str, now: datetime, tables: Collection[Table] = ALL
) -> list[Counted]:
    """What there is to count of each of these periods, of the cases that `wanted` leaves: what stands in `tables`."""
    narrowed, many = Narrowed.of(wanted), len(periods)
    named = _parameters(here, wanted, [one.bounds(zone) for one in periods])
    figures: list[dict[str, Counts]] = [{} for _ in periods]
    parts: list[defaultdict[str, dict[str, Counts]]] = [defaultdict(dict) for _ in periods]
    for table, (met, keys), more in (
        (Table.TOLD, statements.told(narrowed, many), {}), (Table.DONE, statements.done(narrowed, many), _today(now)),
    ):  # fmt: skip
        for span, *numbers in await _rows(here, table in tables, met, {**named, **more}):
            figures[span] |= {key: Counts(*numbers[3 * n : 3 * n + 3]) for n, key in enumerate(keys)}
    for span, outcome, reason, *numbers in await _rows(
        here, Table.ENDED in tables, statements.ended(narrowed, many), named
    ):
        key, found = outcome or "unsaid", Counts(*numbers)
        _add(figures[span], key, found)
        if outcome in LEFT:
            _add(parts[span]["reasons"], reason or "none", found)
    for span, part, by, *numbers in await _rows(here, Table.PARTED in tables, statements.parted(narrowed, many), named):
        for one in by.split() if part == "nature" and by else (by,):
            _add(parts[span][part], one, Counts(*numbers))
    for span, reason, cases in await _rows(here, Table.REFUSED in tables, statements.refusals(narrowed, many), named):
        _add(parts[span]["refusals"], reason or "other", Counts(cases))
    answered = await _rows(here, Table.PROFILED in tables, statements.profiled(narrowed, many), named)
    for span, *row in answered:
        _add_answer(parts[span], *row)
    for span, each in enumerate(figures if Table.PROFILED in tables else ()):
        _add_unsaid(parts[span], each.get("met", NONE))
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


def _add_answer(parts: dict[str, dict[str, Counts]], question: str, said: str, *counts: int) -> None:
    cases, *adults = counts
    if question == Question.ADULTS:
        each = zip((WOMEN, MEN), adults, strict=True)
        for who, many in each:
            if many:
                parts["women_men"][who] = Counts(0, many)
    else:
        parts[question][said] = Counts(cases)


def _add_unsaid(parts: dict[str, dict[str, Counts]], met: Counts) -> None:
    """What nobody said, of all that were met."""
    sheets = Counts(met.cases)
    for part, whole in (("women_men", Counts(0, met.adults)), ("status", sheets), ("age", sheets)):
        if (left := whole - sum(parts.get(part, {}).values(), NONE)) != NONE:
            parts[part][UNSAID] = left


async def by_month(here: Here, wanted: Wanted, months: Sequence[Period], zone: str) -> list[int]:
    """How many cases were met in each of these months, or years."""
    if not months:
        return []
    named = _parameters(here, wanted, [one.bounds(zone) for one in months])
    found = dict((await here.execute(statements.monthly(Narrowed.of(wanted), len(months)), named)).all())
    return [found.get(n, 0) for n in range(len(months))]


async def listed(here: Here, wanted: Wanted, key: str, zone: str, now: datetime) -> list[int]:
    """The ids of the cases that a figure counts, the newest first."""
    named = {**_parameters(here, wanted, [wanted.period.bounds(zone)]), **_today(now)}
    return list((await here.execute(statements.listed(Narrowed.of(wanted), key), named)).scalars())


STEPS = ("sheets", "supported", "contacted", "installed")
"""How far cases have come: to us, to a referent who follows or followed them, to a first contact, to settle."""


async def came(here: Here, wanted: Wanted, zone: str) -> dict[str, int]:
    """How many of the cases met in a period have come to each of `STEPS`, to this day."""
    [row] = await here.execute(
        statements.came(Narrowed.of(wanted)), _parameters(here, wanted, [wanted.period.bounds(zone)])
    )
    return dict(zip(STEPS, row, strict=True))


async def waits(here: Here, wanted: Wanted, zone: str, now: datetime) -> list[tuple[datetime, datetime | None, bool]]:
    """Of each case met in a period, whose date for a first contact is past or was kept: since when it was counted, when
    somebody was contacted, and whether that was in time.
    """
    named = {**_parameters(here, wanted, [wanted.period.bounds(zone)]), "now": now}
    found = await here.execute(statements.waits(Narrowed.of(wanted)), named)
    return [(begun, contacted, bool(in_time)) for begun, contacted, in_time in found]


async def by_commune(here: Here, wanted: Wanted, zone: str) -> list[tuple[str | None, bool, int]]:
    """How many cases met in a period want to go to each commune; None: to none that is known. True: outside."""
    named = _parameters(here, wanted, [wanted.period.bounds(zone)])
    found = await here.execute(statements.by_commune(Narrowed.of(wanted)), named)
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
