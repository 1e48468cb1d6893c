"""Wishes: what matching looks at of a case, made of its answers once; what was not told is None, or empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from network.model import Nature, Network
from network.offers import Kind
from network.project import Project
from network.trades import NO_TRADE, Trade, TradeIndex

Span = tuple[int | None, int | None]
"""From and to, of which either may be open."""

_PREMISES = frozenset({"office", "workshop", "shop", "farm", "lodging"})
_LAND = frozenset({"farmland", "plot"})
_TENURES: Mapping[str, str] = MappingProxyType({"rent": "rent", "buy": "sale", "temporary": "temporary"})
_MONTHLY: Mapping[str, int] = MappingProxyType({"under_500": 500, "to_700": 700, "to_900": 900})
_COST: Mapping[str, int] = MappingProxyType({"under_10": 10_000, "to_50": 50_000, "to_150": 150_000})
"""The most that somebody has, of those answers that name an upper end; in euros."""
_ROOMS: Mapping[str, int] = MappingProxyType({"rooms_2": 1, "rooms_3": 3, "rooms_4": 4, "rooms_5": 5})
"""The fewest rooms that an answer stands for."""
_OF_LAND = 5_000
"""From so many square metres on a surface is one of land, where premises and land are looked for."""
_AT_WORK = frozenset({Nature.CREATION, Nature.TAKEOVER, Nature.DEVELOPMENT, Nature.TRANSFER, Nature.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Numbers:
    """What words say in numbers: a surface in square metres, and the most that is paid a month, in euros."""

    surface: Span | None = None
    monthly: int | None = None


NO_NUMBERS = Numbers()
Read = Callable[[str], Numbers]
"""Reads numbers in somebody's words, in their language; above this layer one knows how."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a case looks for.

    `seeks` are kinds of offers. `mine` is the trade of the project, `other` that of the other adult. `takes_over`: an
    existing business is what is looked for. `opens`: a business of one's own. `own_job` and `other_job`: who looks for
    employment. `communes` and `territories` are those of the network that were named; `away`: only others were.
    `uses` are what premises are for, `ground` what land is for (options of the question). `surface` is of premises,
    `acreage` of land; `tenure` is rent or sale. `cost` is the most that the project may cost, `rent` the most a month
    for premises, `home_rent` for housing, all in euros. `homes` are ways to live somewhere: rent, sale, temporary;
    `rooms` the fewest; `people` how many come.
    """

    seeks: frozenset[Kind] = frozenset()
    mine: Trade = NO_TRADE
    other: Trade = NO_TRADE
    takes_over: bool = False
    opens: bool = False
    own_job: bool = False
    other_job: bool = False
    communes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    away: bool = False
    uses: frozenset[str] = frozenset()
    ground: frozenset[str] = frozenset()
    surface: Span | None = None
    acreage: Span | None = None
    tenure: str | None = None
    cost: int | None = None
    rent: int | None = None
    homes: frozenset[str] = frozenset()
    rooms: int | None = None
    people: int | None = None
    home_rent: int | None = None


def wish_of(
    network: Network, trades: TradeIndex, answers: Mapping[str, Any], read: Read = lambda _: NO_NUMBERS
) -> Wish:
    """What a case looks for, by its answers: those of the intake by step, those of a completer by step in its name."""
    project = Project.of(answers)
    needs = frozenset(answers.get("needs") or ())
    premises, housing = answers.get("completer-premises") or {}, answers.get("completer-housing") or {}
    mine = trades.trade(project.words, project.sectors)
    other = trades.told(told) if isinstance(told := answers.get("partner_trade"), str) else NO_TRADE
    work, home = frozenset(premises.get("kind") or ()), frozenset(housing.get("kind") or ())
    takes_over = Nature.TAKEOVER in project.natures or "successor" in needs
    opens = not project.natures or not _AT_WORK.isdisjoint(project.natures)
    own_job, other_job = Nature.JOB in project.natures, "partner_job" in needs
    seeks = frozenset(
        kind
        for kind, sought in (
            (Kind.TAKEOVER, takes_over or (opens and Nature.CREATION in project.natures and mine.known)),
            (Kind.CLOSING, takes_over),
            (Kind.PREMISES, "none" not in work and ("premises" in needs or bool(work & _PREMISES))),
            (Kind.LAND, ("none" not in work and ("land" in needs or bool(work & _LAND))) or "plot" in home),
            (Kind.HOUSING, "housed" not in home and home != {"plot"} and ("housing" in needs or bool(home))),
            (Kind.JOB, own_job or other_job),
            (Kind.SERVICE, (mine.known and (opens or own_job)) or (other.known and other_job)),
        )
        if sought
    )
    places = tuple(_places(answers.get("place") or {}))
    communes = tuple(code for _, code, _ in places if code in network.commune_by_insee)
    territories = tuple(id_ for _, code, id_ in places if not code and id_ in network.territory_by_id)
    by_itself, in_passing = _numbers(read, premises.get("surface")), _numbers(read, project.words)
    surface, acreage = _surfaces(by_itself, in_passing, seeks)
    monthly = in_passing.monthly if not {Kind.PREMISES, Kind.HOUSING} <= seeks else None
    household = answers.get("household") or {}
    return Wish(
        seeks=seeks,
        mine=mine,
        other=other,
        takes_over=takes_over,
        opens=opens,
        own_job=own_job,
        other_job=other_job,
        communes=tuple(dict.fromkeys(communes)),
        territories=tuple(dict.fromkeys(territories)),
        away=not communes and not territories and any(kind == "outside" for kind, _, _ in places),
        uses=work & _PREMISES,
        ground=(work & _LAND) | (home & {"plot"}),
        surface=surface,
        acreage=acreage,
        tenure=_TENURES.get(premises.get("tenure") or ""),
        cost=_COST.get((answers.get("completer-means") or {}).get("budget") or ""),
        rent=by_itself.monthly or (monthly if Kind.PREMISES in seeks else None),
        homes=frozenset(_TENURES[way] for way in home if way in _TENURES),
        rooms=_ROOMS.get(housing.get("size") or ""),
        people=sum(household.values()) or None,
        home_rent=_MONTHLY.get(housing.get("budget") or "") or (monthly if Kind.HOUSING in seeks else None),
    )


def _places(place: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each place that was told: its kind, its commune, its territory."""
    for one in (place, *(place.get("also") or ())):
        yield one.get("kind", "undecided"), one.get("commune") or "", one.get("territory") or ""


def _numbers(read: Read, told: object) -> Numbers:
    return read(told) if isinstance(told, str) and told else NO_NUMBERS


def _surfaces(by_itself: Numbers, in_passing: Numbers, seeks: frozenset[Kind]) -> tuple[Span | None, Span | None]:
    """The surface of premises and that of land: the one that was asked for, else one in the project's words where
    nothing but premises, or land, has any.
    """
    measured = seeks & {Kind.PREMISES, Kind.LAND, Kind.HOUSING}
    span = by_itself.surface or (in_passing.surface if len(measured) == 1 and Kind.HOUSING not in measured else None)
    if span is None:
        return None, None
    of_land = (span[0] or span[1] or 0) >= _OF_LAND if {Kind.PREMISES, Kind.LAND} <= seeks else Kind.LAND in seeks
    return (None, span) if of_land else (span, None)
