"""What the browser tests share: the demonstration, a browser, somebody's telephone, and how one looks at a view."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from tests.rehearsal.shelf import with_past
from tests.stage.logged import complaints

Scheme = Literal["light", "dark"]
Language = Literal["fr", "en"]
ROOT = Path(__file__).parents[2]
ADVISER, OFFICER, COORDINATOR, GROUP = 1101, 1201, 1301, -1009000000001
FIRST = "SV-0031"
"""The reference of the first person's case: thirty people came before."""
PERSONS: dict[Language, int] = {"fr": 1001, "en": 1002}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDE, NARROW, SMALL = 1280, 390, 320
HEIGHTS = {WIDE: 860, NARROW: 844, SMALL: 568}

PATIENCE = 300_000
"""Milliseconds: what a page has not shown by then it will not show, however busy the machine is."""
expect.set_options(timeout=PATIENCE)

_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --force-color-profile=srgb"
)

_FAULTS = """() => {
  const faults = [];
  const shown = (node) => node.getClientRects().length && node.checkVisibility();
  const short = (node) => `${node.className || node.tagName} "${node.textContent.slice(0, 40)}"`;
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is wider than the screen");
  if (document.body.scrollTop || document.documentElement.scrollTop) faults.push("the page is scrolled away");
  for (const pane of [...document.querySelectorAll(".pane")].filter(shown)) {
    const room = pane.getBoundingClientRect();
    if (room.right > innerWidth + 1 || room.bottom > innerHeight + 1) faults.push("a telephone is cut");
    for (const bubble of [...pane.querySelectorAll(".bubble, .key")].filter(shown)) {
      const box = bubble.getBoundingClientRect();
      if (box.left < room.left - 1 || box.right > room.right + 1) faults.push(`outside: ${short(bubble)}`);
    }
    for (const log of [...pane.querySelectorAll(".log")].filter(shown)) {
      let end = -Infinity;
      for (const node of log.querySelectorAll(".message, .service")) {
        const box = node.getBoundingClientRect();
        if (box.top < end - 1) faults.push(`overlapping: ${short(node)}`);
        end = box.bottom;
      }
    }
  }
  const texts = document.querySelectorAll(".key, .strong, .plain, .tool, h1, .who h2, .who p, .step");
  for (const node of [...texts].filter(shown)) {
    if (node.scrollWidth > node.clientWidth + 1) faults.push(`cut: ${short(node)}`);
  }
  return faults;
}"""
"""What overlaps, is cut or is scrolled away, in the browser's own measures."""


_TOLD = """window.told = [];
new MutationObserver((changes) => {
  for (const node of changes.flatMap((change) => [...change.addedNodes]))
    if (["toast", "said"].includes(node.dataset?.testid)) window.told.push(node.textContent);
}).observe(document, { childList: true, subtree: true });"""
"""Remembers what the page shows for some seconds alone."""


@asynccontextmanager
async def demonstration(folder: Path) -> AsyncIterator[str]:
    """`python -m bot demo` in a folder of its own, so that it leaves everybody's data alone; gives its address."""
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    (folder / "networks").symlink_to(ROOT / "networks")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "200"}
    with with_past(folder / "data"):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "demo", "--port", "0"),
            cwd=folder,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        assert process.stdout is not None
        said = ""
        try:
            while not (found := re.search(r"http://127\.0\.0\.1:\d+", said)):
                line = await process.stdout.readline()
                assert line, f"the demonstration ended: {said}"
                said += line.decode()
            yield found[0]
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGINT)
            rest, _ = await process.communicate()
    assert process.returncode == 0
    assert complaints(rest) == [], "it ends without a word"


@asynccontextmanager
async def chromium(path: Path) -> AsyncIterator[Browser]:
    """A browser without a screen."""
    async with (
        async_playwright() as playwright,
        await playwright.chromium.launch(executable_path=str(path), args=_QUIET.split()) as browser,
    ):
        yield browser


@asynccontextmanager
async def opened(
    browser: Browser,
    address: str,
    errors: list[str],
    *,
    language: Language = "fr",
    width: int = WIDE,
    scheme: Scheme = "light",
) -> AsyncIterator[Page]:
    """The page at its address; what it complains of goes into `errors`."""
    async with await browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        device_scale_factor=2 if width == NARROW else 1,
        locale=language,
        color_scheme=scheme,
        reduced_motion="reduce",
    ) as context:
        context.set_default_timeout(PATIENCE)
        await context.add_init_script(_TOLD)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        await page.goto(address)
        if language == "en":
            await page.get_by_test_id("language").click()
        yield page


@asynccontextmanager
async def telling(page: Page, words: str) -> AsyncIterator[None]:
    """A block in which something is done of which the page tells in passing: the end waits for it to have done so.

    `words` is a pattern as JavaScript reads it.
    """
    await page.evaluate("window.told.length = 0")
    yield
    await page.wait_for_function("words => window.told.some((told) => new RegExp(words).test(told))", arg=words)


def telephone(page: Page, who: int) -> Locator:
    """Somebody's pane."""
    return page.locator(f"[data-testid=pane][data-user='{who}']")


def texts(page: Page, who: int) -> Locator:
    """The messages of the chat that somebody has open."""
    return telephone(page, who).locator("[data-testid=log]:visible [data-testid=text]")


async def show(page: Page, who: int, chat: int | None = None) -> Locator:
    """Bring somebody's telephone to the front, with one of their chats open."""
    pane = telephone(page, who)
    if not await pane.is_visible():
        await page.locator(f"[data-testid=switch][data-user='{who}']").click()
    if chat is not None:
        await pane.locator(f"[data-testid=tab][data-chat='{chat}']").click()
    return pane


async def write(pane: Locator, text: str) -> None:
    """Type into somebody's line, and send."""
    await pane.get_by_test_id("composer").fill(text)
    await pane.get_by_test_id("composer").press("Enter")


async def pass_a_minute(page: Page) -> None:
    """Let a minute of business time pass, where the page offers it: so long may a case that was taken be given back."""
    await page.get_by_test_id("backstage-toggle").click()
    minute = page.get_by_test_id("control-minute")
    if await minute.count():
        async with telling(page, "."):
            await minute.click()
    await page.get_by_test_id("backstage-close").click()


def like(words: str) -> re.Pattern[str]:
    """These words with spaces and apostrophes of any kind."""
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()).replace("’", "['’]"))


async def whole(page: Page) -> None:
    """Nothing overlaps, is cut, or is wider than the screen."""
    assert await page.evaluate(_FAULTS) == []


async def hush(page: Page) -> None:
    """Take away what the page says in passing, which stands before a view, or a button, for 4.5 s."""
    await page.evaluate(
        "document.querySelectorAll('[data-testid=toast], [data-testid=said]').forEach((it) => it.remove())"
    )


async def look(page: Page, keep: str = "") -> None:
    """A view in light and in dark is whole. Pictures of one to `keep` go into the folder that `SCREENSHOTS` names."""
    await hush(page)
    await page.mouse.move(0, 0)
    for scheme in SCHEMES:
        await page.emulate_media(color_scheme=scheme)
        await whole(page)
        if keep and (folder := os.environ.get("SCREENSHOTS")):
            await page.screenshot(path=f"{folder}/{keep}-{scheme}.png")
