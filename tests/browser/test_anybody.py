"""Anybody’s project: the guide lived from the first word to its end with ten projects that it has not met.

Each is told in its own words, for its own place; everything else is what the guide offers. Five are told one after the
other on a telephone and five on a wide screen, each after “Recommencer”. `SCREENSHOTS=folder` keeps a picture of every
step.
"""

from __future__ import annotations

import asyncio
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from network import file
from tests.browser.rehearsal import (
    COORDINATOR,
    GROUP,
    NARROW,
    PERSONS,
    WIDE,
    Language,
    chromium,
    demonstration,
    hush,
    opened,
    show,
    texts,
    whole,
    write,
)
from tests.browser.test_story import GUIDE, OFFERED
from tests.stage import NETWORK

PROJECTS = tomllib.loads((Path(__file__).parent / "data" / "projects.toml").read_text(encoding="utf-8"))["project"]
PRESS = """async ([who, data]) => {
  const buttons = (message) => (message.reply_markup?.inline_keyboard ?? []).flat();
  const world = await (await fetch("/world")).json();
  const standing = world.chats.flatMap((chat) => chat.messages.map((message) => [chat.id, message]));
  const sends = ([, one]) => buttons(one).some((button) => button.callback_data === data);
  const [chat, message] = standing.find(sends) ?? [];
  if (!message) return false;
  const press = { do: "press", user_id: who, chat_id: chat, message_id: message.message_id, button: data };
  const headers = { "Content-Type": "application/json" };
  return (await fetch("/world/act", { method: "POST", headers, body: JSON.stringify(press) })).ok;
}"""
"""Press the button that sends this, wherever it stands. Tells whether there was one."""
HEARD = """async ([person, sender]) => {
  const world = await (await fetch("/world")).json();
  const chats = world.chats.filter((chat) => chat.id === person);
  return chats.flatMap((chat) => chat.messages).filter((message) => message.mine === sender);
}"""
"""What of the world is looked for is found where it is: thirty people came before, and all of them are in it."""
BOT = 7000000001
SHOWN = f"JSON.stringify({GUIDE}.slice(0, -1))"
"""What the guide shows, and the facts it goes by."""
MOST = 90
"""So many presses take anybody to the end."""


@dataclass(slots=True)
class Round:
    """One project, told by one person on a page; `passes` are those still to come."""

    page: Page
    number: int
    words: str
    places: tuple[str, ...]
    territorial: str
    language: Language = "fr"
    presses: tuple[str, ...] = ()
    passes: int = 0
    confidential: bool = False
    roles: tuple[str, ...] = ("technical", "territorial")

    @property
    def person(self) -> int:
        return PERSONS[self.language]

    async def ask(self, path: str, order: Mapping[str, Any] | None = None) -> Any:
        """What the local Telegram answers."""
        way = (
            "order ? {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(order)} : {}"
        )
        return await self.page.evaluate(
            f"async ([path, order]) => (await fetch('/world' + path, {way})).json()", [path, order]
        )

    async def facts(self) -> dict[str, Any]:
        """How things stand for the person, as the guide is told."""
        told: dict[str, Any] = (await self.ask("/control"))["state"]["facts"]
        facts: dict[str, Any] = told.get("of", {}).get(str(self.person), {})  # a bot that begins anew says nothing yet
        return facts

    async def live(self) -> dict[str, Any]:
        """From the first word to the end of the guide. Gives how things stand then."""
        for _ in range(MOST):
            step, before = await self.page.evaluate(f"[{GUIDE}[2], {SHOWN}]")
            if step is None:
                return await self.facts()
            await whole(self.page)
            await self.picture(step)
            await self.page.wait_for_function(f"before => {SHOWN} !== before || {OFFERED}", arg=before)
            if await self.page.evaluate(SHOWN) != before:
                continue
            if await self.by_themselves(step):
                continue
            go, ready = (self.page.get_by_test_id(f"story-{name}") for name in ("show", "ready"))
            await go.or_(ready).first.click()
            await self.page.wait_for_function(f"before => {SHOWN} !== before && !{GUIDE}.at(-1)", arg=before)
        raise AssertionError(f"the guide does not end: {step}, {await self.facts()}")

    async def by_themselves(self, step: str) -> bool:
        """Do what this project has of its own: words, a place, a choice; or somebody passes it on. Whether they did."""
        before = facts, _ = await self.facts(), await self.said()
        if step == "technical" and self.passes and facts["technical_is"] == "proposed":
            self.passes -= 1
            await self.pass_on(facts)
        elif step not in ("project", "questions", "send") or not await self.say_it(facts.get("asked", "")):
            return False
        while (await self.facts(), await self.said()) == before:  # noqa: ASYNC110 - another process answers
            await asyncio.sleep(0.05)
        while await self.page.evaluate(f"{GUIDE}.at(-2)") != await self.facts():  # noqa: ASYNC110 - the page follows
            await asyncio.sleep(0.05)
        return True

    async def say_it(self, asked: str) -> bool:
        """The person chooses or writes what is theirs, where it is asked. Whether they did."""
        pane = await show(self.page, self.person)
        mine = [one["text"] for one in await self.heard(self.person) if "text" in one]
        for typed in {"text": (self.words,), "place": self.places}.get(asked, ()):
            if typed not in mine:
                await write(pane, typed)
                return True
        for value in self.presses:
            button = pane.locator(f"[data-data^='intake|'][data-data$='|{value}']:visible")
            if await button.count():
                await button.last.click()
                return True
        return False

    async def heard(self, sender: int) -> list[Any]:
        """What somebody has said in the person's chat, as it stands."""
        found: list[Any] = await self.page.evaluate(HEARD, [self.person, sender])
        return found

    async def said(self) -> list[Any]:
        """What the bot has said to the person."""
        return await self.heard(BOT)

    async def pass_on(self, facts: dict[str, Any]) -> None:
        """Whoever is asked for the trade reorients the case, in the group and then with a reason."""
        who, about = facts["technical"], f"{facts['reference']}|technical"
        for data in (f"pass|{about}", f"why|{about}|too_many"):
            while not await self.page.evaluate(PRESS, [who, data]):  # noqa: ASYNC110 - another process answers
                await asyncio.sleep(0.05)

    async def picture(self, step: str) -> None:
        """Keep the first sight of each step, where somebody wants to look."""
        if folder := os.environ.get("SCREENSHOTS"):
            width = await self.page.evaluate("innerWidth")
            path = Path(folder) / f"anybody-{self.number:02}-{width}-{step}.png"
            if not path.exists():
                await self.page.screenshot(path=path)

    async def is_as_told(self, facts: dict[str, Any]) -> None:
        """Who has it is on the page, and the person has read who; the group saw a card, or nothing at all."""
        network = file.load(NETWORK)
        assert facts["reached"] == "sent"
        assert [role for role in ("technical", "territorial") if facts[f"{role}_held"]] == list(self.roles)
        named = "\n".join(one.get("text", "") for one in await self.said()).replace("'", "’")
        for role in self.roles:
            await expect(self.page.locator(f"[data-testid=switch][data-user='{facts[role]}']")).to_have_count(1)
            assert facts[f"{role}_named"][self.language].replace("'", "’") in named
        chosen = next(one for one in network.referents if one.telegram_id == facts["territorial"])
        assert self.territorial in (chosen.territories or [""]), "the place decides who welcomes"
        await hush(self.page)
        await show(self.page, COORDINATOR, GROUP)
        await expect(texts(self.page, COORDINATOR)).to_have_count(0 if self.confidential else 1)


async def second_tab(page: Page, address: str) -> None:
    """Another tab of the same browser shows the same ticks."""
    other = await page.context.new_page()
    await other.goto(address)
    done = "JSON.parse(document.getElementById('guide').dataset.print ?? '[]')[1]?.join()"
    await other.wait_for_function(f"ticks => {done} === ticks", arg=await page.evaluate(done))
    await other.close()


async def begin_again(page: Page) -> None:
    """“Recommencer”, as the guide offers it at its end."""
    if await page.get_by_test_id("guide-open").count():
        await page.get_by_test_id("guide-open").click()
    await page.get_by_test_id("story-again").click()
    await page.get_by_test_id("ask-yes").click()
    await page.wait_for_function(f"() => {GUIDE}[2] === 'start'")
    if await page.get_by_test_id("guide-close").count():
        await page.get_by_test_id("guide-close").click()


@pytest.mark.proof
@pytest.mark.parametrize("width", [NARROW, WIDE])
async def test_the_guide_follows_anybody(browser_path: Path, tmp_path: Path, width: int) -> None:
    errors: list[str] = []
    mine = list(enumerate(PROJECTS, 1))[width == WIDE :: 2]
    async with (
        demonstration(tmp_path / "demo") as address,
        chromium(browser_path) as browser,
        opened(browser, address, errors, width=width) as page,
    ):
        language = "fr"
        await page.wait_for_function("() => document.getElementById('guide').dataset.print")
        for number, project in mine:
            told = Round(page, number, **project)
            if told.language != language:
                await page.get_by_test_id("language").click()
                language = told.language
            facts = await told.live()
            await told.picture("end")
            await second_tab(page, address)
            await told.is_as_told(facts)
            if number != mine[-1][0]:
                await begin_again(page)
        await expect(page.get_by_test_id("failures")).to_be_hidden()
    assert errors == []
