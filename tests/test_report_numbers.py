"""One number everywhere: what /stats counts of a year, its report says, on paper and in the annex, frozen or not."""

from __future__ import annotations

import re
from typing import Any

from handlers.reports import annex, contents
from handlers.reports.gathering import Year, gather
from handlers.statistics import counting
from handlers.statistics.counting import HOME, Ask, Seen
from handlers.turn.turn import Turn
from network.figures import periods
from network.figures.counts import Counted
from storage import privacy
from tests.figures.world import drawn
from tests.stage import COORDINATOR, Stage, staged
from tests.stage.inside import happen
from tests.test_reports import LAST, ZONE, freeze


def _tables(year: Year) -> list[tuple[str, str, str]]:
    """The lines of the report in which a figure stands: what it is called, in the year, and in the year before."""
    made = contents.made(year.reported, year.frozen, year.reported.templates[0], "fr")
    rows = (row for section in made.sections for one in section.tables if one.title == "" for row in one.rows)
    return [(row[0], row[1], row[2]) for row in rows]


def _digits(words: str) -> set[str]:
    return set(re.findall(r"\d+", re.sub(r"(?<=\d)[\s\u202f\u00a0](?=\d{3})", "", words)))


def _agree(year: Year, now: Counted, before: Counted) -> int:
    """How many figures there are, of which each number is the same everywhere."""
    lines = {title: (said, said_before) for title, said, said_before in _tables(year)}
    sheet = next(one for one in annex.book(year, "fr").tables if one.name == "Chiffres")
    cells: dict[Any, list[Any]] = {}
    for title, _, *values in sheet.rows:
        cells.setdefault(title, []).append(values)
    told = [one for one in year.reported.figures if one.number is not None]
    for one in told:
        assert one.number is not None
        for at, (counted, number) in enumerate(((now, one.number.now), (before, one.number.before))):
            counts = {m: getattr(counted.of(one.key), m) for m in one.measures}
            assert number == counts, one.key
            whole = (one.number.of, one.number.of_before)[at]
            assert whole is None or whole >= max(number.values()), one.key
            assert {str(value) for value in counts.values() if value} <= _digits(lines[one.title["fr"]][at]), one.key
            assert [values[at] for values in cells[one.title["fr"]]] == list(counts.values())
    for one in year.reported.figures:
        if one.key in now.parts and not one.withheld:
            [first, *_] = one.measures
            whole = sum(getattr(count, first) for count in now.parts[one.key].values())
            assert sum(cell.now[first] for cell in one.cells) + one.together == whole, one.key
    return len(told)


async def _looked(stage: Stage) -> tuple[Year, Seen]:
    found: list[tuple[Year, Seen]] = []

    async def look(t: Turn) -> None:
        year = await gather(t, LAST)
        found.append((year, await counting.whole(t, Ask(HOME, periods.year(LAST)), every_table=True)))

    await happen(stage, COORDINATOR, look)
    return found[-1]


async def test_the_same_numbers_everywhere(database_url: str) -> None:
    """Of cases that are there and of those that were erased; and once it is frozen."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        world = drawn(5, 60)
        await happen(stage, 0, world.arm)

        async def go(t: Turn) -> None:
            for one in world.files[1::3]:
                await privacy.erase_case(t.here, one["id"], ZONE)

        await happen(stage, 0, go)
        for frozen in (False, True):
            year, seen = await _looked(stage)
            assert (year.frozen is not None) is frozen
            known = dict(zip((one.code for one in seen.beside), seen.counted, strict=True))
            assert _agree(year, known[f"y{LAST}01"], known[f"y{LAST - 1}01"]) > 20
            await freeze(stage, LAST)
