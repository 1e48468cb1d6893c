"""Ten people and 2,000 messages: how much the page asks for and draws. For milliseconds: `tests.browser.measure`."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import expect

from simulator.server import serve
from tests.browser.crowd import GROUP, MESSAGES, crowded, opening, scrolled
from tests.browser.rehearsal import chromium, opened, telephone

AT_FIRST = 40
"""The most messages of a chat that are drawn before anybody scrolls."""
WATCH = """() => {
  window.drawn = 0;
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes)
        if (node.nodeType === 1) window.drawn += node.matches(".message") + node.querySelectorAll(".message").length;
  }).observe(document.body, { childList: true, subtree: true });
}"""
"""Counts the messages that are drawn from now on."""
IN_EACH_LOG = "logs => logs.map(log => log.querySelectorAll('[data-testid=message]').length)"


async def test_ten_people_and_two_thousand_messages(browser_path: Path) -> None:
    """What is not looked at is not drawn, and what has been drawn is left alone."""
    world, errors, asked = crowded(), list[str](), list[str]()
    assert sum(len(chat.messages) for chat in world.chats.values()) == MESSAGES
    async with (
        serve(world) as address,
        chromium(browser_path) as browser,
        opened(browser, "about:blank", errors) as page,
    ):
        page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        await opening(page, address)
        assert asked.count("/world") == 1, "after the first look it asks for what is new alone"
        drawn = await page.locator("[data-testid=log]").evaluate_all(IN_EACH_LOG)
        assert drawn
        assert max(drawn) <= AT_FIRST, drawn

        log, _ = await scrolled(page)
        assert await log.get_by_test_id("message").count() > 200, "a good part of the past was scrolled through"

        panes = await page.locator("[data-testid=pane]:visible").count()
        await page.evaluate(WATCH)
        world.put(world.chat(GROUP), 101, {"text": "Une de plus"})
        await expect(telephone(page, 100).locator("[data-testid=jump]:visible")).to_contain_text("1")
        assert 1 <= await page.evaluate("window.drawn") <= 2 * panes, "one message, and the one before it"
    assert errors == []
