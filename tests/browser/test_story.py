"""The demonstration, as a stranger sees it: `python -m bot demo`, its address opened in a browser, the whole story.

`SCREENSHOTS=folder` keeps pictures of it: docs/images/ is made so (`make screenshots`).
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, async_playwright, expect

ROOT = Path(__file__).parents[2]
PERSON, ADVISER, OFFICER, COORDINATOR = 1001, 1101, 1201, 1301
PROJECT = "Nous sommes boulangers et voulons reprendre une boulangerie avec un logement au-dessus."
TYPED = {"project": PROJECT, "place": "la tour dauvergne", "name": "Dominique et Camille"}
WANTED = {"sector": "on:alimentaire", "nature": "on:takeover", "household": "adults:2", "recap": "send"}
ASIDE = frozenset(["back", "skip", "all", "list", "type", "undecided", "send", "page:0", "page:1"])
"""Buttons that answer no question."""
MINE = f"[data-user='{PERSON}'] [data-data^='intake|']"
BUTTONS = "nodes => nodes.map(node => node.dataset.data)"
CHANGED = "([mine, seen]) => [...document.querySelectorAll(mine)].map(node => node.dataset.data).join() !== seen"
DATED = re.compile(r"au plus tard le (lundi|mardi|mercredi|jeudi|vendredi) \d")

expect.set_options(timeout=20_000)  # a machine may be busy

_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@asynccontextmanager
async def demonstration(folder: Path) -> AsyncIterator[str]:
    """`python -m bot demo` in a folder of its own, so that it leaves everybody's data alone; gives its address."""
    (folder / "networks").symlink_to(ROOT / "networks")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "200"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0"),
        cwd=folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = ""
    try:
        async with asyncio.timeout(60):
            while not (found := re.search(r"http://127\.0\.0\.1:\d+", said)):
                line = await process.stdout.readline()
                assert line, f"the demonstration ended: {said}"
                said += line.decode()
        yield found[0]
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        rest, _ = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 0
    assert rest.decode().strip() == "", "it ends without a word"


@asynccontextmanager
async def chromium(path: Path) -> AsyncIterator[Browser]:
    """A browser without a screen."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(path), args=_QUIET.split())
        yield browser
        await browser.close()


@asynccontextmanager
async def opened(browser: Browser, address: str, errors: list[str]) -> AsyncIterator[Page]:
    """The page at its address, in French, 1280 wide; what it complains of goes into `errors`."""
    context: BrowserContext = await browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    page = await context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    await page.goto(address)
    yield page
    await context.close()


def telephone(page: Page, who: int) -> Locator:
    """Somebody's pane."""
    return page.locator(f"[data-testid=pane][data-user='{who}']")


def texts(page: Page, who: int) -> Locator:
    """The messages of the chat that somebody has open."""
    return telephone(page, who).locator("[data-testid=log]:visible [data-testid=text]")


def like(words: str) -> re.Pattern[str]:
    """These words with spaces and apostrophes of any kind."""
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()).replace("’", "['’]"))


async def write(pane: Locator, text: str) -> None:
    await pane.get_by_test_id("composer").fill(text)
    await pane.get_by_test_id("composer").press("Enter")


async def answer(pane: Locator, step: str, offered: list[str]) -> None:
    """Answer the open question, whichever it is: its buttons are `offered`."""
    if step == "contact":
        await pane.get_by_test_id("reply-button").first.click()
    elif step in TYPED:
        await write(pane, TYPED[step])
    else:
        ways = ["ok", WANTED.get(step, ""), *(way for way in offered if way not in ASIDE), "skip"]
        way = next(way for way in ways if way in offered)
        await pane.locator(f"[data-data^='intake|{step}|'][data-data$='|{way}']").last.click()


async def tell(pane: Locator) -> list[str]:
    """Answer every question up to the last one. Gives the steps in the order they were asked."""
    asked: list[str] = []
    buttons = pane.locator("[data-data^='intake|']")
    over = pane.get_by_text(re.compile(r"référence\s: SV-\d{4}"))
    while True:
        await expect(buttons.or_(over).first).to_be_visible()
        if await over.count():
            return list(dict.fromkeys(asked))
        if not (seen := await buttons.evaluate_all(BUTTONS)):
            continue
        step = seen[-1].split("|")[1]
        asked.append(step)
        assert len(asked) < 60, f"the form does not end: {asked}"
        if step == "nature" and asked.count(step) == 1:
            await on_a_telephone(pane)
        await answer(pane, step, [data.split("|", 3)[3] for data in seen if data.split("|")[1] == step])
        await pane.page.wait_for_function(CHANGED, arg=[MINE, ",".join(seen)])


async def on_a_telephone(pane: Locator) -> None:
    """On a narrow screen there is one pane, and nothing is wider than the screen."""
    page = pane.page
    wide = page.viewport_size
    assert wide is not None
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.locator("[data-testid=pane]:visible")).to_have_count(1)
    await expect(pane).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    await picture(page, "phone")
    await page.set_viewport_size(wide)
    await expect(page.locator("[data-testid=pane]:visible")).to_have_count(4)


async def picture(page: Page, name: str) -> None:
    """Keep a picture where somebody wants them."""
    if folder := os.environ.get("SCREENSHOTS"):
        await expect(page.get_by_test_id("toast")).to_have_count(0)
        await page.mouse.move(0, 0)
        await page.screenshot(path=f"{folder}/{name}.png")


async def take(page: Page, who: int, label: str) -> None:
    """Somebody opens the group, presses the card's button, and goes back to the bot."""
    pane = telephone(page, who)
    await pane.get_by_test_id("tab").filter(has_text="Le groupe").click()
    await pane.get_by_role("button", name=label, exact=True).click()
    await expect(pane.get_by_test_id("toast")).to_contain_text("C’est à vous")
    await pane.get_by_test_id("tab").filter(has_text="Le bot").click()


@pytest.mark.timeout(180)
async def test_the_whole_story(browser_path: Path, tmp_path: Path) -> None:
    errors: list[str] = []
    async with (
        demonstration(tmp_path) as address,
        chromium(browser_path) as browser,
        opened(browser, address, errors) as page,
    ):
        person = telephone(page, PERSON)
        for who in (ADVISER, OFFICER, COORDINATOR):
            await expect(texts(page, who).last).to_contain_text("Bonjour")
        await person.get_by_test_id("start").click()
        asked = await tell(person)
        assert set(asked) >= {"info", *TYPED, *WANTED, "contact"}

        card = texts(page, COORDINATOR).filter(has_text="SV-0001")
        await telephone(page, COORDINATOR).get_by_test_id("tab").filter(has_text="Le groupe").click()
        await expect(card).to_contain_text("Métiers de bouche")
        await expect(card).not_to_contain_text("Dominique")
        await expect(card).not_to_contain_text("La Tour")

        await take(page, ADVISER, "Je m’en occupe (métier)")
        await expect(texts(page, ADVISER).last).to_contain_text("01 99 00 00 01")
        await expect(texts(page, ADVISER).last).to_contain_text("Dominique et Camille")
        await take(page, OFFICER, "Je m’en occupe (sur place)")
        await expect(texts(page, OFFICER).last).to_contain_text(like("La Tour-d’Auvergne"))
        await expect(texts(page, OFFICER).last).to_contain_text("Conseillère métiers de bouche")

        told = texts(page, PERSON)
        adviser = told.filter(has_text="Conseillère métiers de bouche").last
        for words in (like("Chambre de métiers"), like("01 99 00 00"), DATED):
            await expect(adviser).to_contain_text(words)
        for words in (like("Chargé d’accueil Sancy Artense"), like("01 99 00 00"), DATED):
            await expect(told.last).to_contain_text(words)
        await expect(card).to_contain_text(like("Métier : Conseillère métiers de bouche"))

        await expect(page.get_by_test_id("failures")).to_be_hidden()
        await picture(page, "story")
    assert errors == []
