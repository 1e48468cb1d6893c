"""Charted: what is counted for a picture of the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handlers.statistics.counting import HOME, Ask, Seen, looked_at
from handlers.turn.turn import Turn
from network.calendar import working_days
from network.figures import periods
from network.figures.periods import Kind, Period
from network.figures.suppression import parts_are_said
from storage import figures

CHARTS = ("months", "communes", "waits")
_SHOWN = 12
"""So many months stand beside each other."""


@dataclass(frozen=True, slots=True)
class Charted:
    """What somebody is shown on a picture, `of` whose cases: of months, communes and waits what that picture shows.
    `veiled`: outside the coordinators' chat communes are not shown of that. `waits`: of how many cases
    working days, none where nobody was contacted, and whether that was in time.
    """

    chart: str
    of: Seen
    veiled: bool = False
    months: Sequence[tuple[Period, int]] = ()
    steps: Mapping[str, int] = field(default_factory=dict)
    communes: Mapping[str, int] = field(default_factory=dict)
    unplaced: int = 0
    outside: int = 0
    waits: Mapping[tuple[int | None, bool], int] = field(default_factory=dict)


async def chart_reads(
    turn: Turn, account: int, chart: str, period: Period, place: str, sector: str, whose: str
) -> Charted:
    """What a button of a picture shows."""
    asked = Ask(HOME, period, place, sector, whose)
    of = await looked_at(turn, account, asked)
    if chart == "communes" and not (of.all_of_it or parts_are_said(of.wanted, turn.today)):
        return Charted(chart, of, veiled=True)
    return await charted(turn, chart, of)


async def charted(turn: Turn, chart: str, of: Seen) -> Charted:
    """What is counted for a picture, of what somebody may see."""
    counts = {"months": months, "communes": _communes, "waits": _waits}[chart]
    return await counts(turn, of)


async def months(turn: Turn, of: Seen) -> Charted:
    """The months of what is looked at, and how far its cases have come."""
    wanted, zone = of.wanted, turn.network.identity.timezone
    shown = await _columns(turn, wanted.period, zone)
    counts = await figures.by_month(turn.here, wanted, shown, zone)
    steps = await figures.came(turn.here, wanted, zone)
    return Charted("months", of, months=tuple(zip(shown, counts, strict=True)), steps=steps)


async def _columns(turn: Turn, period: Period, zone: str) -> Sequence[Period]:
    """The months of a year; twelve that end with a shorter period; of all time its years."""
    if period.kind is Kind.ALL:
        return periods.years(await figures.began(turn.here, zone, turn.today), turn.today.year)
    last = period.months()[-1]
    return Period(Kind.ROLLING, last.year - (last.month < _SHOWN), last.month % _SHOWN + 1).months()


async def _communes(turn: Turn, of: Seen) -> Charted:
    """A commune that is not the network’s any more is none."""
    found = await figures.by_commune(turn.here, of.wanted, turn.network.identity.timezone)
    known = turn.network.commune_by_insee
    placed = {commune: many for commune, _, many in found if commune in known}
    outside = sum(many for commune, outside, many in found if outside and commune not in known)
    total = sum(many for _, _, many in found)
    return Charted("communes", of, communes=placed, unplaced=total - outside - sum(placed.values()), outside=outside)


async def _waits(turn: Turn, of: Seen) -> Charted:
    """Working days from the day on which a promise began to that of the first contact, and whether it was kept."""
    found = await figures.waits(turn.here, of.wanted, turn.network.identity.timezone, turn.now)
    days = {day for wait in found for day in (wait.begun, wait.contacted or wait.begun)}
    since = working_days(min(days), max(days)) if days else {}
    waited = Counter[tuple[int | None, bool]]()
    for (begun, contacted, in_time), many in found.items():
        waited[None if contacted is None else since[contacted] - since[begun], in_time] += many
    return Charted("waits", of, waits=waited)
