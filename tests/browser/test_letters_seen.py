"""Letters, seen: every kind that the bot writes, on a phone and wide, in light and in dark, in a browser."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from playwright.async_api import Browser, Request

from tests.browser.letters import every_kind
from tests.browser.rehearsal import SCHEMES, chromium

WIDTHS = (390, 800)
FAULTS = """(touched) => {
  const faults = [];
  const short = (node) => `${node.tagName} "${node.textContent.trim().slice(0, 40)}"`;
  if (document.documentElement.scrollWidth > innerWidth) faults.push("wider than the screen");
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => parts(colour).slice(0, 3).map(channel)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if ((parts(colour)[3] ?? 1) > 0.99) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let words = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim()) continue;
    words += 1;
    const [dark, bright] = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => a - b);
    if ((bright + 0.05) / (dark + 0.05) < 4.5) faults.push(`hard to read: ${short(node)}`);
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) {
      if (box.left < 0 || box.right > innerWidth + 0.5) faults.push(`cut: ${short(node)}`);
    }
    if (parseFloat(getComputedStyle(node).fontSize) < 13) faults.push(`too small: ${short(node)}`);
  }
  if (!words) faults.push("nothing to read");
  for (const link of document.querySelectorAll(".act a")) {
    const box = link.getBoundingClientRect();
    if (box.height < touched) faults.push(`hard to touch: ${short(link)}`);
  }
  return [...new Set(faults)];
}"""
"""What cannot be read, is cut or is too small for a finger of so many px, in the browser’s own measures."""
FINGER = 44


@pytest.mark.proof
@pytest.mark.parametrize("maker", ["sqlite"], indirect=True)
async def test_every_kind_of_letter(browser_path: Path, tmp_path: Path, database_url: str) -> None:
    """Nothing is cut or scrolled sideways, every word and link has contrast, links are big enough for a finger, and
    nothing is fetched. `SCREENSHOTS=folder` keeps a picture of each.
    """
    pages = {}
    for kind, letter in (await every_kind(database_url, tmp_path)).items():
        page = letter.message.get_body(("html",))
        if page is not None:
            pages[kind] = str(page.get_content())
    async with chromium(browser_path) as browser:
        faults = [fault async for fault in _faults(browser, pages)]
    assert faults == []


def _note(asked: list[str], request: Request) -> None:
    asked.append(request.url)


async def _faults(browser: Browser, pages: dict[str, str]) -> AsyncIterator[str]:
    folder = os.environ.get("SCREENSHOTS")
    for width, scheme in product(WIDTHS, SCHEMES):
        async with await browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,
        ) as context:
            page = await context.new_page()
            asked: list[str] = []
            page.on("request", partial(_note, asked))
            for kind, words in pages.items():
                await page.set_content(words)
                for fault in await page.evaluate(FAULTS, FINGER):
                    yield f"{kind}, {width} px, {scheme}: {fault}"
                if folder:
                    await page.screenshot(path=Path(folder) / f"letter-{kind}-{width}-{scheme}.png", full_page=True)
            for url in asked:
                yield f"{width} px, {scheme}: {url} is fetched"
