"""Matches: whether an offer is something for a case, and why, in a few words; what is not known counts for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from network.ground import Ground
from network.looks import Look
from network.offers import Facts, Kind
from network.reasons import Point, Sign
from network.trades import KIN, SERVES, Trade
from network.wishes import Span, Wish

BY_TRADE = frozenset({Kind.TAKEOVER, Kind.CLOSING, Kind.JOB, Kind.SERVICE})
"""What fits only whoever has that trade."""
NEAR, FAR = 10, 20
"""So many kilometres are near a place that was named, and so many still worth a word."""
JOB_NEAR, JOB_FAR = 20, 35
"""People go farther to work every day than to a shop of their own."""
_ROOMY, _STRETCHED = (0.8, 1.5), (0.5, 3.0)
"""A surface fits from and up to such shares of what was asked for; beyond the second ones it does not."""
_OVER_RENT, _OVER_PRICE = 1.15, 1.25
"""How far above what somebody has a rent, or a price, is still worth a word."""
_SHARING = 1
"""So many share a room with another: five live in four rooms."""
_HOMES = frozenset({"rent", "temporary"})
_ALIKE = frozenset({"shop", "workshop", "office"})
"""Uses of premises of which one may do for another."""
_PREMISES_USES = frozenset({*_ALIKE, "farm", "lodging"})
_LAND_USES = frozenset({"plot", "farmland"})
_USED = frozenset({Kind.LAND, Kind.PREMISES})
_TRADES = frozenset({"trade", "trade_other"})
_NOT_SOUGHT = Point(Sign.AGAINST, "not_sought")


class Verdict(StrEnum):
    """Whether an offer is something for a case."""

    FITS = "fits"
    MAY = "may"
    NO = "no"


class To(StrEnum):
    """Whom a match is told: the person, or partners, who are shown more offers."""

    PERSON = "person"
    PARTNERS = "partners"


class Match(NamedTuple):
    """What an offer is to a case. `points` are why, `score` orders those of one verdict: the higher the better."""

    offer: int
    kind: Kind
    verdict: Verdict
    score: int
    points: tuple[Point, ...] = ()


def match(wish: Wish, offer: Look, ground: Ground, to: To = To.PERSON) -> Match:
    """What an offer is to a case. Never raises."""
    return Seeker(wish, ground).match(offer, to)


class Seeker:
    """A case that is compared with many offers: places and trades that come again are compared once."""

    def __init__(self, wish: Wish, ground: Ground) -> None:
        self._kinds = {kind: _Beside(wish, ground, kind) for kind in wish.seeks}

    def match(self, offer: Look, to: To) -> Match:
        """What an offer is to the case."""
        if to is To.PERSON and not offer.public:
            return Match(offer.id, offer.kind, Verdict.NO, 0)
        beside = self._kinds.get(offer.kind)
        return _judged(offer, [_NOT_SOUGHT] if beside is None else beside.points(offer))


class _Beside:
    """A case beside the offers of one kind."""

    def __init__(self, wish: Wish, ground: Ground, kind: Kind) -> None:
        self._wish, self._ground, self._kind = wish, ground, kind
        self._by_trade, self._used = kind in BY_TRADE, kind in _USED
        self._size, self._rest = _SIZES.get(kind), _REST.get(kind)
        self._places: dict[tuple[str, str | None], Point | None] = {}
        self._trades: dict[Trade, Point | None] = {}

    def points(self, offer: Look) -> list[Point]:
        """What speaks for and against, what costs least to look at first; whatever is against ends it."""
        wish = self._wish
        trade = self._trade(offer) if self._by_trade else None
        if trade is not None and trade.sign is Sign.AGAINST:
            return [trade]
        place = self._place(offer)
        if place is not None and place.sign is Sign.AGAINST:
            return [place]
        use = _use(wish, offer) if self._used else None
        if use is not None and use.sign is Sign.AGAINST:
            return [use]
        size = self._size(wish, offer) if self._size is not None else None
        rest = self._rest(wish, offer) if self._rest is not None else ()
        otherwise = _otherwise(wish, self._kind, trade) if self._by_trade else None
        return [point for point in (trade, size, place, use, *rest, otherwise) if point is not None]

    def _place(self, offer: Look) -> Point | None:
        key = (offer.commune, offer.territory)
        if key not in self._places:
            self._places[key] = _place(self._wish, offer, self._ground)
        return self._places[key]

    def _trade(self, offer: Look) -> Point | None:
        if offer.trade not in self._trades:
            self._trades[offer.trade] = _by_trade(self._wish, offer)
        return self._trades[offer.trade]


def _judged(offer: Look, points: list[Point]) -> Match:
    """The verdict of points: what is against is told alone."""
    score, sure, nearly, core = 0, False, False, not points or points[0].name in _TRADES
    for point in points:
        if point.sign is Sign.AGAINST:
            return Match(offer.id, offer.kind, Verdict.NO, 0, (point,))
        score += point.worth
        sure = sure or point.sign is Sign.FOR
        nearly = nearly or point.sign is Sign.NEARLY
    fits = sure and not nearly and (core or offer.kind not in BY_TRADE)
    return Match(offer.id, offer.kind, Verdict.FITS if fits else Verdict.MAY, score, tuple(points))


# ── Trades ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_trade(wish: Wish, offer: Look) -> Point | None:
    """The trade of whoever would do it: the one that fits best."""
    points = [_trade(trade, offer.trade, name) for trade, name in _who(wish, offer.kind)]
    told = [point for point in points if point is not None]
    if told and (len(told) == len(points) or any(point.sign is not Sign.AGAINST for point in told)):
        return max(told, key=lambda point: (point.sign is not Sign.AGAINST, point.worth))
    return None


def _otherwise(wish: Wish, kind: Kind, trade: Point | None) -> Point | None:
    """What is offered is another way to the same trade than the one that was meant."""
    name = trade.name if trade is not None else ""
    if kind in (Kind.TAKEOVER, Kind.CLOSING) and not wish.takes_over:
        return Point(Sign.NEARLY, "existing") if name == "trade" else _NOT_SOUGHT
    to_open = kind is Kind.SERVICE and not wish.opens and name != "trade_other"
    return Point(Sign.NEARLY, "to_open") if to_open else None


def _who(wish: Wish, kind: Kind) -> Iterator[tuple[Trade, str]]:
    """Whose trades count for a kind of offer, and what a trade that fits is called."""
    own = kind is not Kind.JOB or wish.own_job
    if own and (kind is not Kind.SERVICE or wish.mine.known):
        yield wish.mine, "trade"
    if kind in (Kind.JOB, Kind.SERVICE) and wish.other_job and (kind is Kind.JOB or wish.other.known):
        yield wish.other, "trade_other"


def _trade(mine: Trade, offered: Trade, name: str) -> Point | None:
    """What one trade is to another; None where that is not known."""
    if mine.trades and offered.trades:
        if mine.trades & offered.trades:
            return Point(Sign.FOR, name, 40)
        near = any(KIN[one] & offered.trades for one in mine.trades)
        return Point(Sign.NEARLY, f"{name}_near", 20) if near else Point(Sign.AGAINST, "other_trade")
    if mine.sectors and offered.sectors:
        if mine.sectors & offered.sectors:
            return Point(Sign.NEARLY, name.replace("trade", "sector"), 15)
        return Point(Sign.AGAINST, "other_trade")
    return None


# ── Places ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _place(wish: Wish, offer: Look, ground: Ground) -> Point | None:
    if wish.away:
        return Point(Sign.AGAINST, "away")
    if not wish.communes and not wish.territories:
        return None
    if offer.secret:
        return _wide_place(wish, offer, ground)
    if offer.commune in wish.communes:
        return Point(Sign.FOR, "at", 30, (offer.commune,))
    if offer.territory in wish.territories:
        return Point(Sign.FOR, "at", 25, (offer.commune,))
    return _distance(wish, offer, ground)


def _wide_place(wish: Wish, offer: Look, ground: Ground) -> Point | None:
    """The place of an offer of which no more than the territory is shown."""
    if offer.territory is None:
        return None
    named = {*wish.territories, *(ground.territory(commune) for commune in wish.communes)}
    if offer.territory in named:
        return Point(Sign.FOR, "in_territory", 20, (offer.territory,))
    return Point(Sign.AGAINST, "away")


def _distance(wish: Wish, offer: Look, ground: Ground) -> Point:
    near, far = (JOB_NEAR, JOB_FAR) if offer.kind is Kind.JOB else (NEAR, FAR)
    found = ground.nearest(offer.commune, wish.communes)
    edges = (
        (nearest[0], territory)
        for territory in wish.territories
        if (nearest := ground.nearest(offer.commune, ground.inside[territory])) is not None
    )
    edge = min(edges, default=None)
    if found is not None and found[0] <= near:
        return Point(Sign.FOR, "near", 24 - found[0], found)
    if edge is not None and edge[0] <= near:
        return Point(Sign.NEARLY, "near_territory", 12 - edge[0], edge)
    if found is not None and (found[0] <= far or ground.territory(found[1]) == offer.territory):
        return Point(Sign.NEARLY, "near", max(0, 10 - found[0] // 4), found)
    least = min(one[0] for one in (found, edge) if one is not None) if found or edge else 0
    return Point(Sign.AGAINST, "too_far", 0, (least,))


# ── What it is ───────────────────────────────────────────────────────────────────────────────────────────────────


def _surface(span: Span | None, surface: int | None) -> Point | None:
    if span is None or surface is None:
        return None
    least, most = span
    if least is not None and surface < _ROOMY[0] * least:
        little = surface >= _STRETCHED[0] * least
        return Point(Sign.NEARLY, "small", 2, (surface,)) if little else Point(Sign.AGAINST, "too_small", 0, (surface,))
    if most is not None and surface > _ROOMY[1] * most:
        much = surface <= _STRETCHED[1] * most
        return Point(Sign.NEARLY, "large", 4, (surface,)) if much else Point(Sign.AGAINST, "too_large", 0, (surface,))
    return Point(Sign.FOR, "surface", 15, (surface,))


def _rooms(wish: Wish, offer: Look) -> Point | None:
    """The rooms of a home, beside how many were asked for, else beside how many people come."""
    rooms, people = offer.facts.rooms, wish.people
    if rooms is None or (wish.rooms is None and people is None):
        return None
    by_people = wish.rooms is None
    least = max(1, (people or 0) - _SHARING) if wish.rooms is None else wish.rooms
    known: tuple[int | str, ...] = (rooms, people or 0) if by_people else (rooms,)
    by = "_people" if by_people else ""
    if rooms >= least:
        return Point(Sign.FOR, f"rooms{by}", 15, known)
    if rooms == least - 1:
        return Point(Sign.NEARLY, "rooms_fewer", 3, (rooms,))
    return Point(Sign.AGAINST, f"too_few{by}", 0, known)


def _money(name: str, asked: int | None, most: int | None, stretch: float) -> Point | None:
    """A rent or a price beside the most that somebody has."""
    if asked is None or most is None:
        return None
    if asked <= most:
        return Point(Sign.FOR, name, 10)
    over = asked <= stretch * most
    return Point(Sign.NEARLY, f"{name}_over", 2) if over else Point(Sign.AGAINST, f"{name}_too_high")


def tenure_of(facts: Facts) -> str | None:
    """How an offer is to be had: as it was told, else by what it costs, where that is one of both."""
    if facts.tenure is not None:
        return facts.tenure
    return None if (facts.rent is None) == (facts.price is None) else "rent" if facts.rent is not None else "sale"


def _use(wish: Wish, offer: Look) -> Point | None:
    """What premises or land are for."""
    wanted, among = (wish.ground, _LAND_USES) if offer.kind is Kind.LAND else (wish.uses, _PREMISES_USES)
    offered = offer.uses & among
    if not wanted or not offered:
        return None
    if both := wanted & offered:
        return Point(Sign.FOR, "use", 8, (min(both),))
    near = bool(offered & _ALIKE) and bool(wanted & _ALIKE)
    return Point(Sign.NEARLY if near else Sign.AGAINST, "use_other", 0, (min(offered), min(wanted)))


_Rest = list[Point | None]


def _premises(wish: Wish, offer: Look) -> _Rest:
    offered, tenure = tenure_of(offer.facts), None
    if wish.tenure is not None and offered is not None:
        same = offered == wish.tenure
        other = Point(Sign.NEARLY, "tenure_other", 0, (offered, wish.tenure))
        tenure = Point(Sign.FOR, "tenure", 6, (offered,)) if same else other
    return [tenure, _money("rent", offer.facts.rent, wish.rent, _OVER_RENT), *_takeover(wish, offer)]


def _takeover(wish: Wish, offer: Look) -> _Rest:
    served = (thing for thing in sorted(offer.things) if SERVES[thing] & wish.mine.trades)
    in_place = [Point(Sign.FOR, "in_place", 6, (thing,)) for thing in served]
    flat = Point(Sign.FOR, "flat", 6) if offer.facts.flat and Kind.HOUSING in wish.seeks else None
    return [_money("price", offer.facts.price, wish.cost, _OVER_PRICE), *in_place, flat]


def _closing(wish: Wish, offer: Look) -> _Rest:
    return [*_takeover(wish, offer), Point(Sign.SAID, "closing")]


def _home(wish: Wish, offer: Look) -> _Rest:
    offered, tenure = tenure_of(offer.facts), None
    if wish.homes and offered is not None:
        if offered in wish.homes:
            tenure = Point(Sign.FOR, "tenure", 6, (offered,))
        elif offered in _HOMES and wish.homes & _HOMES:
            tenure = Point(Sign.NEARLY, "only_for_a_time" if offered == "temporary" else "tenure", 0, (offered,))
        else:
            tenure = Point(Sign.AGAINST, "tenure_other", 0, (offered, min(wish.homes)))
    return [tenure, _money("rent", offer.facts.rent, wish.home_rent, _OVER_RENT)]


_SIZES: Mapping[Kind, Callable[[Wish, Look], Point | None]] = MappingProxyType(
    {
        Kind.PREMISES: lambda wish, offer: _surface(wish.surface, offer.facts.surface),
        Kind.TAKEOVER: lambda wish, offer: _surface(wish.surface, offer.facts.surface),
        Kind.LAND: lambda wish, offer: _surface(wish.acreage, offer.facts.surface),
        Kind.HOUSING: _rooms,
    }
)
_REST: Mapping[Kind, Callable[[Wish, Look], _Rest]] = MappingProxyType(
    {Kind.PREMISES: _premises, Kind.TAKEOVER: _takeover, Kind.CLOSING: _closing, Kind.HOUSING: _home}
)


def order(one: Match) -> tuple[bool, int, int]:
    """What fits goes first, then what is worth more, then what is newer."""
    return (one.verdict is not Verdict.FITS, -one.score, -one.offer)


def best(found: Sequence[Match], most: int | None) -> list[Match]:
    """Matches in order, at most so many."""
    return sorted(found, key=order)[:most]
