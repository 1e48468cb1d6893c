"""Figures outlive cases: a year of which half was erased is counted as before, and nothing says of whom."""

from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import select

from network.figures import periods
from network.figures.counts import Counted, Wanted
from storage import figures, privacy, replay
from storage.cases import case_file
from storage.engine import erased
from storage.engine.here import Here
from storage.past_cases import past_case
from tests.figures.test_counting import NETWORK, ZONE, stored
from tests.figures.world import NOW, drawn
from tests.stage import A_TUESDAY, COORDINATOR, PERSON, staged
from tests.stage.inside import rows, send_case
from tests.stage.story import plain

YEARS = (periods.year(2024), periods.year(2025), periods.year(2026), periods.ALL)
STAY = ("sheets", "met", "untold", "abandoned", "followed", "installed", "elsewhere", "given_up", "unsaid")


async def of_years(here: Here) -> list[Counted]:
    return [one for year in YEARS for one in await figures.counted(here, Wanted(year), [year], ZONE, NOW)]


def stay(seen: list[Counted]) -> list[object]:
    """What is said whoever was erased: the figures, and how many cases and people each table is of."""
    return [
        ({key: one.of(key) for key in STAY}, {part: _whole(one, part) for part in ("sector", "territory")})
        for one in seen
    ]


def _whole(counted: Counted, part: str) -> tuple[int, int]:
    cells = counted.parts.get(part, {}).values()
    return sum(one.cases for one in cells), sum(one.adults for one in cells)


@pytest.mark.parametrize("seed", range(3))
async def test_a_year_of_which_half_is_erased(seed: int, database_url: str) -> None:
    """Each year has the same figures, those at its turn too; who is silent or merged leaves nothing; all of them erased
    the same once more.
    """
    world, luck = drawn(seed, 60), Random(seed)
    order = luck.sample([one["id"] for one in world.files], len(world.files))

    async def erase(here: Here) -> None:
        before = stay(await of_years(here))
        for case_id in order[: len(order) // 2]:
            await privacy.erase_case(here, case_id, ZONE)
        half = await of_years(here)
        assert stay(half) == before
        assert 0 < half[-1].past["sheets"].cases < half[-1].of("sheets").cases
        for case_id in order:
            await privacy.erase_case(here, case_id, ZONE)
        assert stay(whole := await of_years(here)) == before
        assert whole[-1].still_there("sheets").cases == 0
        assert (await here.execute(select(case_file.c.id))).all() == []

    await stored(database_url, world, erase)


async def test_in_a_copy_that_is_brought_back(database_url: str) -> None:
    """Where what was erased since is erased again it stays once, and not again where it is named once more."""
    world = drawn(5, 30)
    [one, *_] = [each["reference"] for each in world.files if not each["silent"] and each["merged_into"] is None]

    async def restored(here: Here) -> None:
        named = {erased.case(NETWORK, one)}
        for again in (1, 0):
            assert await replay.erase_again(here.connection, lambda whom: whom in named) == again
            assert [row.cases for row in await here.execute(select(past_case))] == [1]

    await stored(database_url, world, restored)


async def test_who_deletes_their_data_is_still_counted(database_url: str) -> None:
    """The coordination reads that one was erased, can open nothing of it, and what stays says neither whom nor when."""
    async with staged(database_url, greeted=(PERSON, COORDINATOR)) as stage:
        await send_case(stage)
        await stage.say(PERSON, "/supprimer")
        await stage.press(PERSON, "Oui, tout supprimer")
        await stage.press(PERSON, "Supprimer pour toujours")
        assert "une ligne sans nom" in plain(stage.last(PERSON))
        [row] = await rows(database_url, "SELECT * FROM past_case")
        assert (row.territory, row.sector, row.natures, row.ended, row.cases) == ("-", "-", "-", 0, 1)
        await stage.say(COORDINATOR, f"/stats {A_TUESDAY.year} accueil")
        said = plain(stage.last(COORDINATOR))
        assert "Demandes : 1" in said
        assert "Dont 1 demande effacée depuis" in said
        labels = [label for row in stage.world.said_by_bot(COORDINATOR)[-1].labels for label in row]
        assert not any(label.startswith("Demandes (") for label in labels)
        await stage.say(COORDINATOR, f"/stats {A_TUESDAY.year} suivi")
        assert "1 demande effacée depuis ne compte pas ici" in plain(stage.last(COORDINATOR))
