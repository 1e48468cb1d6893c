"""What the page for everybody is made of, as it is handed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from network.listings import Listing
from network.look import Funder, standing
from network.model import Network
from network.offers import Kind, Offer


@dataclass(frozen=True, slots=True)
class Shown:
    """An offer that stands on the page. `said_on`: when its owner last said that it holds. `by` names the town hall
    whose offer it is; empty where it is anybody else’s. `pictures` are their numbers, in order; `start` is what a link
    to the bot says that opens it there.
    """

    offer: Offer
    said_on: date
    by: str = ""
    pictures: tuple[int, ...] = ()
    start: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody of the directory. `confirmed_on`: when somebody last said that it is right; `old`: that is long ago."""

    listing: Listing
    confirmed_on: date | None = None
    old: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """All of it. `link` opens the bot, `today` is the day on which the page is made; offers come newest first."""

    network: Network
    link: str
    today: date
    offers: tuple[Shown, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def locales(self) -> tuple[str, ...]:
        """Its languages; the first one’s page is the first."""
        return self.network.identity.languages

    @property
    def funders(self) -> tuple[Funder, ...]:
        """Those whose sentence is to stand on it today."""
        return standing(self.network.funders, self.today)

    def territory_of(self, one: Shown) -> str:
        """The id of the territory of an offer; empty where its commune is of none."""
        known = self.network.commune_by_insee.get(one.offer.commune)
        return known[1].id if known is not None else ""


def of_kind(offers: Iterable[Shown], kind: Kind) -> tuple[Shown, ...]:
    """Those of a kind."""
    return tuple(one for one in offers if one.offer.kind is kind)
