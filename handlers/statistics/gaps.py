"""The gap register: for which fields and areas nobody can be asked, and how many requests would have needed them."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.statistics.counting import Seen
from handlers.statistics.verbs import NEEDS
from handlers.turn.screen import Paragraph, Rows
from handlers.turn.turn import Turn
from network.figures.counts import Counts
from network.figures.definitions import Block
from network.gaps import Gap, gaps
from network.phrase import Param, Phrase, phrase


def said(turn: Turn, seen: Seen, locale: str) -> list[Paragraph]:
    """Who is missing, and how many requests of the period would have needed them; where somebody takes all fields, or
    areas, and nobody that one, those of which there were any.
    """
    cells = seen.counted[0].parts.get("gaps", {})
    found = [(one, _concerned(one, cells)) for one in gaps(turn.network)]
    told: list[Paragraph] = []
    for key, general in (("stats.gaps", False), ("stats.gaps.general", True)):
        items = tuple(
            _line(turn, one, count, locale) for one, count in found if one.general is general and (count or not general)
        )
        told += [(phrase(key), *items)] if items else []
    return told or [phrase("stats.gaps.none")]


def buttons(seen: Seen) -> Rows:
    """What leads from it to the needs that no offer meets."""
    return [[NEEDS.button("stats.button.unmet")]] if seen.all_of_it and seen.ask.view == Block.GAPS else []


def _line(turn: Turn, gap: Gap, count: int, locale: str) -> Phrase:
    network = turn.network
    on_the_spot = phrase("stats.gaps.on_the_spot")
    what: Param = network.sector_by_id[gap.sector].label.in_(locale) if gap.sector else on_the_spot
    everywhere = len(gap.territories) == len(network.territories)
    names = tuple(network.territory_by_id[id_].name for id_ in gap.territories)
    return phrase(
        "stats.gaps.line", what=what, where=phrase("stats.gaps.everywhere") if everywhere else names, count=count
    )


def _concerned(gap: Gap, cells: Mapping[str, Counts]) -> int:
    return sum(counts.cases for by, counts in cells.items() if _is_of(gap, *by.split(" ")))


def _is_of(gap: Gap, sector: str, territory: str) -> bool:
    return territory in gap.territories and gap.sector in ("", sector)
