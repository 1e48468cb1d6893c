"""What a chat shows and does: formatting, albums, threads, quotes, files to send and to open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import FilePayload, Page, expect
from telegram import Bot

from simulator.files import sample_picture
from simulator.server import serve
from simulator.world import World
from tests.browser import showcase
from tests.browser.rehearsal import ADVISER, GROUP, OFFICER, chromium, opened, show, telephone
from tests.browser.showcase import PERSON, TOPIC


@asynccontextmanager
async def shown(browser_path: Path) -> AsyncIterator[tuple[Page, World, Bot]]:
    """The page with one of everything on it."""
    world, errors = showcase.begun(), list[str]()
    async with (
        serve(world) as address,
        Bot(world.bot.token, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot") as bot,
        chromium(browser_path) as browser,
    ):
        await showcase.tell(bot, world)
        async with opened(browser, address, errors) as page:
            yield page, world, bot
    assert errors == []


async def test_what_a_bot_can_say(browser_path: Path) -> None:
    async with shown(browser_path) as (page, _, bot):
        person = telephone(page, PERSON)
        words = person.get_by_test_id("text").filter(has_text="Gras")
        for tag in ("strong", "em", "u", "s", "code", "a", "blockquote", "pre"):
            await expect(words.locator(tag).first).to_be_visible()
        hidden = words.get_by_role("button", name="Texte caché")
        await hidden.click()
        await expect(hidden).to_have_count(0)
        folded = words.locator(".folding")
        before = await folded.evaluate("node => node.clientHeight")
        await folded.click()
        assert await folded.evaluate("node => node.clientHeight") > before

        album = person.locator(".album").last
        await expect(album.get_by_test_id("picture")).to_have_count(4)
        await expect(person.get_by_test_id("message").filter(has=page.locator(".album.of-4"))).to_contain_text(
            "Quatre vues"
        )
        await album.get_by_test_id("picture").first.click()
        await expect(page.get_by_test_id("viewer").locator("img")).to_be_visible()
        await page.keyboard.press("Escape")
        await person.locator("button[data-testid=file]").filter(has_text="mes-donnees.json").click()
        await expect(page.get_by_test_id("viewer")).to_contain_text('"référence": "SV-0001"')
        await page.keyboard.press("Escape")

        await person.get_by_test_id("quote").last.click()
        await expect(words).to_be_in_viewport()
        await person.locator("[data-testid=jump]:visible").click()
        await expect(person.get_by_text("Comment vous joindre ?", exact=True)).to_be_in_viewport()
        await bot.send_chat_action(PERSON, "typing")
        await expect(person.get_by_test_id("typing")).to_contain_text("écrit")
        await person.get_by_test_id("keyboard-toggle").click()
        await expect(person.get_by_test_id("reply-keyboard")).to_be_hidden()


async def test_a_group_has_names_a_pinned_message_and_threads(browser_path: Path) -> None:
    async with shown(browser_path) as (page, _, bot):
        adviser = await show(page, ADVISER, GROUP)
        await expect(adviser.locator(".pinned")).to_contain_text("Une carte pour tout le monde")
        message = adviser.locator("[data-testid=log]:visible").get_by_test_id("message")
        officer = message.filter(has=page.locator(".sender", has_text="Chargé d’accueil"))
        await expect(officer).to_have_count(1)  # the second of his messages follows without his name
        await expect(message).to_have_count(5)
        await adviser.get_by_test_id("topic").filter(has_text=str(TOPIC)).click()
        await expect(message).to_have_count(1)
        await expect(message).to_contain_text("Une carte dans un sujet")

        # Whoever has not opened the group sees how many messages wait there.
        waiting = (
            telephone(page, OFFICER).locator(f"[data-testid=tab][data-chat='{GROUP}']").get_by_test_id("unread-chat")
        )
        await expect(waiting).to_have_text("3")
        await bot.send_message(GROUP, "Encore une")
        await expect(waiting).to_have_text("4")
        await show(page, OFFICER, GROUP)
        await expect(waiting).to_have_count(0)


async def test_people_send_files_of_their_own_and_hear_voices(browser_path: Path) -> None:
    async with shown(browser_path) as (page, world, bot):
        person = telephone(page, PERSON)
        choose = person.get_by_test_id("file-input")
        picture = FilePayload(name="plan.png", mimeType="image/png", buffer=sample_picture())
        await choose.set_input_files(picture)
        await world.until(lambda: "photo" in world.messages(PERSON)[-1].content)
        await choose.set_input_files(FilePayload(name="bail.pdf", mimeType="application/pdf", buffer=b"%PDF-1.4 bail"))
        await world.until(lambda: "document" in world.messages(PERSON)[-1].content)
        sent = person.get_by_test_id("message").last
        await expect(sent).to_contain_text("bail.pdf")
        found = await bot.get_file(world.messages(PERSON)[-1].content["document"]["file_id"])
        assert bytes(await found.download_as_bytearray()) == b"%PDF-1.4 bail"

        await person.get_by_test_id("attach").click()
        await page.locator("[data-testid=attach-item][data-kind=voice]").click()
        voice = person.get_by_test_id("message").last
        await voice.get_by_test_id("play").click()
        await expect(voice.locator(".heard").first).to_be_visible()


UP = """node => new Promise(done => {
  node.scrollTop = 300;
  const away = () => done(node.scrollHeight - node.scrollTop > 2 * node.clientHeight);
  requestAnimationFrame(() => requestAnimationFrame(away));
})"""
"""Scroll up; whether the end is still out of sight two frames later."""


async def test_earlier_messages_come_while_one_scrolls_up_and_nothing_moves_under_the_eye(browser_path: Path) -> None:
    async with shown(browser_path) as (page, world, bot):
        for number in range(150):
            world.put(world.chat(OFFICER), world.bot.id, {"text": f"message {number}"})
        world.changed()
        log = telephone(page, OFFICER).locator("[data-testid=log]:visible")
        message = log.get_by_test_id("message")
        await expect(message.last).to_be_in_viewport()
        drawn = await message.count()
        assert drawn < 150, "only the latest are drawn"
        while not await log.evaluate(UP):  # what is still being drawn takes the page back to the end
            pass
        await expect(message).not_to_have_count(drawn)
        middle = log.locator(".message").nth(20)
        place = "node => [node.dataset.messageId, Math.round(node.getBoundingClientRect().top)]"
        before = await middle.evaluate(place)
        await bot.send_message(OFFICER, "message 150")
        await expect(telephone(page, OFFICER).locator("[data-testid=jump]:visible")).to_contain_text("1")
        assert await middle.evaluate(place) == before
