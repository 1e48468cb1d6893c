"""Past cases: what figures still count of a case that was erased, without a person, a number or a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from network.figures.counts import LEFT, NONE, Counted, Counts
from network.figures.periods import Kind, Period
from network.figures.suppression import FEWEST

MERGED = "-"
"""In the place of what is not said any more, since with it somebody could be known."""


@dataclass(frozen=True, slots=True)
class PastCase:
    """A case as it stays: the `year` of its first contact; territory, sector and natures (words between spaces) as
    figures part cases by them, empty where they were not told; its household, None where that was not told; the year in
    which it `ended` (0: it had not), and how.
    """

    year: int
    territory: str = ""
    sector: str = ""
    natures: str = ""
    adults: int | None = None
    children: int | None = None
    ended: int = 0
    outcome: str = ""


_SAID = ("territory", "sector", "natures")
_LEVELS = (_SAID, ("sector", "natures"), ("natures",), ())


def merged(one: PastCase, year: Mapping[PastCase, int]) -> PastCase:
    """The same, saying no more than at least `FEWEST` cases of its year have in common with their household: first the
    territory goes, then the sector, then the natures. `year`: how many there are of each, those that are not erased
    and itself among them. Whoever is erased later says as much of what they have in common, so that they stay as many.
    """
    for says in _LEVELS:
        alike = sum(many for other, many in year.items() if _key(other, says) == _key(one, says))
        if alike >= FEWEST:
            break
    territory, sector, natures = (getattr(one, name) if name in says else MERGED for name in _SAID)
    return replace(one, territory=territory, sector=sector, natures=natures)


def _key(one: PastCase, says: tuple[str, ...]) -> tuple[object, ...]:
    return one.year, one.adults, one.children, *(getattr(one, name) for name in says)


def are_counted(period: Period) -> bool:
    """Whether it is known how many of them a period has: it is a calendar year, or all time."""
    return period.kind is Kind.ALL or (period.kind is Kind.YEAR and period.month == 1)


def counted(cases: Mapping[PastCase, int], period: Period) -> Counted:
    """What figures count of them in a period."""
    if not are_counted(period):
        return Counted()
    figures: dict[str, Counts] = {}
    parts: dict[str, dict[str, Counts]] = {name: {} for name in ("nature", "sector", "territory")}
    for one, many in cases.items():
        counts = Counts(many, many * (one.adults or 0), many * (one.children or 0))
        if period.kind is Kind.ALL or period.year == one.year:
            for key in _met(one):
                _add(figures, key, counts)
            for nature in one.natures.split() or ("",):
                _add(parts["nature"], nature, counts)
            _add(parts["sector"], one.sector, counts)
            _add(parts["territory"], one.territory, counts)
        if one.ended and (period.kind is Kind.ALL or period.year == one.ended):
            _add(figures, one.outcome or "unsaid", counts)
    if "met" in figures:
        figures["followed"] = figures["met"] - figures.get("abandoned", NONE)
    return Counted(figures, {name: cells for name, cells in parts.items() if cells})


def _met(one: PastCase) -> tuple[str, ...]:
    untold = ("untold",) if one.adults is None else ()
    return ("sheets", "met", *untold, *(("abandoned",) if one.outcome in LEFT else ()))


def _add(to: dict[str, Counts], key: str, more: Counts) -> None:
    to[key] = to.get(key, NONE) + more
