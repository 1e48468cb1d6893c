"""Offers, seen: the card, the album and the map of the demonstration’s own, on a telephone and wide, light and dark."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.rehearsal import (
    HEIGHTS,
    NARROW,
    WIDE,
    chromium,
    demonstration,
    like,
    look,
    opened,
    show,
    telephone,
    write,
)

PERSON, TALL = 1001, 1500
LOADED = """() => [...document.querySelectorAll("img")].every((img) => img.complete && img.naturalWidth > 0)"""


async def came(page: Page, words: str, many: int) -> None:
    """The newest message says that, and has so many pictures, which are there."""
    message = telephone(page, PERSON).locator(".message").last
    await expect(message).to_contain_text(like(words))
    await expect(message.locator("img")).to_have_count(many)
    await page.wait_for_function(LOADED)


async def keep(page: Page, name: str, width: int) -> None:
    """A view is whole. Of a telephone the newest message is kept in light, for documents."""
    await look(page)
    if width == NARROW and (folder := os.environ.get("SCREENSHOTS")):
        await page.emulate_media(color_scheme="light")
        await page.set_viewport_size({"width": NARROW, "height": TALL})
        await telephone(page, PERSON).locator(".message .stack").last.screenshot(path=f"{folder}/{name}.png")
        await page.set_viewport_size({"width": NARROW, "height": HEIGHTS[NARROW]})


@pytest.mark.proof
@pytest.mark.parametrize("width", [NARROW, WIDE])
async def test_a_card_its_album_and_the_map(width: int, browser_path: Path, tmp_path: Path) -> None:
    """Whoever looks for premises turns to a card with its picture, all pictures, and where it is; nothing is cut."""
    errors: list[str] = []
    async with (
        demonstration(tmp_path) as address,
        chromium(browser_path) as browser,
        opened(browser, address, errors, width=width) as page,
    ):
        pane = await show(page, PERSON)
        await pane.get_by_test_id("start").click()
        await expect(pane.get_by_test_id("inline-button").first).to_be_visible()
        await write(pane, "/offres local Tauves")
        await came(page, "Ancienne épicerie", 1)
        await keep(page, "offer-card", width)
        await pane.get_by_role("button", name="Voir les 3 photos").last.click()
        await came(page, "Local · Tauves", 3)
        await keep(page, "offer-album", width)
        await write(pane, "/offres Sancy Artense")
        await came(page, "1 sur 5 · Sancy Artense", 1)
        await pane.get_by_role("button", name="Voir la carte").last.click()
        await came(page, "Où c’est · Sancy Artense", 1)
        await keep(page, "offer-map", width)
    assert errors == []
