"""Everybody can use the page: axe-core finds nothing serious on any view, and the keyboard alone reaches everything."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.async_api import Page, expect
from telegram import Bot, InlineKeyboardMarkup
from telegram.error import BadRequest

from simulator.server import serve
from simulator.world import World
from tests.browser import showcase
from tests.browser.rehearsal import (
    COORDINATOR,
    GROUP,
    NARROW,
    SCHEMES,
    chromium,
    opened,
    show,
    telephone,
    telling,
    whole,
)
from tests.browser.showcase import PERSON

AUDIT = """async (rules) => (await axe.run(document, { resultTypes: ["violations"], ...rules })).violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.failureSummary}`))"""
CONTRAST = {"runOnly": ["color-contrast"]}


@asynccontextmanager
async def control() -> AsyncIterator[str]:
    """A control address that offers three buttons, one of which always fails."""
    texts = {"fr": "D’accord", "en": "All right"}
    buttons = [
        {"id": name, "group": group, "label": {"fr": name, "en": name}, "hint": texts}
        for name, group in (("minute", "clock"), ("kill", "bot"), ("reset", "story"))
    ]
    state = {
        "now": "2026-03-10T09:30:00+01:00",
        "words": {"fr": "Le bot tourne", "en": "The bot runs"},
        "running": True,
    }

    async def offer(request: web.Request) -> web.Response:
        return web.json_response({"buttons": buttons, "state": state})

    async def press(request: web.Request) -> web.Response:
        failed = (await request.json())["id"] == "kill"
        return web.json_response({"ok": False, "error": "Impossible"} if failed else {"ok": True, "said": texts})

    application = web.Application()
    application.add_routes([web.get("/", offer), web.post("/", press)])
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def shown(browser_path: Path, width: int, refused: int = 0) -> AsyncIterator[tuple[Page, World, Bot]]:
    """The page with one of everything on it, which complains of nothing but `refused` requests."""
    world, errors = showcase.begun(), list[str]()
    async with (
        control() as buttons,
        serve(world, control=buttons) as address,
        Bot(world.bot.token, base_url=f"{address}/bot") as bot,
        chromium(browser_path) as browser,
    ):
        await showcase.tell(bot, world)
        async with opened(browser, address, errors, width=width) as page:
            yield page, world, bot
    assert len(errors) == refused, errors


@pytest.mark.proof
@pytest.mark.parametrize("width", [1280, 390])
async def test_axe_finds_nothing_serious(browser_path: Path, axe: str, width: int) -> None:
    """On each view, in light and in dark."""
    async with shown(browser_path, width, refused=1) as (page, world, bot):
        await page.evaluate(axe)
        found: dict[str, Any] = {}

        async def audit(view: str) -> None:
            for scheme in SCHEMES:
                await page.emulate_media(color_scheme=scheme)
                if problems := await page.evaluate(AUDIT, {} if scheme == "light" else CONTRAST):
                    found[f"{view}, {scheme}"] = problems
            await whole(page)

        person = await show(page, PERSON)
        await expect(person.get_by_test_id("message").last).to_be_visible()
        await audit("a chat at its end")
        await person.locator("[data-testid=log]").evaluate("node => node.scrollTop = 0")
        await audit("a chat at its beginning")
        for opener in ("commands", "attach", "pane-menu"):
            await person.get_by_test_id(opener).click()
            await audit(opener)
            await page.keyboard.press("Escape")
        await person.get_by_test_id("composer").fill("/")
        await audit("commands while writing")
        await person.get_by_test_id("composer").fill("")
        for kind in ("picture", "file"):
            await person.locator(f"button[data-testid={kind}]").last.click()
            await expect(page.get_by_test_id("viewer")).to_be_visible()
            await audit(f"an opened {kind}")
            await page.keyboard.press("Escape")
        message = person.get_by_test_id("message").last
        await message.hover()
        await message.get_by_test_id("message-menu").click()
        await audit("a message’s actions")
        await page.get_by_test_id("reply").click()
        await audit("a reply being written")
        await answered(page, world, bot, alert=True)
        await audit("an alert")
        await page.get_by_test_id("alert-ok").click()
        await answered(page, world, bot, alert=False)
        await audit("a toast")
        await show(page, COORDINATOR, GROUP)
        await audit("a group with a pinned message and a topic")
        if width == NARROW:
            await page.get_by_test_id("guide-open").click()
            await audit("the guide")
            await page.get_by_test_id("guide-close").click()
        with pytest.raises(BadRequest):
            await bot.send_message(PERSON, "<b>", "HTML")
        await page.get_by_test_id("backstage-toggle").click()
        await page.get_by_test_id("traffic-toggle").check()
        await expect(page.get_by_test_id("traffic").get_by_text("can't parse entities")).to_be_visible()
        await audit("behind the scenes")
        async with telling(page, "^Impossible$"):
            await page.get_by_test_id("control-kill").click()
        await audit("something that failed")
        await page.get_by_test_id("trouble-down").click()
        await expect(page.get_by_test_id("trouble-down")).to_have_attribute("aria-pressed", "true")
        await audit("Telegram is down")
        assert world.trouble == "down"
        assert found == {}, json.dumps(found, ensure_ascii=False, indent=1)


async def answered(page: Page, world: World, bot: Bot, *, alert: bool) -> None:
    """The person presses a button, and the bot answers."""
    before = len(world.presses)
    await telephone(page, PERSON).locator("[data-data=yes]").click()
    await world.until(lambda: len(world.presses) > before)
    async with nullcontext() if alert else telling(page, "^C’est noté.$"):
        await bot.answer_callback_query(list(world.presses)[-1], "C’est noté.", show_alert=alert)
    if alert:
        await expect(page.get_by_test_id("alert")).to_be_visible()


async def test_the_keyboard_is_enough(browser_path: Path) -> None:
    """From message to message, into a message’s actions, to a command, out of a dialog, and never lost."""
    async with shown(browser_path, 1280) as (page, world, bot):
        person = telephone(page, PERSON)
        focused = page.locator(":focus")
        await person.locator("[data-testid=log]").focus()
        await page.keyboard.press("ArrowUp")
        await expect(focused).to_contain_text("Comment vous joindre ?")
        await page.keyboard.press("ArrowUp")
        await expect(focused).to_contain_text("On continue ?")
        await page.keyboard.press("Enter")
        await expect(focused).to_have_text("Répondre")
        await page.keyboard.press("Enter")
        await expect(focused).to_have_attribute("data-testid", "composer")
        await page.keyboard.type("Oui, volontiers")
        await page.keyboard.press("Enter")
        await expect(person.get_by_test_id("quote").last).to_contain_text("On continue ?")
        assert world.messages(PERSON)[-1].reply_to is not None

        await page.keyboard.type("/a")
        await expect(person.get_by_test_id("suggestion")).to_have_count(1)
        await page.keyboard.press("Enter")
        await world.until(lambda: world.messages(PERSON)[-1].text == "/aide")
        await page.keyboard.type("/stop")  # what is written whole is meant, though another one begins so
        await expect(person.get_by_test_id("suggestion")).to_have_count(2)
        await page.keyboard.press("Enter")
        await world.until(lambda: world.messages(PERSON)[-1].text == "/stop")

        # A message that is edited under the finger keeps it.
        key = person.locator("[data-data=no]")
        await key.focus()
        question = next(message for message in world.messages(PERSON) if message.labels)
        markup = InlineKeyboardMarkup.de_json(question.markup or {}, bot)
        await bot.edit_message_text("On continue vraiment ?", PERSON, question.message_id, reply_markup=markup)
        await expect(person.get_by_test_id("text").filter(has_text="vraiment")).to_be_visible()
        await expect(key).to_be_focused()

        await person.get_by_test_id("pane-menu").focus()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Escape")
        await expect(person.get_by_test_id("pane-menu")).to_be_focused()
        await page.get_by_test_id("story-again").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("ask")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.get_by_test_id("story-again")).to_be_focused()


async def test_a_screen_reader_hears_what_comes(browser_path: Path) -> None:
    """Once, with the name of whose telephone it is, and not what one said oneself."""
    async with shown(browser_path, 1280) as (page, world, bot):
        await expect(page.locator("#announcer")).to_be_empty()
        await bot.send_message(PERSON, "Bonne nouvelle")
        await expect(page.locator("#announcer")).to_have_text("Vous : Accueil Sancy Volcans écrit : Bonne nouvelle")
        world.say(PERSON, PERSON, "Merci")
        await expect(telephone(page, PERSON).get_by_test_id("text").last).to_have_text("Merci")
        await expect(page.locator("#announcer")).not_to_contain_text("Merci")
