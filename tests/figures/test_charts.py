"""The pictures of /stats: what they are made of, who sees which, and how one message turns between them."""

from __future__ import annotations

from tests.figures.world import drawn
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, staged
from tests.stage.databases import SQLITE_FIRST
from tests.stage.inside import happen


@SQLITE_FIRST
async def test_try(database_url: str) -> None:
    world = drawn(5, 150)
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR)) as stage:
        await happen(stage, 0, world.arm)
        await stage.say(COORDINATOR, f"/stats {A_TUESDAY.year - 1}")
        for press in ("En image", "Carte", "Délais", "Mois", f"{A_TUESDAY.year} ›"):
            await stage.press(COORDINATOR, press)
            await stage.settle()
            assert stage.last(COORDINATOR).startswith("D"), press
