"""The page for everybody in a browser: axe-core finds nothing, the keyboard reaches all of it, it fits every screen."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from aiohttp import web
from playwright.async_api import Page

from bot.site import write
from reports.site import files
from tests.browser.rehearsal import NARROW, SCHEMES, SMALL, WIDE, Scheme, chromium
from tests.reports.site_samples import scene, site

pytestmark = pytest.mark.proof

SHOWN = (
    "index.html",
    "offres/index.html",
    "offres/locaux.html",
    "offres/territoire-massif-du-sancy.html",
    "offres/12.html",
    "offres/6.html",
    "annuaire/index.html",
    "annuaire/territoire-sancy-artense.html",
    "en/index.html",
    "en/offers/11.html",
    "en/directory/index.html",
)
"""A page of each kind."""
AUDIT = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.failureSummary}`))"""
WIDER = """() => {
  const wide = [...document.querySelectorAll("body *")].filter((node) =>
    node.getBoundingClientRect().right > innerWidth + 1 && !node.closest(".skip"));
  return [...(document.documentElement.scrollWidth > innerWidth ? ["the page"] : []),
    ...wide.map((node) => node.outerHTML.slice(0, 80))];
}"""
FOCUSED = """() => {
  const at = document.activeElement;
  const marked = [null, "::after"].some((part) => getComputedStyle(at, part).outlineStyle !== "none");
  return [at.tagName, marked, [...document.querySelectorAll("a[href]")].indexOf(at)];
}"""
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
"""WCAG 2.2, 1.4.12: with so much space nothing is lost."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with offers of every kind."""
    held, shown = tmp_path_factory.mktemp("page"), site()
    write(held, {**files.made(shown), **{path: scene(number) for path, number in files.pictures(shown).items()}})
    return held


@asynccontextmanager
async def looked_at(
    browser_path: Path, folder: Path, width: int = WIDE, scheme: Scheme = "light", **how: Any
) -> AsyncIterator[tuple[Page, str]]:
    """The page as a web server shows it; whatever it asks for is the server’s own, and is there."""
    application = web.Application()
    application.router.add_static("/sous/dossier/", folder)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/sous/dossier"
    asked, faults = list[str](), list[str]()
    try:
        async with (
            chromium(browser_path) as browser,
            await browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, **how) as context,
        ):
            page = await context.new_page()
            page.on("request", lambda request: asked.append(request.url))
            page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
            page.on("console", lambda said: faults.append(said.text))
            page.on("pageerror", lambda error: faults.append(str(error)))
            yield page, address
            assert await context.cookies() == []
    finally:
        await runner.cleanup()
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert faults == []


@pytest.mark.parametrize("scheme", SCHEMES)
async def test_axe_finds_nothing(browser_path: Path, folder: Path, axe: str, scheme: Scheme) -> None:
    """Not even a small thing: on every kind of page, on a screen and on a telephone."""
    found = {}
    for width in (WIDE, NARROW):
        async with looked_at(browser_path, folder, width, scheme) as (page, address):
            for path in SHOWN:
                await page.goto(f"{address}/{path}")
                await page.evaluate(axe)
                if faults := await page.evaluate(AUDIT):
                    found[path, width] = faults
    assert found == {}


@pytest.mark.parametrize(("width", "how"), [(SMALL, {}), (WIDE // 2, {"device_scale_factor": 2}), (WIDE, {})])
async def test_nothing_is_scrolled_sideways(browser_path: Path, folder: Path, width: int, how: dict[str, Any]) -> None:
    """At 320 pixels, at 200 %, and with as much space between letters and lines as somebody may want."""
    async with looked_at(browser_path, folder, width, **how) as (page, address):
        for path in SHOWN:
            await page.goto(f"{address}/{path}")
            assert await page.evaluate(WIDER) == [], path
            await page.evaluate("(css) => { const s = new CSSStyleSheet(); s.replaceSync(css);"
                                " document.adoptedStyleSheets = [s]; }", SPACED)  # fmt: skip
            assert await page.evaluate(WIDER) == [], path


async def test_the_keyboard_alone(browser_path: Path, folder: Path) -> None:
    """First the way past the head; then every link in the order in which it is seen, each with a mark that shows it."""
    async with looked_at(browser_path, folder) as (page, address):
        await page.goto(f"{address}/index.html")
        count = await page.locator("a[href]").count()
        seen = []
        for _ in range(count):
            await page.keyboard.press("Tab")
            seen.append(await page.evaluate(FOCUSED))
        assert seen == [["A", True, at] for at in range(count)]
        await page.goto(f"{address}/index.html")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        assert await page.evaluate("() => document.activeElement.id") == "main"
        await page.get_by_role("link", name="Ancienne épicerie").press("Enter")
        await page.wait_for_url("**/offres/12.html")
        assert await page.get_by_role("heading", level=1).inner_text() == "Ancienne épicerie"
        await page.get_by_role("link", name="English").press("Enter")
        await page.wait_for_url("**/en/offers/12.html")


async def test_without_a_script_and_from_a_folder(browser_path: Path, folder: Path) -> None:
    """It is read with scripts switched off, and opened from a disk as well as from a server."""
    async with looked_at(browser_path, folder, java_script_enabled=False) as (page, address):
        await page.goto(f"{address}/offres/12.html")
        assert await page.get_by_role("main").get_by_role("img").count() == 3
    async with chromium(browser_path) as browser, await browser.new_page() as page:
        await page.goto((folder / "index.html").as_uri())
        assert await page.evaluate("() => getComputedStyle(document.querySelector('header')).backgroundColor") == (
            "rgb(31, 107, 79)"
        )
        await page.get_by_role("link", name="Ouvrir l’annuaire").click()
        assert unquote(page.url).endswith("/annuaire/index.html")


async def test_targets_are_large_enough_and_nothing_moves(browser_path: Path, folder: Path) -> None:
    """Links that stand alone are 24 pixels high (WCAG 2.2, 2.5.8); whoever wants no motion sees none."""
    small = """() => [...document.querySelectorAll("nav a, .act, .tiles a, footer a, .needs a")].filter((a) =>
      a.getClientRects().length && a.getBoundingClientRect().height < 24).map((a) => a.outerHTML)"""
    async with looked_at(browser_path, folder, NARROW, reduced_motion="reduce") as (page, address):
        for path in SHOWN:
            await page.goto(f"{address}/{path}")
            assert await page.evaluate(small) == [], path
        assert await page.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert await page.evaluate("() => document.getAnimations().length") == 0


async def test_it_prints(browser_path: Path, folder: Path) -> None:
    """Black on white, without what leads around, also where the screen is dark."""
    async with looked_at(browser_path, folder, scheme="dark") as (page, address):
        await page.goto(f"{address}/offres/12.html")
        await page.emulate_media(media="print", color_scheme="dark")
        assert await page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert await page.locator("nav:visible").count() == 0
        assert await page.get_by_role("heading", level=1).is_visible()


@pytest.mark.parametrize(
    ("name", "path", "width", "scheme"),
    [("page-1280-light", "index.html", WIDE, "light"), ("page-390-dark", "offres/12.html", NARROW, "dark")],
)
async def test_its_pictures(
    name: str, path: str, width: int, scheme: Scheme, browser_path: Path, folder: Path, tmp_path: Path
) -> None:
    """What documents show of it; kept by `make screenshots`."""
    kept = Path(os.environ.get("SCREENSHOTS", tmp_path))
    async with looked_at(browser_path, folder, width, scheme) as (page, address):
        await page.set_viewport_size({"width": width, "height": 1240})
        await page.goto(f"{address}/{path}", wait_until="networkidle")
        assert await page.screenshot(path=kept / f"{name}.png")
