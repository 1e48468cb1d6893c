"""Links of the bot's own, opened in the web chat: they lead to the private chat and press Start with their payload."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import expect
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from simulator.cast import Cast, Group, Person
from simulator.server import serve
from simulator.world import World
from tests.browser.rehearsal import chromium, opened, telephone

ANNA, GROUP = 11, -1_000_000_000_502


async def test_a_press_that_is_answered_with_a_link_opens_it(browser_path: Path) -> None:
    world = World(Cast(people=(Person(ANNA, "Anna", started=True),), groups=(Group(GROUP, "G", members=(ANNA,)),)))
    world.arrive()
    errors: list[str] = []
    async with (
        serve(world) as address,
        Bot(world.bot.token, base_url=f"{address}/bot") as bot,
        chromium(browser_path) as browser,
        opened(browser, address, errors) as page,
    ):
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Mine", callback_data="take")]])
        await bot.send_message(GROUP, "A card", reply_markup=keys)
        anna = telephone(page, ANNA)
        await anna.locator(f"[data-testid=tab][data-chat='{GROUP}']").click()
        await anna.get_by_role("button", name="Mine", exact=True).click()
        await world.until(lambda: world.presses)
        await bot.answer_callback_query(next(iter(world.presses)), url="https://t.me/simulated_bot?start=record-1")
        log = anna.locator("[data-testid=log]:visible")
        await expect(log.get_by_test_id("text").last).to_have_text("/start record-1")
        await expect(log).to_have_attribute("data-chat", str(ANNA))
    assert errors == []
