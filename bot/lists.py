"""Scoring lists of what people may write: how often what is understood is what the list says to be right.

A list is a CSV file with a head: `text`, then what is right. `naf_divisions` or `naf_division` (any of, by `|`) and
`lead_kind` speak of the first proposed sector; `insee` (the commune it is today) and `country` (abroad), of a place.
A column besides, such as `rural`, marks lines that have a figure of their own.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from network.leads import LeadIndex
from network.model import Network, Sector
from network.places import PlaceIndex
from network.sectors import SectorIndex

Line = Mapping[str, str]
ACTIVITY = ("first", "second", "other", "nothing")
PLACE = ("right", "asked", "ours", "other")


class ListError(Exception):
    """A list that cannot be scored, with why."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of a list: what came of it, one of `ACTIVITY` or `PLACE`, and what was understood."""

    line: Line
    outcome: str
    understood: str


class Judge:
    """Judges lines by a network. Build once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._sectors = SectorIndex(network)
        self._places = PlaceIndex(network)
        self._leads_of = LeadIndex(network)
        self._divisions = {sector.id: _ranges(sector.naf_divisions) for sector in network.sectors}

    def judge(self, path: Path, numbers: frozenset[int] | None = None, but: bool = False) -> list[Judged]:
        """The lines of a list: all, only those of these `numbers` (the head is 1), or all `but` those.

        Raises:
            ListError: the file says nowhere what is right.
        """
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(enumerate(csv.DictReader(file), start=2))
        way = self._way(lines[0][1] if lines else {})
        if way is None:
            raise ListError(f"{path}: no column says what is right (see docs/matching.md).")
        return [way(line) for number, line in lines if numbers is None or (number in numbers) != but]

    def _way(self, head: Line) -> Callable[[Line], Judged] | None:
        ways = {
            "naf_divisions": self._of_division,
            "naf_division": self._of_division,
            "lead_kind": self._of_kind,
            "insee": self._place,
            "country": self._place,
        }
        return next((ways[column] for column in head if column in ways), None) if "text" in head else None

    def _of_division(self, line: Line) -> Judged:
        wanted = set((line.get("naf_divisions") or line.get("naf_division") or "").split("|"))
        return self._activity(line, lambda sector: bool(wanted & self._divisions[sector.id]))

    def _of_kind(self, line: Line) -> Judged:
        return self._activity(line, lambda sector: self._leads(sector, line["text"]) == line["lead_kind"])

    def _leads(self, sector: Sector, text: str) -> str:
        """The kind of partner that leads an activity by its words; what would be asked about is led by its sector."""
        lead = self._leads_of.read(sector.id, text).lead
        return lead.kinds[0] if lead is not None else sector.lead_kinds[0]

    def _activity(self, line: Line, fits: Callable[[Sector], bool]) -> Judged:
        found = self._sectors.find(line["text"])
        ranks = [rank for rank, id_ in enumerate(found) if fits(self._network.sector_by_id[id_])]
        outcome = "nothing" if not found else ACTIVITY[min(ranks, default=2)]
        return Judged(line, outcome, ", ".join(found))

    def _place(self, line: Line) -> Judged:
        """Ours: taken for a place of the network that it is not, or only such offered."""
        found, wanted = self._places.find(line["text"]), line.get("insee") or ""
        outside = [place.insee for place in found.outside]
        told = f"{found.kind} {' '.join((*found.communes, *found.territories, *outside))}".strip()
        if found.kind == "commune":
            outcome = "right" if found.communes == (wanted,) else "ours"
        elif found.kind == "territory":
            outcome = "ours"
        elif found.kind == "ask":
            offered = wanted in (*found.communes, *outside) or (not wanted and outside)
            outcome = "asked" if offered else "other" if outside else "ours"
        elif not wanted:
            outcome = "right"
        else:
            outcome = "right" if outside[:1] == [wanted] else "asked" if wanted in outside else "other"
        return Judged(line, outcome, told)


def told(
    network: Network, lists: Iterable[Path], *, without: Path | None, only: Path | None, misses: bool
) -> Iterator[str]:
    """A line for each list, on the lines that count; with `misses`, what was understood of those that are not right.

    Raises:
        ListError: see `Judge.judge`.
    """
    judge, numbered = Judge(network), without or only
    numbers = aside(numbered) if numbered else None
    for path in lists:
        of_list = None if numbers is None else numbers.get(path.name, frozenset())
        judged = judge.judge(path, of_list, but=without is not None)
        yield from scores(path.name, judged)
        if misses:
            missed = (one for one in judged if one.outcome not in ("first", "right"))
            yield from (f"  {one.outcome}: {one.line['text']} → {one.understood or '-'}" for one in missed)


def scores(name: str, judged: list[Judged]) -> Iterator[str]:
    """One line for a list, and one for each of its marks."""
    yield _score(name, judged)
    extra = [column for column in (judged[0].line if judged else ()) if column not in _KNOWN]
    for column in extra:
        yield _score(f"{name} ({column})", [one for one in judged if one.line[column]])


_KNOWN = ("text", "naf_divisions", "naf_division", "lead_kind", "insee", "country", "name")


def _score(name: str, judged: list[Judged]) -> str:
    counted, whole = Counter(one.outcome for one in judged), len(judged) or 1
    if counted.keys() <= set(ACTIVITY):
        either = counted["first"] + counted["second"]
        told = {"right first": counted["first"], "first or second": either, "nothing": counted["nothing"]}
    else:
        told = {"right": counted["right"], "asked": counted["asked"], "silently ours": counted["ours"]}
    return f"{name}: {len(judged)} lines; " + ", ".join(f"{what} {100 * n / whole:.1f} %" for what, n in told.items())


def aside(path: Path) -> dict[str, frozenset[int]]:
    """Line numbers by the name of their list, as a file says: `trades.csv 3 7 12`; what begins with # is no list."""
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#"))
    return {name: frozenset(map(int, numbers)) for name, *numbers in rows}


def _ranges(divisions: str) -> frozenset[str]:
    """``08|13-18`` as all its divisions."""
    spans = (re.findall(r"\d+", part) for part in divisions.split("|"))
    return frozenset(f"{n:02d}" for span in spans if span for n in range(int(span[0]), int(span[-1]) + 1))
