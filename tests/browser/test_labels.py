"""Labels of buttons: every row that the bot says in the stories is whole at 320 px, with text twice as big too."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from handlers.turn.screen import FITS, TICK
from simulator.server import serve
from tests.browser import showcase
from tests.browser.rehearsal import SMALL, chromium, opened, show
from tests.browser.showcase import PERSON
from tests.calls import rows_of_buttons

AT_ONCE = 12
"""Rows under one message."""

CUT = """() => [...document.querySelectorAll(".key")].filter((key) => {
  const range = document.createRange();
  range.selectNodeContents(key);
  const words = [...range.getClientRects()], room = key.getBoundingClientRect();
  return words.some((word) => word.left < room.left - 1 || word.right > room.right + 1) || room.right > innerWidth;
}).map((key) => key.textContent)"""
"""The labels of which some of the words stand beyond their button, or the button beyond the screen."""

CROWDED = """() => {
  const faults = [];
  const box = (part) => document.querySelector(part).getBoundingClientRect();
  const words = document.createRange();
  words.selectNodeContents(document.querySelector(".brand"));
  const tools = box(".tools");
  for (const line of words.getClientRects()) {
    const beside = line.right <= tools.left || line.left >= tools.right;
    const below = line.bottom <= tools.top + 1 || line.top >= tools.bottom - 1;
    if (!beside && !below) faults.push("the title stands under the tools");
  }
  if (box(".pane:not(.away) .log").height < 100) faults.push("no room for a chat");
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is wider than the screen");
  return faults;
}"""
"""What gets into each other’s way at the top, and whether a chat can still be read."""

WIDTHS = """(labels) => {
  const context = document.createElement("canvas").getContext("2d");
  context.font = '500 15px Roboto, "Liberation Sans", Arial, sans-serif';
  return labels.map((label) => context.measureText(label).width);
}"""
"""How wide labels are as the clients write them, in px."""

ROOM = {1: 264, 2: 122, 3: 80, 4: 56, 5: 42}
"""Px that a client leaves for a label at 320 px, by how many stand in a row: a message is about 50 px narrower than the
screen, buttons stand 4 px apart and keep some free at each side.
"""


async def test_every_row_is_whole_with_text_twice_as_big(browser_path: Path) -> None:
    """On the page, where text grows, buttons grow with it, and what finds no room beside goes below."""
    world, errors = showcase.begun(), list[str]()
    rows = sorted(rows_of_buttons())
    async with (
        serve(world) as address,
        Bot(world.bot.token, base_url=f"{address}/bot") as bot,
        chromium(browser_path) as browser,
    ):
        for start in range(0, len(rows), AT_ONCE):
            keys = [
                [InlineKeyboardButton(label, callback_data="x") for label in row]
                for row in rows[start : start + AT_ONCE]
            ]
            await bot.send_message(PERSON, "Lesquels ?", reply_markup=InlineKeyboardMarkup(keys))
        async with opened(browser, address, errors, width=SMALL) as page:
            await show(page, PERSON)
            for size in ("100%", "200%"):
                await page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
                assert await page.evaluate(CUT) == [], size
                assert await page.evaluate(CROWDED) == [], size
    assert errors == []


async def test_the_limits_are_those_of_a_small_telephone(browser_path: Path) -> None:
    """A label of as many characters as a row allows has room there, measured on the labels that the bot says; a tick
    is wider than the room by no more than the margin of a button.
    """
    labels = sorted({label.removeprefix(TICK) for row in rows_of_buttons() for label in row})
    async with chromium(browser_path) as browser:
        page: Page = await browser.new_page()
        widths = dict(zip(labels, await page.evaluate(WIDTHS, labels), strict=True))
    for beside, most in FITS.items():
        too_wide = [label for label in labels if len(label) <= most and widths[label] > ROOM[beside]]
        assert not too_wide, (beside, too_wide)
