"""The market: many offers, found by kind, place and trade, so that few are compared with a case; and the way back."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import TypeVar

from network.ground import Ground
from network.looks import Look
from network.matches import BY_TRADE, FAR, JOB_FAR, Match, Seeker, To, Verdict, best, match
from network.offers import Kind
from network.trades import KIN, Trade
from network.wishes import Wish

Case = TypeVar("Case", bound=Hashable)
"""What a case is called by whoever asks."""


@dataclass(slots=True)
class _Shelf:
    """Offers of one kind in one commune: all of them; and by trade, by sector where no trade is known, and the rest."""

    everything: list[Look] = field(default_factory=list)
    by_trade: dict[str, list[Look]] = field(default_factory=dict)
    by_sector: dict[str, list[Look]] = field(default_factory=dict)
    untold: list[Look] = field(default_factory=list)

    def put(self, offer: Look) -> None:
        """Put an offer where it is looked for."""
        self.everything.append(offer)
        for trade in offer.trade.trades:
            self.by_trade.setdefault(trade, []).append(offer)
        for sector in offer.trade.sectors:
            self.by_sector.setdefault(sector, []).append(offer)
        if not offer.trade.known:
            self.untold.append(offer)

    def of(self, trade: Trade) -> Iterator[Look]:
        """Offers that may be for a trade, and those of which none is known."""
        wanted = trade.trades.union(*(KIN[one] for one in trade.trades))
        yield from chain.from_iterable(self.by_trade.get(one, ()) for one in sorted(wanted))
        for sector in sorted(trade.sectors):
            beside = self.by_sector.get(sector, ())
            yield from beside if not wanted else (offer for offer in beside if not offer.trade.trades)
        if not trade.sectors:
            yield from (offer for offer in self.everything if not offer.trade.trades and offer.trade.known)
        elif not wanted:
            yield from (offer for offer in self.everything if offer.trade.trades and not offer.trade.sectors)
        yield from self.untold


class Market:
    """Offers that are there by now, ready to be compared. Made for whoever asks, of what they may be shown."""

    def __init__(self, ground: Ground, offers: Iterable[Look]) -> None:
        self._ground = ground
        self._shelves: dict[Kind, dict[str, _Shelf]] = {}
        for offer in offers:
            self._shelves.setdefault(offer.kind, {}).setdefault(offer.commune, _Shelf()).put(offer)
        self._reach = lru_cache(maxsize=4096)(self._within)

    def candidates(self, wish: Wish) -> list[Look]:
        """Those offers that can be something for a case, each once: all others are none."""
        if wish.away:
            return []
        found = (offer for kind in sorted(wish.seeks & self._shelves.keys()) for offer in self._of(wish, kind))
        return list({offer.id: offer for offer in found}.values())

    def for_wish(self, wish: Wish, to: To = To.PERSON, most: int | None = None) -> list[Match]:
        """The offers that fit a case or may do so, the best first."""
        seeker = Seeker(wish, self._ground)
        found = (seeker.match(offer, to) for offer in self.candidates(wish))
        return best([one for one in found if one.verdict is not Verdict.NO], most)

    def meets(self, wish: Wish, kind: Kind) -> bool:
        """Whether an offer of a kind, that is no secret, fits a case or may do so, whoever may be shown it."""
        alone = replace(wish, seeks=wish.seeks & {kind})
        seeker = Seeker(alone, self._ground)
        found = (seeker.match(one, To.PARTNERS) for one in self.candidates(alone) if not one.secret)
        return any(one.verdict is not Verdict.NO for one in found)

    def _of(self, wish: Wish, kind: Kind) -> Iterator[Look]:
        shelves = self._shelves[kind]
        reached = self._reach(wish.communes, wish.territories, kind) if wish.communes or wish.territories else shelves
        for commune in reached:
            if (shelf := shelves.get(commune)) is not None:
                yield from _on(shelf, wish, kind)

    def _within(self, communes: tuple[str, ...], territories: tuple[str, ...], kind: Kind) -> tuple[str, ...]:
        """The communes in reach of places that were named; "" is where secrets stand, of which no place is compared."""
        far = JOB_FAR if kind is Kind.JOB else FAR
        near = {there for here in communes for there, km in self._ground.around(here).items() if km <= far}
        named = {*territories, *(self._ground.territory(commune) for commune in communes)}
        inside = {commune for id_ in named if id_ is not None for commune in self._ground.inside[id_]}
        edges = {there for id_ in territories for here in self._ground.inside[id_] for there in self._edge(here, far)}
        return ("", *sorted(near | inside | edges))

    def _edge(self, here: str, far: int) -> Iterator[str]:
        return (there for there, km in self._ground.around(here).items() if km <= far)


def _on(shelf: _Shelf, wish: Wish, kind: Kind) -> Iterable[Look]:
    """The offers of a shelf that may be for a case: by trade, where every trade that counts is known."""
    if kind not in BY_TRADE:
        return shelf.everything
    trades = [wish.mine] if kind not in (Kind.JOB, Kind.SERVICE) or wish.own_job or kind is Kind.SERVICE else []
    trades += [wish.other] if kind in (Kind.JOB, Kind.SERVICE) and wish.other_job else []
    if not all(trade.known or kind is Kind.SERVICE for trade in trades):
        return shelf.everything
    return chain.from_iterable(shelf.of(trade) for trade in trades if trade.known)


def for_offer(
    offer: Look, wishes: Mapping[Case, Wish], ground: Ground, to: To = To.PARTNERS
) -> list[tuple[Case, Match]]:
    """The cases that an offer fits or may fit, by their names, the best first."""
    found = ((case, match(wish, offer, ground, to)) for case, wish in wishes.items() if offer.kind in wish.seeks)
    fits = [(case, one) for case, one in found if one.verdict is not Verdict.NO]
    return sorted(fits, key=lambda pair: (pair[1].verdict is not Verdict.FITS, -pair[1].score, str(pair[0])))
