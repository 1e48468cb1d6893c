"""Matches: whether an offer is something for a case, and why, in a few words; what is not known counts for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from network.ground import Ground
from network.offers import Audience, Facts, Kind, Offer
from network.reasons import Point, Sign
from network.trades import KIN, SERVES, Trade, TradeIndex
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
_NOT_EVERYBODY = 1
"""People who share a room with another: five live in four rooms."""
_HOMES = frozenset({"rent", "temporary"})


class Verdict(StrEnum):
    """Whether an offer is something for a case."""

    FITS = "fits"
    MAY = "may"
    NO = "no"


class To(StrEnum):
    """Whom a match is told: the person, or partners, who are shown more offers."""

    PERSON = "person"
    PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class Shown:
    """All that anybody is shown of a confidential offer: sectors and a territory, or wider (None: the whole network)."""

    sectors: tuple[str, ...] = ()
    territory: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """An offer as matching looks at it. `commune` is empty, and `facts` hold nothing, where it is secret: nothing that
    is not shown is compared, so that no answer tells it. `territory` is None where it is not shown.
    """

    id: int
    kind: Kind
    public: bool
    secret: bool
    commune: str
    territory: str | None
    trade: Trade
    uses: frozenset[str]
    things: frozenset[str]
    facts: Facts


NOTHING = Facts()


def look(offer: Offer, ground: Ground, trades: TradeIndex, shown: Shown | None = None) -> Look | None:
    """An offer made ready. A confidential one of which nothing is `shown` is none."""
    if offer.confidential:
        if shown is None:
            return None
        trade, public = Trade(sectors=frozenset(shown.sectors)), offer.audience is Audience.PUBLIC
        return Look(offer.id, offer.kind, public, True, "", shown.territory, trade, frozenset(), frozenset(), NOTHING)
    text = f"{offer.what} . {offer.words}"
    trade = trades.trade(offer.what, offer.sectors)
    return Look(
        id=offer.id,
        kind=offer.kind,
        public=offer.audience is Audience.PUBLIC and offer.kind is not Kind.CLOSING,
        secret=False,
        commune=offer.commune,
        territory=ground.territory(offer.commune),
        trade=trade if trade.trades else trades.trade(offer.words, offer.sectors),
        uses=trades.uses(offer.what) or trades.uses(offer.words),
        things=trades.things(text),
        facts=offer.facts,
    )


@dataclass(frozen=True, slots=True)
class Match:
    """What an offer is to a case. `points` are why, `score` orders those of one verdict: the higher the better."""

    offer: int
    kind: Kind
    verdict: Verdict
    score: int
    points: tuple[Point, ...] = ()


def match(wish: Wish, offer: Look, ground: Ground, to: To = To.PERSON) -> Match:
    """What an offer is to a case. Never raises."""
    if to is To.PERSON and not offer.public:
        return Match(offer.id, offer.kind, Verdict.NO, 0)
    points: list[Point] = []
    for point in _points(wish, offer, ground):
        if point.sign is Sign.AGAINST:
            return Match(offer.id, offer.kind, Verdict.NO, 0, (point,))
        points.append(point)
    sure = any(point.sign is Sign.FOR for point in points) and all(point.sign is not Sign.NEARLY for point in points)
    core = offer.kind not in BY_TRADE or any(point.name.startswith("trade") for point in points)
    verdict = Verdict.FITS if sure and core else Verdict.MAY
    return Match(offer.id, offer.kind, verdict, sum(point.worth for point in points), tuple(points))


def _points(wish: Wish, offer: Look, ground: Ground) -> Iterator[Point]:
    """What speaks for and against, what costs least to look at first; whatever is against ends it."""
    kind = offer.kind
    if kind not in wish.seeks:
        yield Point(Sign.AGAINST, "not_sought")
        return
    by_trade = tuple(_by_trade(wish, offer)) if kind in BY_TRADE else ()
    yield from by_trade
    place, use = tuple(_place(wish, offer, ground)), tuple(_use(wish, offer))
    yield from (point for point in (*place, *use) if point.sign is Sign.AGAINST)
    yield from _SIZES[kind](wish, offer) if kind in _SIZES else ()
    yield from place
    yield from use
    yield from _REST[kind](wish, offer) if kind in _REST else ()
    yield from _otherwise(wish, offer, by_trade)


# ── Trades ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_trade(wish: Wish, offer: Look) -> Iterator[Point]:
    """The trade of whoever would do it: the one that fits best."""
    who = tuple(_who(wish, offer.kind))
    points = [_trade(trade, offer.trade, name) for trade, name in who]
    told = [point for point in points if point is not None]
    if told and (len(told) == len(points) or any(point.sign is not Sign.AGAINST for point in told)):
        yield max(told, key=lambda point: (point.sign is not Sign.AGAINST, point.worth))


def _otherwise(wish: Wish, offer: Look, by_trade: Sequence[Point]) -> Iterator[Point]:
    """What is offered is another way to the same trade than the one that was meant."""
    if offer.kind in (Kind.TAKEOVER, Kind.CLOSING) and not wish.takes_over:
        same = any(point.name == "trade" for point in by_trade)
        yield Point(Sign.NEARLY, "existing") if same else Point(Sign.AGAINST, "not_sought")
    if offer.kind is Kind.SERVICE and not wish.opens and not any(point.name == "trade_other" for point in by_trade):
        yield Point(Sign.NEARLY, "to_open")


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


def _place(wish: Wish, offer: Look, ground: Ground) -> Iterator[Point]:
    if wish.away:
        yield Point(Sign.AGAINST, "away")
    elif not wish.communes and not wish.territories:
        return
    elif offer.secret:
        yield from _wide_place(wish, offer, ground)
    elif offer.commune in wish.communes:
        yield Point(Sign.FOR, "at", 30, (offer.commune,))
    elif offer.territory in wish.territories:
        yield Point(Sign.FOR, "at", 25, (offer.commune,))
    else:
        yield _distance(wish, offer, ground)


def _wide_place(wish: Wish, offer: Look, ground: Ground) -> Iterator[Point]:
    """The place of an offer of which no more than the territory is shown."""
    if offer.territory is None:
        return
    named = {*wish.territories, *(ground.territory(commune) for commune in wish.communes)}
    if offer.territory in named:
        yield Point(Sign.FOR, "in_territory", 20, (offer.territory,))
    else:
        yield Point(Sign.AGAINST, "away")


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


def _surface(span: Span | None, surface: int | None) -> Iterator[Point]:
    if span is None or surface is None:
        return
    least, most = span
    size: tuple[int | str, ...] = (surface,)
    if least is not None and surface < _ROOMY[0] * least:
        little = surface >= _STRETCHED[0] * least
        yield Point(Sign.NEARLY, "small", 2, size) if little else Point(Sign.AGAINST, "too_small", 0, size)
    elif most is not None and surface > _ROOMY[1] * most:
        much = surface <= _STRETCHED[1] * most
        yield Point(Sign.NEARLY, "large", 4, size) if much else Point(Sign.AGAINST, "too_large", 0, size)
    else:
        yield Point(Sign.FOR, "surface", 15, size)


def _rooms(wish: Wish, offer: Look) -> Iterator[Point]:
    rooms, people = offer.facts.rooms, wish.people or 0
    if rooms is None or (wish.rooms is None and not people):
        return
    by_people = wish.rooms is None
    least = wish.rooms if wish.rooms is not None else max(1, people - _NOT_EVERYBODY)
    if rooms >= least:
        yield Point(Sign.FOR, "rooms_people" if by_people else "rooms", 15, (rooms, people) if by_people else (rooms,))
    elif rooms == least - 1:
        yield Point(Sign.NEARLY, "rooms_fewer", 3, (rooms,))
    elif by_people:
        yield Point(Sign.AGAINST, "too_few_people", 0, (rooms, people))
    else:
        yield Point(Sign.AGAINST, "too_few", 0, (rooms,))


def _money(name: str, asked: int | None, most: int | None, stretch: float) -> Iterator[Point]:
    """A rent or a price beside the most that somebody has."""
    if asked is None or most is None:
        return
    if asked <= most:
        yield Point(Sign.FOR, name, 10)
    else:
        over = asked <= stretch * most
        yield Point(Sign.NEARLY, f"{name}_over", 2) if over else Point(Sign.AGAINST, f"{name}_too_high")


def tenure_of(facts: Facts) -> str | None:
    """How an offer is to be had: as it was told, else by what it costs, where that is one of both."""
    if facts.tenure is not None:
        return facts.tenure
    return None if (facts.rent is None) == (facts.price is None) else "rent" if facts.rent is not None else "sale"


def _use(wish: Wish, offer: Look) -> Iterator[Point]:
    """What premises or land are for."""
    wanted, among = (wish.ground, _LAND_USES) if offer.kind is Kind.LAND else (wish.uses, _PREMISES_USES)
    offered = offer.uses & among
    if offer.kind not in (Kind.LAND, Kind.PREMISES) or not wanted or not offered:
        return
    if both := wanted & offered:
        yield Point(Sign.FOR, "use", 8, (min(both),))
        return
    near = bool(offered & _ALIKE) and bool(wanted & _ALIKE)
    yield Point(Sign.NEARLY if near else Sign.AGAINST, "use_other", 0, (min(offered), min(wanted)))


_ALIKE = frozenset({"shop", "workshop", "office"})
_PREMISES_USES = frozenset({*_ALIKE, "farm", "lodging"})
_LAND_USES = frozenset({"plot", "farmland"})


def _premises(wish: Wish, offer: Look) -> Iterator[Point]:
    offered = tenure_of(offer.facts)
    if wish.tenure is not None and offered is not None:
        if offered == wish.tenure:
            yield Point(Sign.FOR, "tenure", 6, (offered,))
        else:
            yield Point(Sign.NEARLY, "tenure_other", 0, (offered, wish.tenure))
    yield from _money("rent", offer.facts.rent, wish.rent, _OVER_RENT)
    yield from _money("price", offer.facts.price, wish.cost, _OVER_PRICE)
    yield from _in_place(wish, offer)


def _in_place(wish: Wish, offer: Look) -> Iterator[Point]:
    for thing in sorted(offer.things):
        if SERVES[thing] & wish.mine.trades:
            yield Point(Sign.FOR, "in_place", 6, (thing,))
    if offer.facts.flat and Kind.HOUSING in wish.seeks:
        yield Point(Sign.FOR, "flat", 6)


def _takeover(wish: Wish, offer: Look) -> Iterator[Point]:
    yield from _money("price", offer.facts.price, wish.cost, _OVER_PRICE)
    yield from _in_place(wish, offer)


def _closing(wish: Wish, offer: Look) -> Iterator[Point]:
    yield from _takeover(wish, offer)
    yield Point(Sign.SAID, "closing")


def _home(wish: Wish, offer: Look) -> Iterator[Point]:
    offered = tenure_of(offer.facts)
    if wish.homes and offered is not None:
        if offered in wish.homes:
            yield Point(Sign.FOR, "tenure", 6, (offered,))
        elif offered in _HOMES and wish.homes & _HOMES:
            yield Point(Sign.NEARLY, "only_for_a_time" if offered == "temporary" else "tenure", 0, (offered,))
        else:
            yield Point(Sign.AGAINST, "tenure_other", 0, (offered, min(wish.homes)))
    yield from _money("rent", offer.facts.rent, wish.home_rent, _OVER_RENT)


_SIZES = {
    Kind.PREMISES: lambda wish, offer: _surface(wish.surface, offer.facts.surface),
    Kind.TAKEOVER: lambda wish, offer: _surface(wish.surface, offer.facts.surface),
    Kind.LAND: lambda wish, offer: _surface(wish.acreage, offer.facts.surface),
    Kind.HOUSING: _rooms,
}
_REST = {
    Kind.PREMISES: _premises,
    Kind.TAKEOVER: _takeover,
    Kind.CLOSING: _closing,
    Kind.HOUSING: _home,
}


def order(one: Match) -> tuple[bool, int, int]:
    """What fits goes first, then what is worth more, then what is newer."""
    return (one.verdict is not Verdict.FITS, -one.score, -one.offer)


def best(found: Sequence[Match], most: int | None) -> list[Match]:
    """Matches in order, at most so many."""
    return sorted(found, key=order)[:most]
