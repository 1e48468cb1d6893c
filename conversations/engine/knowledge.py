"""What a conversation knows of its network: facts and pure indexes, handed in and never looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Protocol, Self

from conversations.words.offers_wanted import OfferReader
from network.directory import Directory
from network.finding import Names
from network.ground import Ground
from network.leads import Reading
from network.listings import Listing
from network.market.search import Offers
from network.model import Network
from network.offers import Offer
from network.sectors import SectorIndex, Weighed
from network.trades import TradeIndex
from network.veils import Veils


class Outside(Protocol):
    """A French commune that is not of the network. `nearest`: INSEE codes of those that are; `served_by` may be ""."""

    @property
    def insee(self) -> str:
        """Its official code."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def department(self) -> str:
        """The name of its department."""

    @property
    def nearest(self) -> Sequence[str]:
        """INSEE codes of communes of the network, the nearest first."""

    @property
    def served_by(self) -> str:
        """Who receives people there, where it is known."""

    @property
    def phone(self) -> str:
        """Their telephone number, or ""."""


class Found(Protocol):
    """What a text says of a place. `kind`: commune, ask, territory, undecided, outside or nothing."""

    @property
    def kind(self) -> str:
        """One of the words above."""

    @property
    def communes(self) -> Sequence[str]:
        """INSEE codes: the one commune, or those to choose from."""

    @property
    def territories(self) -> Sequence[str]:
        """Ids: the one territory, or whole territories to choose from."""

    @property
    def outside(self) -> Sequence[Outside]:
        """Communes that are not of the network: the one, or those to choose from."""

    @property
    def abroad(self) -> Sequence[object]:
        """Cities and countries abroad, where nothing else is named."""


class Abroad(Protocol):
    """A city or a country abroad."""

    @property
    def name(self) -> str:
        """Its name."""


class Mention(Protocol):
    """A place that a sentence names. `after` are the words since the mention before, if any."""

    @property
    def communes(self) -> Sequence[str]:
        """INSEE codes: what the name may mean."""

    @property
    def territories(self) -> Sequence[str]:
        """Ids of whole territories: what else it may mean."""

    @property
    def words(self) -> Sequence[str]:
        """The words of the place itself."""

    @property
    def before(self) -> Sequence[str]:
        """The words before it."""

    @property
    def after(self) -> Sequence[str] | None:
        """Those of them that stand behind the mention before; None where there is none."""

    @property
    def outside(self) -> Sequence[Outside]:
        """Communes elsewhere that it may mean, the likeliest first."""

    @property
    def abroad(self) -> Abroad | None:
        """The place abroad that it means."""


class Places(Protocol):
    """Finds places in typed words."""

    def find(self, text: str) -> Found:
        """What `text` says."""

    def mentions(self, text: str, *, everywhere: bool = False) -> Sequence[Mention]:
        """The places of the network that a sentence names, in its order; `everywhere`: and those elsewhere."""


class Sectors(Protocol):
    """Finds sectors in typed words."""

    def find(self, text: str, limit: int = 3) -> Sequence[str]:
        """Sector ids, the likeliest first."""

    def surely(self, text: str) -> Sequence[str]:
        """The ids of those that a text surely speaks of, at most two."""

    def weigh(self, text: str) -> Sequence[Weighed]:
        """Sectors that are worth proposing, the likeliest first, each with how surely."""


class Leads(Protocol):
    """Finds who leads by the words of a project."""

    def read(self, sector: str, text: str) -> Reading:
        """What `text` says of `sector`."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The network, the indexes made of it, and which day it is there: whoever knows the time sets `today`. The
    directory is made when it is first looked into; `among` makes one of others than those of the network. So are what
    offers are matched and veiled by: `ground`, `trades` and `veils`; and what reads what is `wanted` of them. `offers`
    makes an index of those that are shown.
    """

    network: Network = field(repr=False)
    places: Places
    sectors: Sectors
    leads: Leads
    directory: Callable[[], Directory] = field(repr=False)
    among: Callable[[Sequence[Listing]], Directory] = field(repr=False)
    ground: Callable[[], Ground] = field(repr=False)
    trades: Callable[[], TradeIndex] = field(repr=False)
    veils: Callable[[], Veils] = field(repr=False)
    names: Names
    wanted: Callable[[], OfferReader] = field(repr=False)
    offers: Callable[[Iterable[tuple[Offer, bool]], date], Offers] = field(repr=False)
    today: date = date(1970, 1, 1)

    @classmethod
    def of(cls, network: Network, like: Knowledge | None = None) -> Self:
        """Builds the indexes; do it once, when the network is read. Where it has the places and rules of one that is
        known, as where an organisation was changed, those of that one serve.
        """
        from network.leads import LeadIndex
        from network.places import PlaceIndex

        match like and _alike(network, like.network) and (like.places, like.sectors, like.leads, like.trades):
            case PlaceIndex() as places, SectorIndex() as sectors, LeadIndex() as leads, trades:
                pass
            case _:
                places, sectors, leads = PlaceIndex(network), SectorIndex(network), LeadIndex(network)
                trades = cache(lambda: TradeIndex(network, sectors))
        directory = cache(lambda: Directory(network, places, sectors, leads))

        def among(listed: Sequence[Listing]) -> Directory:
            return Directory(network, places, sectors, leads, listed)

        ground, veils = cache(lambda: Ground(network)), cache(lambda: Veils(network))
        wanted = cache(lambda: OfferReader(network, places, sectors))

        def offers(listed: Iterable[tuple[Offer, bool]], today: date) -> Offers:
            return Offers(network, sectors, listed, today)

        lazy = directory, among, ground, trades, veils
        return cls(network, places, sectors, leads, *lazy, Names(network), wanted, offers)


_INDEXED = ("identity", "territories", "sectors", "neighbours", "leads", "splits", "routes")
"""The tables that places, sectors and leads are found by."""


def _alike(one: Network, other: Network) -> bool:
    """Whether what was indexed of one network holds for the other."""
    return all(getattr(one, table) == getattr(other, table) for table in _INDEXED)
