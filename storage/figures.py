"""Figures of a period, counted: a statement for each table of them, however many cases it goes through."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    bindparam,
    func,
    select,
)

from network.figures.cohorts import Cohort
from network.figures.counts import LEFT, NONE, SILENT_DAYS, Counted, Counts, Wanted
from network.figures.periods import Period
from network.profile import MEN, UNSAID, WOMEN, Question
from storage import figure_statements as statements
from storage import kept_facts, past_cases
from storage.case_facts import TOLD
from storage.cases import case_file
from storage.engine.here import Here
from storage.figure_statements import Narrowed
from storage.kept_facts import DONE
from storage.kept_figures import Sums, apart
from storage.offers import SHOWN, offer
from storage.result_figures import Handed, add, add_result, add_state

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
    them is parted, and passed on; what their people answered a funder, which goes with what they say; what was told of
    them since, and how they are after twelve months.
    """

    TOLD = "told"
    DONE = "done"
    ENDED = "ended"
    PARTED = "parted"
    REFUSED = "refused"
    PROFILED = "profiled"
    RESULTS = "results"
    STATES = "states"


ALL = frozenset(Table)


_OF_THE_MET: Mapping[Table, Sequence[str]] = {Table.TOLD: tuple(TOLD), Table.DONE: DONE}


@dataclass(frozen=True, slots=True)
class _Ways:
    """Both ways of counting: what is kept of most cases is summed, the others are gone through one by one."""

    here: Here
    wanted: Wanted
    periods: Sequence[Period]
    zone: str
    kept: Sums | None
    one_by_one: Narrowed | None
    named: Mapping[str, Any]

    async def summed(self, keys: Sequence[str]) -> Rows:
        kept = () if self.kept is None else await self.kept.figures(keys, self.periods)
        if self.one_by_one is None:
            return kept
        ways = [
            statements.told(self.one_by_one, len(self.periods)),
            statements.done(self.one_by_one, len(self.periods)),
        ]
        found = [
            (span, key, *numbers[3 * n : 3 * n + 3])
            for statement, its in ways
            if set(its) & set(keys)
            for span, *numbers in await self.here.execute(statement, self.named)
            for n, key in enumerate(its)
        ]
        return [*kept, *found]

    async def rows(self, what: str) -> Rows:
        """What is counted by one of `_OF_PERIODS`."""
        kept, statement = _OF_PERIODS[what]
        return await self._both(lambda sums: kept(sums, self.periods), statement, len(self.periods))

    async def handed(self) -> Rows:
        return await self._both(lambda kept: kept.handed(self.wanted.period), statements.handed)

    async def ids(self, key: str) -> list[int]:
        kept = [] if self.kept is None else await self.kept.ids(key, self.wanted.period)
        return kept + [id_ for (id_,) in await self._others(statements.listed, key)]

    async def came(self) -> Rows:
        kept = [] if self.kept is None else [await self.kept.came(self.wanted.period)]
        return [*kept, *await self._others(statements.came)]

    async def waits(self) -> Rows:
        kept = [] if self.kept is None else await self.kept.waits(self.wanted.period)
        zone = ZoneInfo(self.zone)
        others = (
            (begun.astimezone(zone).date(), contacted and contacted.astimezone(zone).date(), bool(in_time), 1)
            for begun, contacted, in_time in await self._others(statements.waits)
        )
        return [*kept, *others]

    async def communes(self) -> Rows:
        return await self._both(lambda kept: kept.communes(self.wanted.period), statements.by_commune)

    async def _both(self, summed: Callable[[Sums], Awaitable[Rows]], statement: Any, *more: Any) -> Rows:
        kept = () if self.kept is None else await summed(self.kept)
        return [*kept, *await self._others(statement, *more)]

    async def _others(self, statement: Any, *more: Any) -> Rows:
        if self.one_by_one is None:
            return ()
        return await self.here.execute(statement(self.one_by_one, *more), self.named)


Rows = Iterable[Any]
_OF_PERIODS: Mapping[
    str, tuple[Callable[[Sums, Sequence[Period]], Awaitable[Rows]], Callable[[Narrowed, int], Any]]
] = {
    Table.ENDED: (Sums.ended, statements.ended),
    Table.PARTED: (Sums.parted, statements.parted),
    Table.REFUSED: (Sums.refusals, statements.refusals),
    Table.PROFILED: (Sums.answers, statements.profiled),
    Table.RESULTS: (Sums.results, statements.results),
    Table.STATES: (Sums.states, statements.states),
    "cohorts": (Sums.cohorts, statements.cohorts),
    "monthly": (Sums.monthly, statements.monthly),
}
"""How rows of several periods are summed of what is kept, and by which statement the other cases are gone through."""


async def _ways(here: Here, wanted: Wanted, periods: Sequence[Period], zone: str, now: datetime | None = None) -> _Ways:
    """`now`: where promised dates matter, and how long nobody was heard."""
    named = _parameters(here, wanted, [one.bounds(zone) for one in periods])
    named |= {} if now is None else {"now": now, "silent_since": now - timedelta(days=SILENT_DAYS)}
    narrowed = Narrowed.of(wanted)
    others = await kept_facts.stale(here, zone, now) if apart(periods) else None
    if others is None:
        return _Ways(here, wanted, periods, zone, None, narrowed, named)
    kept = Sums(here, wanted, zone, now)
    if not others:
        return _Ways(here, wanted, periods, zone, kept, None, named)
    return _Ways(here, wanted, periods, zone, kept, replace(narrowed, some=True), {**named, "cases": others})


async def counted(
    here: Here, wanted: Wanted, periods: Sequence[Period], zone: str, now: datetime, tables: Collection[Table] = ALL
) -> list[Counted]:
    """What there is to count of each of these periods, of the cases that `wanted` leaves: what stands in `tables`."""
    found = await _ways(here, wanted, periods, zone, now)
    figures: list[dict[str, Counts]] = [{} for _ in periods]
    parts: list[defaultdict[str, dict[str, Counts]]] = [defaultdict(dict) for _ in periods]
    keys = [key for table, some in _OF_THE_MET.items() if table in tables for key in some]
    for span, key, *numbers in await found.summed(keys) if keys else ():
        add(figures[span], key, Counts(*numbers))
    for span, outcome, reason, *numbers in await found.rows(Table.ENDED) if Table.ENDED in tables else ():
        key, counts = outcome or "unsaid", Counts(*numbers)
        add(figures[span], key, counts)
        if outcome in LEFT:
            add(parts[span]["reasons"], reason or "none", counts)
    for span, part, by, *numbers in await found.rows(Table.PARTED) if Table.PARTED in tables else ():
        for one in by.split() if part == "nature" and by else (by,):
            add(parts[span][part], one, Counts(*numbers))
    for span, reason, cases in await found.rows(Table.REFUSED) if Table.REFUSED in tables else ():
        add(parts[span]["refusals"], reason or "other", Counts(cases))
    for span, *answer in await found.rows(Table.PROFILED) if Table.PROFILED in tables else ():
        _add_answer(parts[span], *answer)
    for span, each in enumerate(figures if Table.PROFILED in tables else ()):
        _add_unsaid(parts[span], each.get("met", NONE))
    for span, *result in await found.rows(Table.RESULTS) if Table.RESULTS in tables else ():
        add_result(figures[span], parts[span], *result)
    for span, *state in await found.rows(Table.STATES) if Table.STATES in tables else ():
        add_state(figures[span], parts[span], *state)
    for each in figures:
        each["followed"] = each.get("met", NONE) - each.get("abandoned", NONE)
    past = await past_cases.counted(here, wanted, periods)
    return [Counted(*one).with_past(more) for one, more in zip(zip(figures, parts, strict=True), past, strict=True)]


def _add_answer(parts: dict[str, dict[str, Counts]], question: str, said: str, *counts: int) -> None:
    cases, *adults = counts
    if question == Question.ADULTS:
        for who, many in zip((WOMEN, MEN), adults, strict=True):
            if many:
                add(parts["women_men"], who, Counts(0, many))
    else:
        add(parts[question], said, Counts(cases))


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
    found = Counter[int]()
    for span, many in await (await _ways(here, wanted, months, zone)).rows("monthly"):
        found[span] += many
    return [found[n] for n in range(len(months))]


async def cohorts(here: Here, wanted: Wanted, years: Sequence[Period], zone: str) -> list[Cohort]:
    """How far the cases met in each of these years, or other periods, are to this day, erased ones among them."""
    if not years:
        return []
    found = [Cohort() for _ in years]
    for span, *numbers in await (await _ways(here, wanted, years, zone)).rows("cohorts"):
        found[span] += Cohort(*numbers)
    past = await past_cases.cohorts(here, wanted, years)
    return [one + more for one, more in zip(found, past, strict=True)]


async def handed(here: Here, wanted: Wanted, zone: str) -> list[Handed]:
    """Who entered the cases met in a period, and who follows or followed them."""
    found = Counter[tuple[str | None, str | None, str | None]]()
    for entered, technical, territorial, cases in await (await _ways(here, wanted, [wanted.period], zone)).handed():
        found[entered, technical, territorial] += cases
    return [Handed(*whose, cases) for whose, cases in found.items()]


async def listed(here: Here, wanted: Wanted, key: str, zone: str, now: datetime) -> list[int]:
    """The ids of the cases that a figure counts, the newest first."""
    found = await _ways(here, wanted, [wanted.period], zone, now)
    return sorted(await found.ids(key), reverse=True)


STEPS = ("sheets", "supported", "contacted", "installed")
"""How far cases have come: to us, to a referent who follows or followed them, to a first contact, to settle."""


class Wait(NamedTuple):
    """The day since which a first contact was promised, that of the contact, if there was one, and whether in time."""

    begun: date
    contacted: date | None
    in_time: bool


async def came(here: Here, wanted: Wanted, zone: str) -> dict[str, int]:
    """How many of the cases met in a period have come to each of `STEPS`, to this day."""
    rows = await (await _ways(here, wanted, [wanted.period], zone)).came()
    return dict(zip(STEPS, map(sum, zip(*rows, strict=True)), strict=True))


async def waits(here: Here, wanted: Wanted, zone: str, now: datetime) -> Mapping[Wait, int]:
    """How long first contacts took of the cases met in a period whose date for one is past or was kept."""
    found = Counter[Wait]()
    for *wait, many in await (await _ways(here, wanted, [wanted.period], zone, now)).waits():
        found[Wait(*wait)] += many
    return found


async def by_commune(here: Here, wanted: Wanted, zone: str) -> list[tuple[str | None, bool, int]]:
    """How many cases met in a period want to go to each commune; None: to none that is known. True: outside."""
    found = Counter[tuple[str | None, bool]]()
    for commune, outside, many in await (await _ways(here, wanted, [wanted.period], zone)).communes():
        found[commune, bool(outside)] += many
    return [(*which, many) for which, many in found.items()]


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
