"""Two intakes on a telephone, 390 px wide: the shortest one in light, the fullest one in dark, through the web chat.

`EACH_STEP=folder` keeps a picture of every question.
"""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.rehearsal import FIRST, PATIENCE, Scheme, chromium, demonstration, telephone, texts, write
from tests.browser.test_story import BUTTONS, CHANGED, keys
from tests.stage.questions import KNOWN

PERSON = 1001
WIDTH, HEIGHT = 390, 844
TYPED = {
    "project": "Nous sommes boulangers et voulons reprendre une boulangerie avec un logement au-dessus.",
    "place": "la tour dauvergne",
    "name": "Dominique et Camille",
}
SHORTEST = {
    "info": ["read"],
    "understood": ["right"],
    "jobs": ["skip"],
    "when": ["soon"],
    "recap": ["send"],
}
FULLEST = {
    "info": ["read"],
    "understood": ["right"],
    "jobs": ["n:2"],
    "when": ["on:months_6"],
    "stage": ["on:funded"],
    "household": ["adults:2", "maternelle:1", "primaire:1", "ok"],
    "needs": ["on:premises", "on:financing", "on:housing", "on:school", "ok"],
    "followed": ["on:cma", "on:bge", "ok"],
    "hours": ["on:evening"],
    "way": ["on:message"],
    "recap": ["send"],
}
CUT = "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth + 1).map(node => node.textContent)"


@asynccontextmanager
async def pocket(browser: Browser, address: str, scheme: Scheme, errors: list[str]) -> AsyncIterator[Page]:
    """The page as a telephone shows it."""
    async with await browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=2, locale="fr-FR", color_scheme=scheme
    ) as context:
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(address)
        yield page


async def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("EACH_STEP"):
        await expect(page.get_by_test_id("toast")).to_have_count(0)
        await page.screenshot(path=f"{folder}/{name}.png")


async def nothing_is_cut(page: Page) -> None:
    """Nothing is wider than the screen, and every button shows all of its words."""
    assert await page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    assert await page.locator("[data-data]:visible").evaluate_all(CUT) == []


async def intake(page: Page, scheme: Scheme, answers: dict[str, list[str]]) -> list[str]:
    """Answer every question as told. Gives the steps in their order."""
    pane = telephone(page, PERSON)
    await pane.get_by_test_id("start").click()
    buttons = pane.locator("[data-data^='intake|']")
    over = pane.get_by_text(re.compile(r"référence\s: SV-\d{4}"))
    done: list[str] = []
    presses: dict[str, int] = {}
    while True:
        await expect(buttons.or_(over).first).to_be_visible()
        if await over.count():
            return list(dict.fromkeys(done))
        if not (seen := await buttons.evaluate_all(BUTTONS)):
            continue
        step = seen[-1].split("|")[1]
        done.append(step)
        assert len(done) < 60, f"the form does not end: {done}"
        await nothing_is_cut(page)
        way = answers[step][presses.get(step, 0)] if step in answers else "skip"
        await picture(page, f"{scheme}-{len(done):02}-{step}")
        presses[step] = presses.get(step, 0) + 1
        if step == "contact":
            await pane.get_by_test_id("reply-button").first.click()
        elif step in TYPED:
            await write(pane, TYPED[step])
        else:
            await pane.locator(f"[data-data^='intake|{step}|'][data-data$='|{way}']").last.click()
        await page.wait_for_function(CHANGED, arg=[keys(PERSON), ",".join(seen)])


async def one(browser_path: Path, folder: Path, scheme: Scheme, answers: dict[str, list[str]]) -> list[str]:
    errors: list[str] = []
    async with (
        demonstration(folder) as address,
        chromium(browser_path) as browser,
        pocket(browser, address, scheme, errors) as page,
    ):
        asked = await intake(page, scheme, answers)
        await nothing_is_cut(page)
        said = texts(page, PERSON)
        for word in (FIRST, "au plus tard le"):
            await expect(said.last).to_contain_text(word)
        await picture(page, f"{scheme}-99-sent")
    assert errors == []
    return asked


@pytest.mark.proof
async def test_the_fullest_on_a_telephone(browser_path: Path, tmp_path: Path) -> None:
    """It ends with a reference, and nothing is cut off on the way."""
    asked = await one(browser_path, tmp_path / "fullest", "dark", FULLEST)
    assert [step for step in asked if step in KNOWN] == [
        *("info", "project", "understood", "jobs", "place", "when", "stage", "household", "needs", "followed"),
        *("name", "contact", "hours", "way", "recap"),
    ]


@pytest.mark.proof
async def test_the_shortest_on_a_telephone(browser_path: Path, tmp_path: Path) -> None:
    """The same in light; what is not asked there is a part of the fullest."""
    asked = await one(browser_path, tmp_path / "shortest", "light", SHORTEST)
    assert asked == ["info", "project", "understood", "jobs", "place", "when", "name", "contact", "recap"]
