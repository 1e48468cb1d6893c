"""Offers that somebody looks for, the likeliest first. Of a secret business it knows what its veil shows, no more."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from network.model import Commune, Network
from network.offer_query import OPEN, Query, Span
from network.offers import Audience, Kind, Offer
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

    `offers` come as they are, with whether their owner is silent; only what their veils leave of them is kept. Their
    order, and so that of whatever is found alike, is one that says neither which was first nor which was last: those
    whose owners answer, before the others; then secret ones, by their label; then a hash of their number.
    """

    def __init__(self, network: Network, sectors: SectorIndex, offers: Iterable[tuple[Offer, bool]]) -> None:
        self._network, self._sectors, self._veils = network, sectors, Veils(network)
        self.all: tuple[Listed, ...] = tuple(sorted(map(self._listed, offers), key=_standing))
        self._communes = [self._communes_of(one) for one in self.all]
        self._words = WordIndex(map(_stems_of, self.all))

    def _listed(self, told: tuple[Offer, bool]) -> Listed:
        """An offer behind its veil. Whether the owner of a secret one answers shows nowhere: a referent does."""
        offer, silent = told
        if not offer.confidential:
            return Listed(offer.id, offer, silent)
        return Listed(offer.id, self._veils.veiled(offer), veil=self._veils.of(offer))

    def _communes_of(self, one: Listed) -> frozenset[str]:
        return frozenset({one.offer.commune}) if one.veil is None else self._veils.communes(one.veil)

    # ── What is found ────────────────────────────────────────────────────────────────────────────────────────────────

    def find(self, query: Query, *, partners: bool = False) -> tuple[Listed, ...]:
        """What fits a query, the likeliest first: whose owner answers, of which all is known that was asked, that says
        what was said, that is near. `partners`: also what they alone may see.

        What an offer does not tell is no reason against it. A place elsewhere has nothing of the network.
        """
        if query.outside is not None:
            return ()
        at = self.around(query)
        worths = self._worths(query)
        distances = self._distances(query)
        found: list[tuple[tuple[bool, int, float, float], int]] = []
        for number, one in enumerate(self.all):
            if query.kinds and one.offer.kind not in query.kinds:
                continue
            if not (partners or _is_public(one.offer)) or (at is not None and at.isdisjoint(self._communes[number])):
                continue
            worth = 0.0 if worths is None else worths.get(number)
            unknown = _unknown(query, one.offer)
            if worth is not None and unknown is not None:
                distance = distances.get(one.offer.commune, math.inf) if distances else 0.0
                found.append(((one.silent, unknown, -worth, distance), number))
        found.sort(key=lambda ranked: ranked[0])
        return tuple(self.all[number] for _, number in found)

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

    def _worths(self, query: Query) -> dict[int, float] | None:
        """What each offer is worth that has half of the words, or is of their trade; None where no words were said.

        Words that only prefer leave out nothing: then every offer is worth something.
        """
        said = [word for word in query.words if word not in KIND_WORDS]
        preferred = self._hits([word for word in query.words if word in KIND_WORDS])
        if not said:
            return {n: preferred.get(n, (0, 0.0))[1] * _PREFERRED for n in range(len(self.all))} if preferred else None
        hits = self._hits(said)
        trades = self.trades(query)
        worths: dict[int, float] = {n: worth / len(said) for n, (hit, worth) in hits.items() if 2 * hit >= len(said)}
        for number, one in enumerate(self.all) if trades else ():
            if not trades.isdisjoint(one.offer.sectors):
                worths[number] = worths.get(number, 0.0) + _OF_TRADE
        return {n: worth + preferred.get(n, (0, 0.0))[1] * _PREFERRED for n, worth in worths.items()}

    def _hits(self, said: Sequence[str]) -> dict[int, tuple[int, float]]:
        """How many of some words each offer has, and what they are worth there."""
        found: defaultdict[int, tuple[int, float]] = defaultdict(lambda: (0, 0.0))
        for word in said:
            scores = self._words.read([stem_of(word)]).scores
            best = max(scores.values(), default=1.0)
            for number, score in scores.items():
                count, worth = found[number]
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


def _is_public(offer: Offer) -> bool:
    return offer.audience is Audience.PUBLIC and offer.kind is not Kind.CLOSING


def _unknown(query: Query, offer: Offer) -> int | None:
    """How much of what was asked an offer does not tell; None where it tells that it does not fit."""
    facts = offer.facts
    unknown = 0
    for fits in (
        _of_tenure(query.tenure, offer),
        _of_money(query, offer),
        _within(query.surface, facts.surface),
        _within((query.rooms, None), facts.rooms),
        not query.flat or facts.flat,
    ):
        if fits is None:
            unknown += 1
        elif not fits:
            return None
    return unknown


def _within(span: Span, value: int | None) -> bool | None:
    if span == OPEN:
        return True
    if value is None:
        return None
    least, most = span
    return (least is None or value >= least) and (most is None or value <= most)


def _of_tenure(tenure: str | None, offer: Offer) -> bool | None:
    """Whether an offer is for rent, for sale or for a while, as its tenure says, or else what it costs."""
    facts = offer.facts
    if tenure is None or facts.tenure is not None:
        return tenure is None or facts.tenure == tenure or {tenure, facts.tenure} == {"rent", "temporary"}
    if tenure == "sale":
        return None if facts.price is None and facts.rent is None else facts.price is not None
    return None if facts.price is None and facts.rent is None else facts.rent is not None


def _of_money(query: Query, offer: Offer) -> bool | None:
    """Whether the rent is within bounds, or the price; an offer that tells only the other one is not meant."""
    facts = offer.facts
    asked, other = (facts.rent, facts.price) if query.monthly else (facts.price, facts.rent)
    return False if query.money != OPEN and asked is None and other is not None else _within(query.money, asked)


# ── In which order ───────────────────────────────────────────────────────────────────────────────────────────────────


def _standing(one: Listed) -> tuple[bool, bool, str, str, bytes]:
    """Where an offer stands among those that fit as well."""
    label = "" if one.veil is None else f"{one.veil.label.key} {sorted(one.veil.label.params.items())}"
    place = "" if one.veil is None else one.veil.territory or ""
    return one.silent, one.veil is not None, label, place, hashlib.sha256(b"%d" % one.number).digest()


def _stems_of(one: Listed) -> Iterator[tuple[str, float]]:
    """The stems of an offer as it is seen; of a secret one those of its label."""
    label = () if one.veil is None else (str(text) for text in one.veil.label.params.values())
    for worth, texts in ((_NAMED, (one.offer.what, *label)), (_TOLD, (one.offer.words,))):
        for text in texts:
            yield from ((stem_of(word), worth) for word in words(text))
