"""Results: cohorts, who received and who followed, and what stays of them, counted a second way."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from network.figures import periods
from network.figures.cohorts import Cohort
from network.figures.counts import Counted, Wanted
from network.figures.periods import Period
from storage import figures, privacy
from storage.engine.here import Here
from tests.figures.by_hand import EVERYBODY, Hand
from tests.figures.results_by_hand import Results
from tests.figures.test_counting import PERIODS, ZONE, stored
from tests.figures.world import NOW, REFERENTS, ROLES, SECTORS, TERRITORIES, World, drawn, with_past
from tests.stage import COORDINATOR, NETWORK, staged
from tests.stage.inside import happen
from tests.stage.story import plain

YEARS = periods.years(2024, 2026)
STAY = (
    "jobs_created", "jobs_kept", "jobs_untold", "settled_children", "active", "active_asked", "living", "living_asked",
    "state_untold",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
async def test_cohorts_and_handing_a_second_way(seed: int, database_url: str) -> None:
    """Of every period and filter; the years add up to all time."""
    world, luck = with_past(drawn(seed), seed), Random(seed)
    by_hand = Results(Hand(world))
    wanted = [Wanted(period) for period in PERIODS] + [
        Wanted(luck.choice(PERIODS), luck.choice(TERRITORIES) or "", "", luck.choice(SECTORS) or "", carriers)
        for carriers in EVERYBODY
    ]

    async def count(here: Here) -> None:
        for one in wanted:
            of = [*YEARS, one.period]
            assert await figures.cohorts(here, one, of, ZONE) == [by_hand.cohort(one, each) for each in of], one
            found = await figures.handed(here, one, ZONE)
            counts = {(each.entered, each.technical, each.territorial): each.cases for each in found}
            assert counts == by_hand.handed(one), one
        *years, ever = await figures.cohorts(here, Wanted(periods.ALL), [*YEARS, periods.ALL], ZONE)
        assert sum(years, Cohort()) == ever
        assert min(ever.installed, ever.going, ever.left, ever.untold) > 0

    await stored(database_url, world, count)


@pytest.mark.parametrize("seed", range(2))
async def test_results_outlive_their_cases(seed: int, database_url: str) -> None:
    """Of years of which half, and then everybody, is erased, jobs, children and states are as they were."""
    world = drawn(seed, 60)
    order = Random(seed).sample([one["id"] for one in world.files], len(world.files))

    async def erase(here: Here) -> None:
        before = stay(await of_years(here))
        assert any(any(one.values()) for one, _ in before)
        for half in (order[::2], order):
            for case_id in half:
                await privacy.erase_case(here, case_id, ZONE)
            assert stay(await of_years(here)) == before

    await stored(database_url, world, erase)


async def of_years(here: Here) -> list[Counted]:
    return [
        one for year in (*YEARS, periods.ALL) for one in await figures.counted(here, Wanted(year), [year], ZONE, NOW)
    ]


def stay(seen: list[Counted]) -> list[tuple[dict[str, tuple[int, int, int]], dict[str, int]]]:
    return [
        (
            {key: (one.of(key).cases, one.of(key).children, one.of(key).jobs) for key in STAY},
            {by: cell.cases for by, cell in one.parts.get("installed_as", {}).items()},
        )
        for one in seen
    ]


async def test_an_empty_month(database_url: str) -> None:
    """Nothing happened, so nothing is counted, of each figure and beside it."""
    empty = Period(periods.Kind.MONTH, 2030, 2)

    async def count(here: Here) -> None:
        [counted] = await figures.counted(here, Wanted(empty), [empty], ZONE, NOW)
        assert not any(one.cases for one in counted.figures.values())
        assert not counted.parts
        assert await figures.cohorts(here, Wanted(empty), [empty], ZONE) == [Cohort()]
        assert await figures.handed(here, Wanted(empty), ZONE) == []

    await stored(database_url, drawn(3), count)


GONE = ("conseil-general", "agence-regionale", "installation-agricole", "finance-solidaire")
"""Of the organisations of the sample, those that are not among the founders’ fifteen here."""
SUBSTITUTES = ("animatrice-installation", "conseillere-solidaire")
"""Who stood in for others of theirs."""


def of_fifteen(folder: Path) -> Path:
    """The network’s file with fifteen organisations."""
    keeps, kept = True, []
    for block in re.split(r"(?m)^(?=\[\[)", NETWORK.read_text("utf-8")):
        if re.match(r"\[\[(organisations|referents|territories|sectors)\]\]", block):
            keeps = not re.search(rf'(?m)^(id|organisation) = "({"|".join(GONE)})"', block)
        kept += [re.sub(rf"(?m)^substitute = \"({'|'.join(SUBSTITUTES)})\"\n", "", block)] if keeps else []
    file = folder / "network.toml"
    file.write_text("".join(kept), "utf-8")
    return file


def founders() -> World:
    """Seventy requests: partners exchanged on 56, as two who follow, by a note or by a pass; on the others one of them
    follows both sides, a pass was taken back, a note came with an old file, or nobody did anything.
    """
    world = World()
    for number in range(1, 71):
        met = datetime(2005, 1, 3, 9, tzinfo=UTC) + timedelta(days=number * 90)
        way = "note" if number <= 18 else "pass" if number <= 36 else "two" if number <= 56 else ""
        other = (number % 4 if number > 56 else None) or 0
        world.file(number, met, territory=TERRITORIES[1], natures=("creation",), adults=2, children=1)
        for role in ROLES:
            who = REFERENTS[1] if way == "two" and role == ROLES[1] else REFERENTS[0]
            taken = way == "two" or other == 1
            world.slot(number, role, "taken" if taken else "proposed", referent_id=who, taken_by=who if taken else None)
        if way == "note" or other == 3:
            world.notes.append({"case_id": number, "at": met, "author": REFERENTS[0], "text": "-"})
        if other == 3:
            world.brought.append(number)
            world.act(number, "taken_over", met, "coordinator")
        if way == "pass" or other == 2:
            detail = {"reason": "other"}
            world.act(number, "passed", met, REFERENTS[0], role=ROLES[0], slot_version=2, detail=detail)
        if other == 2:
            world.act(number, "undone", met, REFERENTS[0], role=ROLES[0], slot_version=3)
    return world


async def test_the_founders_figure(database_url: str, tmp_path: Path) -> None:
    """Since the creation: information exchanged on 56 project holders, fifteen partners, four territories."""
    world = founders()
    assert Hand(world).counted(Wanted(periods.ALL))[0]["exchanged"][0] == 56
    async with staged(database_url, greeted=(COORDINATOR,), network_file=of_fifteen(tmp_path)) as stage:
        await happen(stage, 0, world.arm)
        await stage.say(COORDINATOR, "/stats suivi depuis la création")
        assert "Avec échange entre partenaires : 56 sur 70" in plain(stage.last(COORDINATOR))
        await stage.say(COORDINATOR, "/stats réseau depuis la création")
        said = plain(stage.last(COORDINATOR))
        assert "4 zones" in said
        assert "15 organismes" in said
