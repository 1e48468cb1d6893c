"""A crowd on the page: ten people and 2,000 messages, for those who count or measure what it makes of them."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

from simulator.cast import Cast, Group, Person
from simulator.world import World
from tests.browser.rehearsal import telephone

PEOPLE, MESSAGES = 10, 2000
GROUP = -1_000_000_000_777
OPENED = "performance.getEntriesByName('first-drawn')[0]?.startTime"
SCROLL = """async (log) => {
  const times = [];
  let last = performance.now();
  for (let frame = 0; frame < 240; frame += 1) {
    log.scrollTop -= 120;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  return times;
}"""
WORDS = "Une phrase comme on en écrit, avec un mot qui compte et un lien vers https://example.org/page. "


def crowded() -> World:
    """Ten people who share a group of 1,000 messages, and have 100 each of their own."""
    people = tuple(Person(100 + number, f"Personne {number}", started=True) for number in range(PEOPLE))
    world = World(Cast(people=people, groups=(Group(GROUP, "Tous", members=tuple(p.id for p in people)),)))
    for person in people:
        world.start(person.id)
    keys = {"inline_keyboard": [[{"text": "Oui", "callback_data": "y"}, {"text": "Non", "callback_data": "n"}]]}
    for number in range(MESSAGES - PEOPLE):
        chat = world.chat(GROUP if number % 2 else people[number // 2 % PEOPLE].id)
        sender = world.bot.id if number % 3 else people[number // 2 % PEOPLE].id
        content = {"text": f"{number}. " + WORDS * (1 + number % 3)}
        world.put(chat, sender, content, markup=keys if number % 30 == 0 and sender == world.bot.id else None)
    return world


async def opening(page: Page, address: str) -> float:
    """Milliseconds from asking for the page until every telephone that it shows is drawn."""
    await page.goto(address)
    await page.wait_for_function(f"() => {OPENED} !== undefined")
    return float(await page.evaluate(OPENED))


async def scrolled(page: Page) -> tuple[Locator, list[float]]:
    """The group on the first telephone, after a good part of its past was scrolled through: and how many milliseconds
    each frame of that took.
    """
    pane = telephone(page, 100)
    await pane.locator(f"[data-testid=tab][data-chat='{GROUP}']").click()
    log = pane.locator("[data-testid=log]:visible")
    await expect(log.get_by_test_id("text").last).to_contain_text("1989. ")
    return log, await log.evaluate(SCROLL)
