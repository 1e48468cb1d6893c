"""A story of somebody else’s bot: the guide knows what its cast file says, and nothing more."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Page, Route, expect
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from simulator.cast import Cast, Group, Person
from simulator.server import serve
from simulator.world import World
from tests.browser.rehearsal import chromium, opened, telephone

ANNA, BERT, GROUP = 11, 12, -1_000_000_000_503


def step(name: str, who: int, done: dict[str, Any], *ready: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "who": who,
        "title": name,
        "text": f"Text of {name}.",
        "done": [done],
        "ready": list(ready),
        **more,
    }


STORY = {
    "title": {"fr": "Une histoire", "en": "A story"},
    "end": "The end",
    "steps": [
        step("greet", ANNA, {"chat": ANNA, "from": ANNA, "seen": "hello"}, {"start": True}, {"say": "Hello there"}),
        step("control", ANNA, {"control": "x"}, needs="x"),
        step("offer", ANNA, {"chat": ANNA, "button": "^Yes$"}),
        step("press", ANNA, {"who": ANNA, "pressed": "^yes$"}, {"press": "^Yes$"}),
        step("answer", ANNA, {"who": ANNA, "answered": "noted"}),
        step("visit", BERT, {"who": BERT, "opened": GROUP}, {"open": GROUP, "label": "Go there"}),
        step(
            "read",
            BERT,
            {"chat": BERT, "by": BERT, "seen": "secret"},
            {"after": "secret", "open": BERT, "label": "Read"},
        ),
    ],
}


SUPERVISED = {
    "title": "A story",
    "end": "The end",
    "person": ANNA,
    "steps": [
        step(
            "answer",
            ANNA,
            {"fact": "question", "is": "^over$"},
            {"newest": "^{question}\\|", "when": [{"fact": "question", "is": "^name"}], "say": "Anna Exemple"},
            {"newest": "^{question}\\|", "choose": ["\\|soon$", "\\|yes$"]},
        )
    ],
}
"""A story that goes by what a supervisor says of the open question."""


@asynccontextmanager
async def shown(browser_path: Path, story: dict[str, Any] = STORY) -> AsyncIterator[tuple[Page, World, Bot]]:
    people = (Person(ANNA, "Anna"), Person(BERT, "Bert", started=True))
    world = World(Cast(people=people, groups=(Group(GROUP, "G", members=(BERT,)),), guide=story))
    world.arrive()
    errors: list[str] = []
    async with (
        serve(world) as address,
        Bot(world.bot.token, base_url=f"{address}/bot") as bot,
        chromium(browser_path) as browser,
        opened(browser, address, errors, language="en") as page,
    ):
        yield page, world, bot
    assert errors == []


async def test_a_story_is_ticked_as_it_happens(browser_path: Path) -> None:
    async with shown(browser_path) as (page, world, bot):
        now, ready = page.locator("[data-testid=step][data-state=now]"), page.get_by_test_id("story-ready")
        await expect(page.get_by_test_id("guide")).to_contain_text("A story")
        await expect(page.get_by_test_id("step")).to_have_count(6)  # nobody offers the button that "control" needs

        await expect(now).to_have_attribute("data-step", "greet")
        await ready.click()
        await expect(page.get_by_test_id("story-fill")).to_be_visible()
        await page.get_by_test_id("story-fill").click()
        await expect(telephone(page, ANNA).get_by_test_id("composer")).to_have_value("Hello there")
        await telephone(page, ANNA).get_by_test_id("composer").press("Enter")

        await expect(now).to_have_attribute("data-step", "offer")
        await expect(ready).to_have_count(0)
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
        await bot.send_message(ANNA, "Shall we?", reply_markup=keys)
        await expect(now).to_have_attribute("data-step", "press")
        await ready.click()
        await expect(now).to_have_attribute("data-step", "answer")
        await bot.answer_callback_query(list(world.presses)[-1], "Noted.")

        await expect(now).to_have_attribute("data-step", "visit")
        await expect(ready).to_have_text("Go there")
        await ready.click()
        await expect(now).to_have_attribute("data-step", "read")
        await expect(ready).to_have_count(0)
        await bot.send_message(BERT, "A secret")
        await expect(ready).to_have_text("Read")
        await ready.click()
        await expect(page.get_by_test_id("story-count")).to_have_text("6 / 6")
        await expect(page.get_by_test_id("guide")).to_contain_text("The end")


async def test_a_step_that_was_skipped_is_offered_at_the_end(browser_path: Path) -> None:
    async with shown(browser_path) as (page, world, bot):
        now = page.locator("[data-testid=step][data-state=now]")
        await telephone(page, BERT).locator(f"[data-testid=tab][data-chat='{GROUP}']").click()
        await expect(now).to_have_attribute("data-step", "read")
        await telephone(page, BERT).locator(f"[data-testid=tab][data-chat='{BERT}']").click()
        await bot.send_message(BERT, "A secret")
        await expect(now).to_have_attribute("data-step", "greet")
        assert not world.chat(ANNA).started


async def test_what_stays_after_a_reload_and_what_does_not_after_a_new_beginning(browser_path: Path) -> None:
    async with shown(browser_path) as (page, world, _):
        done = page.locator("[data-testid=step][data-state=done]")
        await expect(telephone(page, ANNA).get_by_test_id("start")).to_be_visible()
        await expect(done).to_have_count(0)
        world.start(ANNA)
        world.say(ANNA, ANNA, "Hello there")
        await telephone(page, BERT).locator(f"[data-testid=tab][data-chat='{GROUP}']").click()
        await expect(done).to_have_count(2)
        await page.get_by_test_id("theme").click()
        await page.get_by_test_id("theme").click()
        await page.reload()
        await expect(done).to_have_count(2)  # that the group was opened, the page alone knows
        await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        kept = json.loads(await page.evaluate("JSON.stringify({ ...localStorage })"))
        assert [name for name in kept if "story" in name] == [f"simulator-story-{world.epoch}"]

        world.reset()
        await expect(done).to_have_count(0)
        await expect(telephone(page, ANNA).get_by_test_id("start")).to_be_visible()
        await expect(telephone(page, ANNA).get_by_test_id("message")).to_have_count(0)


async def test_no_question_is_answered_by_what_was_known_of_another(browser_path: Path) -> None:
    """What the supervisor says and what the chat shows come by two ways: either may be ahead of the other."""
    async with shown(browser_path, SUPERVISED) as (page, world, bot):
        known = {"question": ""}

        async def supervise(route: Route) -> None:
            state = {"facts": {"of": {str(ANNA): known}, "called": []}}
            await route.fulfill(json={"buttons": [{"id": "x", "label": "X"}], "state": state})

        async def ask(question: str, *values: str) -> None:
            row = [InlineKeyboardButton(value, callback_data=f"{question}|{value}") for value in values]
            await bot.send_message(ANNA, question, reply_markup=InlineKeyboardMarkup([row]))
            await expect(telephone(page, ANNA).locator(f"[data-data^='{question}|']").first).to_be_visible()

        async def know(question: str) -> None:
            known["question"] = question
            await page.reload()
            await expect(page.locator("[data-testid=step][data-state=now]")).to_have_count(1)
            await page.wait_for_function(f"document.getElementById('guide').dataset.print.includes('{question}')")

        await page.route("**/world/control", supervise)
        world.start(ANNA)
        ready = page.get_by_test_id("story-ready")
        await know("place|1")
        await ask("place|1", "yes", "no")
        await expect(ready).to_have_text("yes")
        await ask("name|2", "soon")
        await expect(ready).to_have_count(0)
        await know("name|2")
        await expect(ready).to_be_visible()
        await know("name|3")
        await expect(ready).to_have_count(0)
        world.say(ANNA, ANNA, "Anna Exemple")  # before it was asked: the bot asks again
        await ask("name|3", "soon")
        await expect(page.get_by_test_id("story-fill")).to_be_visible()
        await ready.click()
        await expect(ready).to_have_text("soon")
