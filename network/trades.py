"""Trades: which ones words name, finer than sectors: a butcher's shop is none for a baker; and what is in place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from network.model import Network
from network.sectors import SectorIndex, stem_of, tokens_of
from network.trade_words import EQUIPMENT, NEAR, TRADES, UNDECIDED, USES

_TELLING = 0.9
"""What a sector must be worth in a few words, for them to say it: one word of its own brings about 1.7."""
_LONG = 7
"""From so many letters on one may be wrong."""
_BEFORE, _AFTER = 2, 3
_DENYING = frozenset(map(stem_of, ("pas", "ni", "sans", "aucun", "aucune", "not", "no", "without", "never")))
_GONE = frozenset(
    map(stem_of, ("refaire", "changer", "remplacer", "hors", "panne", "vendu", "enlevé", "broken", "gone"))
)
_CAUTIOUS = frozenset(map(stem_of, ("loin", "far", "mal", "seulement", "only")))
"""After a word that denies they say something else: "pas loin", "pas seulement"."""


@dataclass(frozen=True, slots=True)
class Trade:
    """What somebody does, or an offer is about: trades by their names, and sectors. Either may be empty."""

    trades: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.trades or self.sectors)


NO_TRADE = Trade()


class Lexicon:
    """Names by the words and groups of words that stand for them; of two that overlap the longer is meant."""

    def __init__(self, lines: Mapping[str, Iterable[str]], spelt: Collection[str] = ()) -> None:
        """`spelt` are stems of other words, which are none of these with a letter wrong."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        meant: dict[tuple[str, ...], set[str]] = {}
        for name, ways in lines.items():
            for way in ways:
                meant.setdefault(_stems(way), set()).add(name)
        for stems, names in sorted(meant.items(), key=lambda item: -len(item[0])):
            self._by_first.setdefault(stems[0], []).append((stems, frozenset(names)))
        self._long = tuple(first for first in self._by_first if len(first) >= _LONG)
        self._spelt = frozenset(spelt)
        self._meant = lru_cache(maxsize=4096)(self._without_slips)

    def find(self, text: str, *, gone: Collection[str] = ()) -> frozenset[str]:
        """The names that a text says, but for those that it denies; a word after one may say that it is `gone`."""
        stems = _stems(text)
        found: set[str] = set()
        denied: set[str] = set()
        at = 0
        while at < len(stems):
            end, names = self._at(stems, at)
            (denied if names and _denied(stems, at, end, gone) else found).update(names)
            at = max(end, at + 1)
        return frozenset(found - denied)

    def _at(self, stems: tuple[str, ...], at: int) -> tuple[int, frozenset[str]]:
        for way, names in self._by_first.get(self._meant(stems[at]), ()):
            if way[1:] == stems[at + 1 : at + len(way)]:
                return at + len(way), names
        return at, frozenset()

    def _without_slips(self, stem: str) -> str:
        """A stem as it is known, where a long one has a letter wrong."""
        if stem in self._by_first or stem in self._spelt or len(stem) < _LONG:
            return stem
        close = process.extractOne(stem, self._long, scorer=OSA.distance, score_cutoff=1)
        return close[0] if close is not None and close[0][0] == stem[0] else stem


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem_of(word) for word in tokens_of(text))


def _denied(stems: tuple[str, ...], at: int, end: int, gone: Collection[str]) -> bool:
    before = stems[max(0, at - _BEFORE) : at]
    denied = not _DENYING.isdisjoint(before) and _CAUTIOUS.isdisjoint(before)
    return denied or not set(gone).isdisjoint(stems[end : end + _AFTER])


class TradeIndex:
    """Reads trades, the use of premises and land, and what is in place. Build once a network."""

    def __init__(self, network: Network, sectors: SectorIndex) -> None:
        self._sectors = sectors
        own = [(sector.id, {_stems(text) for text in sector.words}) for sector in network.sectors]
        spelt = {stem for _, known in own for stems in known for stem in stems}
        self._trades, self._uses = Lexicon(TRADES, spelt), Lexicon(USES, spelt)
        self._things = Lexicon({thing: ways for thing, (ways, _) in EQUIPMENT.items()}, spelt)

        def of(ways: Iterable[str]) -> frozenset[str]:
            said = {_stems(way) for way in ways}
            return frozenset(id_ for id_, known in own if not said.isdisjoint(known))

        self._of_sectors = {name: of(ways) for name, ways in TRADES.items()}
        self._undecided = of(UNDECIDED)

    def trade(self, text: str, sectors: Iterable[str] = ()) -> Trade:
        """What a text is about; `sectors` were agreed to, and decide where a word has two meanings."""
        agreed = frozenset(sectors) - self._undecided
        named = self._trades.find(text)
        of_them = frozenset(name for name in named if self._of_sectors[name] & agreed)
        return Trade(of_them or named, agreed)

    def told(self, text: str) -> Trade:
        """What a line about somebody's trade says; its sector is read from it as well."""
        if not text.strip():
            return NO_TRADE
        return self.trade(text, (one.sector for one in self._sectors.weigh(text)[:2] if one.worth >= _TELLING))

    def uses(self, text: str) -> frozenset[str]:
        """What premises or land are for: options of the question about them."""
        return self._uses.find(text)

    def things(self, text: str) -> frozenset[str]:
        """What is in place: names of `EQUIPMENT`."""
        return self._things.find(text, gone=_GONE)


SERVES: Mapping[str, frozenset[str]] = MappingProxyType({name: trades for name, (_, trades) in EQUIPMENT.items()})
"""The trades that each thing in place is for."""

KIN: Mapping[str, frozenset[str]] = MappingProxyType(
    {name: frozenset(other for group in NEAR if name in group for other in group) - {name} for name in TRADES}
)
"""The trades next to each: who does one may do the other."""
