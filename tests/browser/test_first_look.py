"""The page before its first answer, and without one: what is pressed meanwhile does no harm, and holds from then on."""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import Page, Route, expect

from simulator.server import serve
from tests.browser import showcase
from tests.browser.rehearsal import NARROW, PERSONS, WIDE, chromium, opened, telephone

WORLD = "**/world"
TOOLS = ("language", "theme", "guide-toggle", "backstage-toggle")
SHAPES = [(NARROW, 500), (WIDE, 500)]


async def press_everything(page: Page) -> None:
    """Each tool once, the hidden one too, in windows of different widths; and Escape."""
    for tool in TOOLS:
        await page.locator(f"#{tool}").dispatch_event("click")
        await page.keyboard.press("Escape")
        for width, height in SHAPES:
            await page.set_viewport_size({"width": width, "height": height})


async def test_tools_that_are_pressed_before_the_first_answer(browser_path: Path) -> None:
    """Their choice holds when the world comes, which may be late."""
    errors, held = list[str](), list[Route]()
    async with (
        serve(showcase.begun()) as address,
        chromium(browser_path) as browser,
        opened(browser, "about:blank", errors) as page,
    ):
        await page.route(WORLD, lambda route: held.append(route))
        await page.goto(address)
        await expect(page.get_by_test_id("language")).to_have_text("EN")
        await press_everything(page)
        await expect(page.get_by_test_id("language")).to_have_text("FR")
        await expect(page.get_by_test_id("pane")).to_have_count(0)
        assert len(held) == 1
        await held[0].continue_()

        await expect(telephone(page, PERSONS["en"])).to_be_visible()
        await expect(page.locator("html")).to_have_attribute("lang", "en")
        await expect(page.locator("html")).to_have_attribute("data-theme", "light")
        await expect(page.get_by_test_id("backstage")).to_contain_text("Backstage")
        await expect(page.get_by_test_id("guide")).to_be_hidden()
        await page.locator("#guide-toggle").click()
        await expect(page.get_by_test_id("guide").get_by_test_id("step").first).to_be_visible()
    assert errors == []


async def test_the_first_answer_does_not_come(browser_path: Path) -> None:
    """The page says so, and asks again by itself until the world comes: then it is whole, the guide too."""
    errors, asked, again = list[str](), list[str](), asyncio.Event()
    async with (
        serve(showcase.begun()) as address,
        chromium(browser_path) as browser,
        opened(browser, "about:blank", errors) as page,
    ):

        async def refuse(route: Route) -> None:
            asked.append(route.request.url)
            if len(asked) == 1:
                await route.abort()
            else:
                await route.fulfill(status=503)
                again.set()

        await page.route(WORLD, refuse)
        await page.goto(address)
        await expect(page.locator("#offline")).to_be_visible()
        await press_everything(page)
        await again.wait()
        await expect(page.get_by_test_id("pane")).to_have_count(0)
        await page.unroute(WORLD)
        await expect(telephone(page, PERSONS["en"])).to_be_visible()
        await expect(page.locator("#offline")).to_be_hidden()
        await page.locator("#guide-toggle").click()
        await expect(page.get_by_test_id("guide").get_by_test_id("step").first).to_be_visible()
    assert {error for error in errors if not error.startswith("Failed to load resource")} == set()
