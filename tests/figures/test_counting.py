"""Counting: what the database counts is what is counted by hand, for every period and filter."""

from __future__ import annotations

import csv
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from network.figures import periods
from network.figures.counts import Counted, Counts, Wanted, spans
from network.figures.periods import Period
from storage import figures
from storage.case_facts import SEVERAL
from storage.engine.here import Here
from tests.figures.by_hand import EVERYBODY, Hand
from tests.figures.results_by_hand import Results
from tests.figures.world import COMMUNES, NOW, SECTORS, TERRITORIES, World, drawn, with_past
from tests.stage.databases import ON_BOTH

ZONE, NETWORK = "Europe/Paris", "sancy-volcans"
T = TypeVar("T")
YEAR = Period(periods.Kind.ROLLING, 2021, 9)
PERIODS = (
    periods.ALL, periods.year(2026), periods.year(2025), periods.quarter(1, 2026), periods.quarter(4, 2025),
    periods.month(12, 2025), periods.month(7, 2026), periods.month(11, 2026), periods.rolling(NOW.date()),
    periods.year(2027),
)  # fmt: skip


async def stored(url: str, world: World, look: Callable[[Here], Awaitable[T]]) -> T:
    """What is seen of a world, of which nothing stays."""
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            await world.store(connection, NETWORK)
            return await look(Here(connection, NETWORK))
    finally:
        await engine.dispose()


def by_hand(hand: Hand, wanted: Wanted) -> Counted:
    counted, parts = hand.counted(wanted)
    results, of_results = Results(hand).counted(wanted)
    whole = {key: Counts(*tally) for key, tally in counted.items()}
    told = {part: {by: Counts(*tally) for by, tally in each.items()} for part, each in parts.items()}
    return Counted({**whole, **results}, {**told, **of_results})


def shown(counted: Counted) -> Counted:
    """Without what was counted as none."""
    none = Counts()
    return Counted({key: one for key, one in counted.figures.items() if one != none}, counted.parts)


SEEDS = [
    *range(2),
    *(pytest.param(seed, marks=pytest.mark.proof) for seed in range(2, 8)),
    *(pytest.param(seed, marks=pytest.mark.long) for seed in range(8, 24)),
]


@ON_BOTH
@pytest.mark.parametrize("seed", SEEDS)
async def test_a_second_way_of_counting(seed: int, database_url: str) -> None:
    """Every period, the whole of it and by a territory, a commune, a sector and somebody's own, gives the same."""
    world, luck = with_past(drawn(seed), seed), Random(seed)
    hand = Hand(world)
    wanted = [Wanted(period) for period in PERIODS]
    wanted += [
        Wanted(
            luck.choice(PERIODS), luck.choice((TERRITORIES[1], "")) or "", luck.choice((COMMUNES[2], "")) or "",
            luck.choice(SECTORS) or "", luck.choice(EVERYBODY),
        )
        for _ in range(20)
    ]  # fmt: skip

    async def count(here: Here) -> list[list[Counted]]:
        return [await figures.counted(here, one, spans(one.period), ZONE, NOW) for one in wanted]

    for one, found in zip(wanted, await stored(database_url, world, count), strict=True):
        for period, counted in zip(spans(one.period), found, strict=True):
            beside = Wanted(period, one.territory, one.commune, one.sector, one.carriers)
            assert shown(counted) == shown(by_hand(hand, beside)), beside


def test_the_worlds_tell_all_figures_apart() -> None:
    """Each figure counts some of the drawn cases and not all, and no two of them count the same."""
    told = [by_hand(Hand(drawn(seed, 120)), Wanted(periods.ALL)).figures for seed in range(4)]
    keys = set().union(*told) - {"met", "sheets", "followed"}
    sums = {key: tuple(each.get(key, Counts()).cases for each in told) for key in sorted(keys)}
    assert all(0 < sum(one) < sum(each["sheets"].cases for each in told) for one in sums.values())
    assert len(set(sums.values())) == len(keys) == 27


@ON_BOTH
async def test_months_and_lists_agree(database_url: str) -> None:
    """The months of a year add up to it, and a figure's list has as many cases as it counts."""
    world = drawn(77, 80)

    async def count(here: Here) -> None:
        for wanted in (Wanted(periods.year(2025)), Wanted(periods.year(2026), sector="commerce")):
            [counted, *_] = await figures.counted(here, wanted, [wanted.period], ZONE, NOW)
            months = await figures.by_month(here, wanted, wanted.period.months(), ZONE)
            assert sum(months) == counted.of("sheets").cases > 0
            for key, one in counted.figures.items():
                if key != "followed":
                    assert len(await figures.listed(here, wanted, key, ZONE, NOW)) == one.cases, key

    await stored(database_url, world, count)


def reference_year() -> World:
    """The rows that meet the sums of the report."""
    world, kinds = (
        World(),
        {"multiple": ("commerce", 2), "tertiary": ("services-personne", 1), "crafts": ("production", 1)},
    )
    path = Path(__file__).parent / "data" / "reference_year.csv"
    for row in csv.DictReader(path.read_text("utf-8").splitlines()):
        year, month = map(int, row["first_contact"].split("-"))
        sector, sectors = kinds.get(row["kind"], (None, 0))
        ends = {"installed": "installed", "abandoned": "given_up"}.get(row["outcome"])
        met = datetime(year, month, 15, tzinfo=ZoneInfo(ZONE))
        world.file(
            int(row["sheet"]), met, natures=(row["nature"],), sector=sector, sectors=sectors,
            adults=int(row["women"]) + int(row["men"]), children=int(row["children"]), outcome=ends,
            closed_at=met.replace(day=16) if ends else None, outcome_reason="none" if ends else None,
        )  # fmt: skip
        world.answer(int(row["sheet"]), "adults", women=int(row["women"]), men=int(row["men"]))
    return world


@ON_BOTH
async def test_a_published_year(database_url: str) -> None:
    """September 2021 to August 2022, as it was published, to the unit; the year before was nothing."""

    async def count(here: Here) -> list[Counted]:
        return await figures.counted(here, Wanted(YEAR), spans(YEAR), ZONE, NOW)

    counted, before = await stored(database_url, reference_year(), count)
    assert before.of("sheets") == Counts()
    assert counted.of("sheets").cases == 58
    assert counted.of("met") == Counts(58, 97, 59)
    assert counted.of("untold") == Counts()
    assert counted.parts["women_men"] == {"women": Counts(0, 52), "men": Counts(0, 45)}
    assert counted.parts["nature"]["creation"].adults == 57
    left, followed, installed = (counted.of(key) for key in ("abandoned", "followed", "installed"))
    assert (left.adults, left.children, left.adults + left.children) == (19, 17, 36)
    assert (followed.adults, followed.children) == (78, 42)
    assert installed.adults == 59
    kinds = {kind: counts.adults for kind, counts in counted.parts["sector"].items()}
    assert (kinds[SEVERAL], kinds["services-personne"], kinds["production"]) == (17, 11, 8)
