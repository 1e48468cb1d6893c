"""Looks: an offer made ready to be compared, a confidential one as no more than what is shown of it."""

from __future__ import annotations

from dataclasses import dataclass

from network.ground import Ground
from network.offers import Audience, Facts, Kind, Offer
from network.trades import Trade, TradeIndex


@dataclass(frozen=True, slots=True)
class Shown:
    """All that anybody is shown of a confidential offer: sectors and a territory, None for the whole network."""

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
