"""Offers that somebody looks for, the likeliest first. Of a secret business it knows what its veil shows, no more."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from network.energy import kept_from_public
from network.market.query import OPEN, Query, Span
from network.model import Commune, Network
from network.offers import Audience, Facts, Kind, Offer
from network.sectors import SectorIndex, stem_of
from network.text import words
from network.veils import Veil, Veils
from network.words_index import WordIndex

AROUND = 10
"""Kilometres around a commune, where somebody says no more than "near"."""
_NAMED, _TOLD = 1.0, 0.6
"""What a word is worth in the title of an offer, and in the sentence about it."""
_SECTOR_WORTH = 0.9
_OF_TRADE = 0.5
"""What an offer of the trade that was named is worth beside one that says the very word."""
_PREFERRED = 0.25
"""What a word counts that says no more than its kind does, as "atelier" among premises."""
_EARTH = 6371.0

_PREFERRING = (
    "boutique magasin vitrine atelier bureau hangar entrepot cabinet maison appartement studio chambre villa chalet "
    "shop store workshop office warehouse house flat apartment room cottage cdi cdd saisonnier"
)
KIND_WORDS = frozenset(_PREFERRING.split())
"""Words that prefer some offers of a kind, and leave out none."""


def of_trade(kind: Kind, what: str, told: str) -> str:
    """Of what an offer says, what may name its trade. Of land and homes that is nothing: a garden is no gardener’s; nor
    what says no more of premises than what they are ("vitrine", "atelier").
    """
    if kind in (Kind.LAND, Kind.HOUSING):
        return ""
    said = f"{what} {told}"
    return " ".join(word for word in words(said) if word not in KIND_WORDS) if kind is Kind.PREMISES else said


@dataclass(frozen=True, slots=True)
class Listed:
    """An offer that may be shown, as whoever looks for offers sees it. `number` is its row, for whoever has pressed it,
    and is never written on anything; `silent`: its owner does not answer. `veil` is that of a secret one.
    """

    number: int
    offer: Offer
    silent: bool = False
    veil: Veil | None = None


class Offers:
    """The offers of a network that may be shown, ready to be looked for. Build once for as long as none changes.

    `today` says what may be let. `offers` come as they are, with whether their owner is silent; only what their veils
    leave of them is kept. Their order, and so that of whatever is found alike, is one that says neither which was first
    nor which was last: those whose owners answer, before the others; then secret ones, by what is seen of them; then a
    hash of their number.
    """

    def __init__(
        self, network: Network, sectors: SectorIndex, offers: Iterable[tuple[Offer, bool]], today: date
    ) -> None:
        self._network, self._sectors, self._veils = network, sectors, Veils(network)
        self.all: tuple[Listed, ...] = tuple(sorted(map(self._listed, offers), key=_standing))
        self._public = [_is_public(one.offer, today) for one in self.all]
        self._places = [one.offer.commune if one.veil is None else one.veil.territory for one in self.all]
        self._words = WordIndex(map(_stems_of, self.all))
        self._of_kind: defaultdict[Kind, list[int]] = defaultdict(list)
        self._of_sector: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.all):
            self._of_kind[one.offer.kind].append(number)
            for sector in one.offer.sectors:
                self._of_sector[sector].append(number)

    def _listed(self, told: tuple[Offer, bool]) -> Listed:
        """An offer behind its veil. Whether the owner of a secret one answers shows nowhere: a referent does."""
        offer, silent = told
        if not offer.confidential:
            return Listed(offer.id, offer, silent)
        return Listed(offer.id, self._veils.veiled(offer), veil=self._veils.of(offer))

    # ── What is found ────────────────────────────────────────────────────────────────────────────────────────────────

    def find(self, query: Query, *, partners: bool = False) -> tuple[Listed, ...]:
        """What fits a query, the likeliest first: whose owner answers, of which all is known that was asked, that says
        what was said, that is near. `partners`: also what they alone may see.

        What an offer does not tell is no reason against it, but for a flat, which is told where there is one. A place
        elsewhere has nothing of the network.
        """
        if query.outside is not None:
            return ()
        places, distances = self._places_of(query), self._distances(query)
        needed, preferred = self._worths(query)
        asked = tuple(_asked(query))
        found: list[tuple[bool, int, float, float, int]] = []
        for number in self._those_of(query.kinds, needed):
            one = self.all[number]
            if not (partners or self._public[number]) or (places is not None and self._places[number] not in places):
                continue
            unknown = _unknown(asked, one.offer) if asked else 0
            if unknown is not None:
                worth = (needed[number] if needed is not None else 0.0) + preferred.get(number, 0.0)
                distance = distances.get(one.offer.commune, math.inf) if distances else 0.0
                found.append((one.silent, unknown, -worth, distance, number))
        if asked or distances or preferred or needed is not None:
            found.sort()  # else they stand in order
        return tuple(self.all[ranked[-1]] for ranked in found)

    def _those_of(self, kinds: frozenset[Kind], needed: Mapping[int, float] | None) -> Iterable[int]:
        """The numbers of those of some kinds (none: all), among those that have the words."""
        if needed is not None:
            return (number for number in needed if not kinds or self.all[number].offer.kind in kinds)
        if not kinds:
            return range(len(self.all))
        return sorted(chain.from_iterable(self._of_kind[kind] for kind in kinds))

    def _places_of(self, query: Query) -> frozenset[str | None] | None:
        """The communes in which a query looks, and the territories where a secret one may be in them: None is the
        whole network. None for all of these.
        """
        at = self.around(query)
        if at is None:
            return None
        return frozenset((*at, *(self._network.commune_by_insee[insee][1].id for insee in at), None))

    def around(self, query: Query) -> frozenset[str] | None:
        """The communes of the network in which a query looks; None for all of them."""
        if not query.communes and not query.territories:
            return None
        at = {insee for insee in query.communes if insee in self._positions}
        at |= self._network.communes_in(query.territories) if query.territories else set()
        if query.km is not None:
            at |= {insee for insee, km in self._from(tuple(at)).items() if km <= query.km}
        return frozenset(at)

    def _distances(self, query: Query) -> Mapping[str, float]:
        """How far each commune is from those that were named, in kilometres; nothing where none was."""
        return self._from(query.communes) if query.communes and query.km is not None else {}

    def _from(self, named: Sequence[str]) -> dict[str, float]:
        from_ = [self._positions[insee] for insee in named if insee in self._positions]
        if not from_:
            return {}
        return {insee: min(kilometres(one, there) for one in from_) for insee, there in self._positions.items()}

    @cached_property
    def _positions(self) -> Mapping[str, Commune]:
        return {insee: commune for insee, (commune, _) in self._network.commune_by_insee.items()}

    def _worths(self, query: Query) -> tuple[dict[int, float] | None, dict[int, float]]:
        """What each offer is worth that has half of the words, or is of their trade, None where no words were said; and
        what more it is worth for words that leave out nothing.
        """
        said = [word for word in query.words if word not in KIND_WORDS]
        preferring = [word for word in query.words if word in KIND_WORDS]
        preferred = {n: worth * _PREFERRED for n, (_, worth) in self._hits(preferring).items()}
        if not said:
            return None, preferred
        worths = {n: worth / len(said) for n, (hit, worth) in self._hits(said).items() if 2 * hit >= len(said)}
        for number in {number for trade in self.trades(query) for number in self._of_sector[trade]}:
            worths[number] = worths.get(number, 0.0) + _OF_TRADE
        return worths, preferred

    def _hits(self, said: Sequence[str]) -> dict[int, tuple[int, float]]:
        """How many of some words each offer has, and what they are worth there."""
        found: dict[int, tuple[int, float]] = {}
        for word in said:
            scores = self._words.read([stem_of(word)]).scores
            best = max(scores.values(), default=1.0)
            for number, score in scores.items():
                count, worth = found.get(number, (0, 0.0))
                found[number] = count + 1, worth + score / best
        return found

    def trades(self, query: Query) -> frozenset[str]:
        """The sectors that the words of a query clearly name."""
        said = " ".join(word for word in query.words if word not in KIND_WORDS)
        weighed = self._sectors.weigh(said)[:2] if said else ()
        return frozenset(one.sector for one in weighed if one.worth >= _SECTOR_WORTH)


def kilometres(one: Commune, other: Commune) -> float:
    """How far two town halls are from each other as the crow flies."""
    here, there = math.radians(one.latitude), math.radians(other.latitude)
    north, east = there - here, math.radians(other.longitude - one.longitude)
    half = math.sin(north / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(east / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(half))


# ── What fits ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _is_public(offer: Offer, today: date) -> bool:
    """Whether everybody may see an offer: what will close is for partners, as is what lacks a word on its energy."""
    seen = offer.audience is Audience.PUBLIC and offer.kind is not Kind.CLOSING
    return seen and kept_from_public(offer, today) is None


_Test = Callable[[Offer], bool | None]
"""Whether an offer fits; None where it does not tell."""


def _asked(query: Query) -> Iterator[_Test]:
    """What a query asks of the facts of an offer."""
    if query.tenure is not None:
        yield lambda offer: _of_tenure(query.tenure, offer.facts)
    if query.money != OPEN:
        yield lambda offer: _of_money(query, offer.facts)
    if query.surface != OPEN:
        yield lambda offer: _within(query.surface, offer.facts.surface)
    if query.rooms is not None:
        yield lambda offer: _within((query.rooms, None), offer.facts.rooms)
    if query.flat:
        yield lambda offer: bool(offer.facts.flat)


def _unknown(asked: Sequence[_Test], offer: Offer) -> int | None:
    """How much of what was asked an offer does not tell; None where it tells that it does not fit."""
    unknown = 0
    for test in asked:
        fits = test(offer)
        if fits is None:
            unknown += 1
        elif not fits:
            return None
    return unknown


def _within(span: Span, value: int | None) -> bool | None:
    if value is None:
        return None
    least, most = span
    return (least is None or value >= least) and (most is None or value <= most)


def _of_tenure(tenure: str | None, facts: Facts) -> bool | None:
    """Whether an offer is for rent, for sale or for a while, as its tenure says, or else what it costs."""
    if facts.tenure is not None:
        return facts.tenure == tenure or {tenure, facts.tenure} == {"rent", "temporary"}
    if facts.price is None and facts.rent is None:
        return None
    return (facts.price if tenure == "sale" else facts.rent) is not None


def _of_money(query: Query, facts: Facts) -> bool | None:
    """Whether the rent is within bounds, or the price; an offer that tells only the other one is not meant."""
    asked, other = (facts.rent, facts.price) if query.monthly else (facts.price, facts.rent)
    return False if asked is None and other is not None else _within(query.money, asked)


# ── In which order ───────────────────────────────────────────────────────────────────────────────────────────────────


def _standing(one: Listed) -> tuple[bool, bool, str, bytes]:
    """Where an offer stands among those that fit as well: a secret one by all that is seen of it, before its number."""
    seen = "" if one.veil is None else repr((one.veil, one.offer))
    return one.silent, one.veil is not None, seen, hashlib.sha256(b"%d" % one.number).digest()


def _stems_of(one: Listed) -> Iterator[tuple[str, float]]:
    """The stems of an offer as it is seen; of a secret one those of its label."""
    label = () if one.veil is None else (str(text) for text in one.veil.label.params.values())
    for worth, texts in ((_NAMED, (one.offer.what, *label)), (_TOLD, (one.offer.words,))):
        for text in texts:
            yield from ((stem_of(word), worth) for word in words(text))
