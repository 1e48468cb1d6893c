"""How fast the page opens and how smoothly it scrolls, by the browser's own clock.

python -m tests.browser.measure
"""

from __future__ import annotations

import asyncio
import shutil
import statistics
from pathlib import Path

from simulator.server import serve
from tests.browser.crowd import MESSAGES, PEOPLE, crowded, opening, scrolled
from tests.browser.rehearsal import chromium, opened
from tests.conftest import BROWSERS


async def main() -> None:
    """Print the figures."""
    found = next(found for name in BROWSERS if (found := shutil.which(name)))
    async with (
        serve(crowded()) as address,
        chromium(Path(found)) as browser,
        opened(browser, address, []) as page,
    ):
        times = [await opening(page, address) for _ in range(3)]
        _, frames = await scrolled(page)
    print(f"{PEOPLE} people, {MESSAGES} messages")
    print(f"opened: {times[0]:.0f} ms the first time, {min(times):.0f} ms later")
    worst = statistics.quantiles(frames, n=100)[98]
    print(f"a frame while scrolling: {statistics.median(frames):.1f} ms, 99 of 100 within {worst:.1f} ms")


if __name__ == "__main__":
    asyncio.run(main())
