"""Measuring sheets: `python -m tests.reports.measure FOLDER` prints size and time, and keeps pictures."""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

from reports.sheet import Sheet, pdf
from tests.reports import paper
from tests.reports.samples import LINK, RECORD, TAKEN_HOME, WITHOUT_LINK

TIMES = 200


def _milliseconds(sheet: Sheet) -> float:
    started = time.perf_counter()
    pdf(sheet)
    return 1000 * (time.perf_counter() - started)


def main(folder: Path) -> None:
    """Print a table; every sheet that is timed is another one, so that nothing is remembered from the one before."""
    print(f"the first sheet of a process: {_milliseconds(RECORD):.0f} ms")
    for name, sheet in (("record", RECORD), ("taken home", TAKEN_HOME), ("taken home, no link", WITHOUT_LINK)):
        others = (
            replace(sheet, sub_heading=f"{sheet.sub_heading} {n}", link=f"{LINK}{n}" if sheet.link else "")
            for n in range(TIMES)
        )
        taken = sorted(_milliseconds(other) for other in others)
        middle, late = statistics.median(taken), taken[int(0.95 * TIMES)]
        print(f"{name}: {len(pdf(sheet)) / 1000:.0f} kB, {middle:.0f} ms (p95 {late:.0f} ms), {TIMES} times")
    for name, sheet in (("record", RECORD), ("taken-home", TAKEN_HOME)):
        (folder / f"sheet-{name}.png").write_bytes(paper.png(pdf(sheet), 80))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
