"""A late case and its rescue, with the demonstration's clock: nobody takes it, the coordination hears and acts."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, expect

from bot.clock import real_now
from network.calendar import add_working_days, is_working_day
from rehearsal.rehearsal import opening
from tests.browser.rehearsal import (
    COORDINATOR,
    FIRST,
    NARROW,
    PERSONS,
    WIDE,
    chromium,
    demonstration,
    like,
    look,
    opened,
    pass_a_minute,
    show,
    telephone,
    telling,
    texts,
    write,
)
from tests.browser.test_story import TYPED, tell

TIMEZONE = "Europe/Paris"
PERSON = PERSONS["fr"]
LATE = re.compile(rf"délais? passés?.*{FIRST}", re.DOTALL)


def days_until_it_is_late() -> list[date]:
    """The days that come, to the first working day after the two that a case may wait."""
    now = (real_now() + opening(real_now())).astimezone(ZoneInfo(TIMEZONE))
    last = add_working_days(now, 2, TIMEZONE)
    late = next(day for n in range(1, 14) if is_working_day(day := last + timedelta(days=n)))
    return [now.date() + timedelta(days=n) for n in range(1, (late - now.date()).days + 1)]


async def until_it_is_late(page: Page) -> None:
    """Press “+ 1 jour” so often: then the coordination and the person hear of it."""
    await page.get_by_test_id("backstage-toggle").click()
    for day in days_until_it_is_late():
        async with telling(page, rf"\b{day.day}(er)? [^,]+,"):
            await page.get_by_test_id("control-day").click()
    await page.get_by_test_id("backstage-close").click()
    await pass_a_minute(page)  # so long the coordination's digest waits for whatever else is late
    pane = await show(page, COORDINATOR)
    await expect(pane.get_by_test_id("text").filter(has_text=LATE).first).to_be_visible()


async def press(pane: Locator, label: str) -> None:
    """Press the newest button that says so."""
    await pane.get_by_role("button", name=like(label)).last.click()


async def rescue(page: Page) -> None:
    """The coordinator looks at what waits, gives the part of the trade to herself, and takes it."""
    pane = await show(page, COORDINATOR)
    await write(pane, "/attente")
    await expect(texts(page, COORDINATOR).last).to_contain_text(re.compile(r"attendent.*EN RETARD", re.DOTALL))
    await look(page, keep=f"late-{page.viewport_size['width']}-waiting" if page.viewport_size else "")
    await write(pane, f"/reaffecter {FIRST}")
    for label in ("Pour le métier", "Quelqu’un d’autre", "Animatrice du réseau", "Le délai est passé"):
        await press(pane, label)
    await expect(texts(page, COORDINATOR).filter(has_text=like("vous est proposé")).last).to_be_visible()
    await press(pane, "Je m’en occupe")
    await expect(texts(page, COORDINATOR).filter(has_text=f"Dossier {FIRST}")).to_contain_text("Dominique et Camille")


@pytest.mark.proof
@pytest.mark.parametrize("width", [WIDE, NARROW])
async def test_a_late_case_is_rescued(browser_path: Path, tmp_path: Path, width: int) -> None:
    errors: list[str] = []
    async with (
        demonstration(tmp_path / "demo") as address,
        chromium(browser_path) as browser,
        opened(browser, address, errors, width=width) as page,
    ):
        await expect(telephone(page, PERSON)).to_be_visible()
        await tell(page, PERSON, TYPED["fr"])
        await until_it_is_late(page)
        await show(page, PERSON)
        await expect(texts(page, PERSON).filter(has_text=like(f"demande {FIRST} attend encore"))).to_be_visible()
        await look(page, keep=f"late-{width}-person")
        await rescue(page)
        await pass_a_minute(page)
        await show(page, PERSON)
        told = texts(page, PERSON).filter(has_text=like("Pour votre métier : Animatrice du réseau")).last
        await expect(told).to_contain_text(like("01 99 00"))
        await look(page, keep=f"late-{width}-rescued")
        await expect(telephone(page, PERSON)).to_be_visible()
        await expect(page.get_by_test_id("failures")).to_be_hidden()
    assert errors == []
