"""The web chat in a real browser, and the command line that starts it."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Page, async_playwright, expect
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from simulator.world import World
from tests.simulator.conftest import ANNA, BERT, SUPERGROUP, Raw
from tests.stage.processes import started

_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
DEMO = Path(__file__).parents[2] / "networks" / "demo-cast.json"


@pytest.fixture
async def page(address: str, browser_path: Path) -> AsyncIterator[Page]:
    """The web chat, which must not raise anything."""
    errors: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(browser_path), args=_QUIET.split())
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        await page.goto(address)
        yield page
        await browser.close()
    assert errors == []


async def test_a_conversation_in_the_browser(page: Page, bot: Bot, world: World) -> None:
    anna = page.locator(f"[data-testid=pane][data-user='{ANNA}']")
    await anna.get_by_test_id("start").click()
    await world.until(lambda: world.messages(ANNA))
    buttons = [
        [
            InlineKeyboardButton("Oui", callback_data="y"),
            InlineKeyboardButton("Plus", url="https://t.me/simulated_bot?start=more"),
        ]
    ]
    sent = await bot.send_message(ANNA, "<b>Prêt</b> 🥖 <i>?</i>", "HTML", reply_markup=InlineKeyboardMarkup(buttons))
    message = anna.locator(f"[data-message-id='{sent.message_id}']")
    await expect(message.locator("strong")).to_have_text("Prêt")
    await expect(message.locator("em")).to_have_text("?")

    await message.locator("[data-data=y]").click()
    await world.until(lambda: world.presses)
    (press,) = world.presses
    await bot.answer_callback_query(press, "C'est noté")
    await expect(anna.get_by_test_id("toast")).to_have_text("C'est noté")
    await bot.edit_message_text("Merci", ANNA, sent.message_id)
    await expect(message.get_by_test_id("text")).to_have_text("Merci")
    await expect(message.get_by_test_id("edited")).to_be_visible()

    keys = ReplyKeyboardMarkup([[KeyboardButton("Mon numéro", request_contact=True)]], one_time_keyboard=True)
    await bot.send_message(ANNA, "Votre numéro ?", reply_markup=keys, protect_content=True)
    await expect(anna.get_by_test_id("protected")).to_be_visible()
    await anna.get_by_test_id("reply-button").click()
    await world.until(lambda: "contact" in world.messages(ANNA)[-1].content)
    await expect(anna.get_by_test_id("reply-keyboard")).to_be_hidden()

    await anna.get_by_test_id("composer").fill("<script>alert(1)</script>")
    await anna.get_by_test_id("composer").press("Enter")
    await expect(anna.get_by_test_id("text").last).to_have_text("<script>alert(1)</script>")
    assert world.failures == []


async def test_the_group_and_the_other_telephones(page: Page, bot: Bot, world: World) -> None:
    await bot.send_message(SUPERGROUP, "Une carte")
    bert = page.locator(f"[data-testid=pane][data-user='{BERT}']")
    tab = bert.locator(f"[data-testid=tab][data-chat='{SUPERGROUP}']")
    await expect(tab.get_by_test_id("unread-chat")).to_have_text("1")
    await tab.click()
    await expect(bert.locator(f"[data-chat='{SUPERGROUP}'] [data-testid=text]")).to_have_text("Une carte")
    await expect(tab.get_by_test_id("unread-chat")).to_have_count(0)
    await bert.get_by_test_id("pane-menu").click()
    await page.get_by_test_id("block").click()
    await world.until(lambda: world.chat(BERT).blocked)

    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.locator("[data-testid=pane]:visible")).to_have_count(1)
    await page.locator(f"[data-testid=switch][data-user='{BERT}']").click()
    await expect(bert).to_be_visible()
    await page.get_by_test_id("language").click()
    await expect(bert.get_by_test_id("composer")).to_have_attribute("placeholder", "Write a message")


async def test_the_page_speaks_to_the_world(raw: Raw, world: World) -> None:
    order = {"do": "say", "user_id": ANNA, "chat_id": ANNA, "text": "hello"}
    async with raw.session.post(f"{raw.address}/world/act", json=order) as answer:
        assert (await answer.json())["result"]["text"] == "hello"
    async with raw.session.post(f"{raw.address}/world/act", json={"do": "close"}) as answer:
        assert (answer.status, (await answer.json())["error"]) == (400, "nobody can close")
    async with raw.session.post(f"{raw.address}/world/act", data=json.dumps(order)) as answer:
        assert answer.status == 415, "a foreign page can only send forms and plain text"
    async with raw.session.get(f"{raw.address}/world/events") as events:
        first = json.loads((await events.content.readline()).removeprefix(b"data: "))
        assert first["version"] == world.version


async def test_the_command_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "simulator", "--port", str(port), "--cast", str(DEMO))
    async with started(*command, stderr=asyncio.subprocess.PIPE) as process:
        assert process.stderr is not None
        assert b"web chat and Bot API at" in await process.stderr.readline()
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/healthz") as answer:
            assert await answer.text() == "ok"
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


def test_the_demonstration_has_only_numbers_that_belong_to_nobody() -> None:
    world = World.from_file(DEMO)
    assert all(person.phone.startswith("+331990") and len(person.phone) == 12 for person in world.people.values())
