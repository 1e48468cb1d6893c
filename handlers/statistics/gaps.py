"""The gap register: for which fields and areas nobody can be asked, and how many requests would have needed them."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.statistics.counting import Seen
from handlers.statistics.verbs import NEEDS
from handlers.turn.screen import Paragraph, Rows
from handlers.turn.turn import Turn
from network.figures.counts import Counts
from network.figures.definitions import Block
from network.gaps import Gap, gaps, told
from network.phrase import Phrase, phrase


def said(turn: Turn, seen: Seen) -> list[Paragraph]:
    """Who is missing, and how many requests of the period would have needed them; where somebody takes all fields, or
    areas, and nobody that one, those of which there were any.
    """
    cells = seen.counted[0].parts.get("gaps", {})
    found = [(one, _concerned(one, cells)) for one in gaps(turn.network)]
    lines: list[Paragraph] = []
    for key, general in (("stats.gaps", False), ("stats.gaps.general", True)):
        items = tuple(
            _line(turn, one, count) for one, count in found if one.general is general and (count or not general)
        )
        lines += [(phrase(key), *items)] if items else []
    return lines or [phrase("stats.gaps.none")]


def buttons(seen: Seen) -> Rows:
    """What leads from it to the needs that no offer meets."""
    return [[NEEDS.button("stats.button.unmet")]] if seen.all_of_it and seen.ask.view == Block.GAPS else []


def _line(turn: Turn, gap: Gap, count: int) -> Phrase:
    what, areas = told(gap, turn.network)
    return phrase("stats.gaps.line", what=what, where=areas or phrase("stats.gaps.everywhere"), count=count)


def _concerned(gap: Gap, cells: Mapping[str, Counts]) -> int:
    return sum(counts.cases for by, counts in cells.items() if _is_of(gap, *by.split(" ")))


def _is_of(gap: Gap, sector: str, territory: str) -> bool:
    return territory in gap.territories and gap.sector in ("", sector)
