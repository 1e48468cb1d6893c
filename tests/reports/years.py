"""The pictures of docs/report.md: two pages of the report of a drawn year, as it is printed now.

python -m tests.reports.years docs/images
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

from bot import logs
from reports import report
from storage import reports
from tests.figures.world import drawn
from tests.stage import COORDINATOR, staged
from tests.stage.databases import Files
from tests.stage.inside import happen
from tests.test_reports import LAST, freeze, papers

PAGES = {"report-first": 1, "report-projects": 3}
WIDE = 513
"""Pixels."""
WORDS = {
    "bilan/demandes": "Une année marquée par les reprises de commerces de village, et par une vraie attente de"
    " logements à louer. Trois boulangeries ont changé de mains, et aucune n’a fermé plus de deux semaines.",
}
"""What the coordination says, by the sample’s report and its section."""


async def paper(url: str) -> bytes:
    """The report of a year that is frozen, of cases that were drawn by chance, as PDF."""
    async with staged(url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, drawn(5, 320).arm)
        for section, words in WORDS.items():
            await happen(stage, 0, lambda t, section=section, words=words: reports.write(t.here, LAST, section, words))  # type: ignore[misc]
        await freeze(stage, LAST)
        made, _ = await papers(stage, LAST)
        return report.written(made)


def main(folder: Path) -> None:
    """Write the pictures into a folder, with Poppler."""
    logs.set_up("ERROR")
    with tempfile.TemporaryDirectory() as databases:
        made = asyncio.run(paper(Files(Path(databases)).migrated()))
    for name, page in PAGES.items():
        shown = ("pdftoppm", "-png", "-singlefile", "-f", str(page), "-scale-to-x", str(WIDE), "-scale-to-y", "-1")
        subprocess.run((*shown, "-", str(folder / name)), input=made, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
