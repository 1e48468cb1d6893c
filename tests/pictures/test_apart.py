"""A picture is made anew in a process of its own: what hangs it, or asks for too much, ends in words, and alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest

from bot import pictures
from bot.workshop import Bounds, Workshop
from network.offers import PICTURES
from reports.pictures import Picture, PictureError, Refusal
from tests.pictures.files import flat_png, many_scans, photo
from tests.pictures.measure import cost


@pytest.fixture
async def workshop() -> AsyncIterator[Workshop]:
    """A workshop, closed at the end."""
    one = Workshop()
    yield one
    await one.close()


async def refused(workshop: Workshop, data: bytes, beside: int = 0, within: Bounds = pictures.BOUNDS) -> Refusal:
    """Why a file becomes no picture."""
    with pytest.raises(PictureError) as error:
        await pictures.made_anew(workshop, data, beside, within=within)
    return error.value.refusal


async def test_a_picture_and_a_refusal_come_back_from_there(workshop: Workshop) -> None:
    picture = await pictures.made_anew(workshop, photo(1600, 1200), PICTURES - 1)
    assert (picture.width, picture.height) == (1280, 960)
    assert await refused(workshop, photo(400, 300)[:2000]) == Refusal.BROKEN
    assert await refused(workshop, photo(400, 300), PICTURES) == Refusal.TOO_MANY


async def test_what_asks_for_too_much_memory_is_refused(workshop: Workshop) -> None:
    """What is taken is made within what it is given; the same with less ends in words."""
    large = flat_png(5000, 5000)
    assert await refused(workshop, large, within=Bounds(60, 256 << 20)) == Refusal.TOO_MUCH
    assert (await pictures.made_anew(workshop, large)).width == 1280


@pytest.mark.parametrize("bomb", [partial(flat_png, 20_000, 20_000), lambda: b"\xff\xd8\xff" + bytes(30_000_000)])
async def test_a_bomb_costs_no_memory(workshop: Workshop, bomb: partial[bytes]) -> None:
    """It is refused before anything of it is unpacked."""
    data = bomb()
    came, _, _, most, _ = await workshop.make_apart(cost, data, within=pictures.BOUNDS)
    assert came in (Refusal.LARGE, Refusal.HEAVY)
    assert most < 60 + 3 * len(data) / (1 << 20)


@pytest.mark.proof
async def test_what_hangs_the_decoder_is_ended_and_nobody_waits(workshop: Workshop) -> None:
    """Scan upon scan, a hundred bytes each, for minutes; a photograph that comes later is there first."""
    hanging = asyncio.create_task(refused(workshop, many_scans(100_000)))
    made: list[Picture] = [await pictures.made_anew(workshop, photo(1600, 1200)) for _ in range(2)]
    assert [one.width for one in made] == [1280, 1280]
    assert not hanging.done()
    assert await hanging == Refusal.TOO_MUCH
