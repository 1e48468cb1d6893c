"""Which sectors an activity belongs to, told in somebody's own words."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from network.gazetteer import gazetteer
from network.model import Network, Sector
from network.text import plain, words
from network.vocabulary import AROUND_ACTIVITIES, LIFE_WORDS, PLACE_CUES, VAGUE_ACTIVITIES

_MAX_WORDS = 24
_ROOT = 4
_TAIL = 7
_LIKE = 0.57
_ROOTED = 0.75
"""Share of letters from which words have one root; beside a word that is known as it is, less only looks like it."""
_LABEL_WORTH = 0.7
_VAGUE_WEIGHT = 0.5
_RUNNER_UP = 0.25
_COUNTED = 3
_LEAST = 0.35
_SURELY = 1.2
"""A sector that words are kept under is worth at least this."""
_OF_THE_BEST = 0.4
"""A sector is proposed beside the likeliest one where it is worth at least this share of it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One of a sector's words or groups of words, as stems; `worth` is less for words of the label."""

    sector: int
    stems: tuple[str, ...]
    worth: float
    text: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sector that a text speaks of: how much of it (a word of its own brings about 1.7), and the words of the
    network's file that say so, the strongest first.
    """

    sector: str
    worth: float
    because: tuple[str, ...]


class SectorIndex:
    """The sectors of a network, ready to be recognised. Build once; `find` takes a few milliseconds."""

    def __init__(self, network: Network) -> None:
        self._ids = tuple(sector.id for sector in network.sectors)
        self._entries = tuple(dict.fromkeys(_entries(network.sectors)))
        self._by_stem: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            for stem in entry.stems:
                self._by_stem.setdefault(stem, []).append(number)
        self._stems = sorted(self._by_stem)
        self._alone = {
            stem: {self._entries[n].sector for n in numbers if self._entries[n].stems == (stem,)}
            for stem, numbers in self._by_stem.items()
        }
        self._rare = {stem: self._rarity(stem) for stem in self._stems}
        self._wholes = tuple(sum(self._rare[stem] for stem in entry.stems) for entry in self._entries)
        self._worths = tuple(entry.worth * math.sqrt(self._weight(entry)) for entry in self._entries)
        self._places = _place_names(network)
        self._longest_place = max(len(name) for name in self._places)

    def find(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """The ids of at most `limit` sectors, the likeliest first; empty where no word is known. Never raises."""
        return tuple(weighed.sector for weighed in self.weigh(text)[:limit])

    def surely(self, text: str) -> tuple[str, ...]:
        """The ids of those that a text surely speaks of, at most two, the likeliest first."""
        return tuple(one.sector for one in self.weigh(text)[:2] if one.worth >= _SURELY)

    def weigh(self, text: str) -> tuple[Weighed, ...]:
        """All sectors that are worth proposing, the likeliest first, each with why."""
        seen = self._seen(text)
        scores: dict[int, list[tuple[float, str]]] = {}
        for number in {number for stem in seen for number in self._by_stem[stem]}:
            entry = self._entries[number]
            scores.setdefault(entry.sector, []).append((self._score(number, seen), entry.text))
        totals = {sector: _total([score for score, _ in some]) for sector, some in scores.items()}
        least = max(_LEAST, _OF_THE_BEST * max(totals.values(), default=0.0))
        ranked = sorted((sector for sector in totals if totals[sector] >= least), key=lambda s: (-totals[s], s))
        return tuple(Weighed(self._ids[sector], totals[sector], _telling(scores[sector])) for sector in ranked)

    def _seen(self, text: str) -> dict[str, float]:
        """Known stems that a text holds, each with how surely it does, the first words a little more."""
        seen: dict[str, float] = {}
        stems = stems_of(self._without_places(tokens_of(text)))[:_MAX_WORDS]
        for place, stem in enumerate(stems):
            alike = self._alike(stem) if stem not in _LIFE else ((stem, 1.0),) if stem in self._by_stem else ()
            for known, likeness in alike:
                seen[known] = max(seen.get(known, 0.0), likeness * (1.0 - 0.02 * place))
        return seen

    def _without_places(self, tokens: Sequence[str]) -> list[str]:
        """The words of a text without the names of the network's places, nor what "à" or "near" says to be one."""
        left: list[str] = []
        at = 0
        while at < len(tokens):
            ends = range(min(at + self._longest_place, len(tokens)), at, -1)
            end = next((end for end in ends if tuple(tokens[at:end]) in self._places), at)
            cued = bool(left) and left[-1] in PLACE_CUES and stem_of(tokens[at]) not in self._by_stem
            if end == at and not (cued and gazetteer().named(tokens[at])):
                left.append(tokens[at])
            at = max(end, at + 1)
        return left

    def _alike(self, stem: str) -> Iterator[tuple[str, float]]:
        """Known stems like `stem`: itself, those of the same root, or else those a typo away. What is a word of a
        sector as it is spelt only looks like those of others that have not its root: "épicerie" is no "épicéa".
        """
        related = tuple(self._related(stem))
        yield from related
        if stem not in self._by_stem and len(stem) > 3:
            allowed = 1 if len(stem) < 8 else 2
            close = process.extract(stem, self._stems, scorer=OSA.distance, score_cutoff=allowed, limit=4)
            for known, errors, _ in close:
                if known[0] == stem[0] or len(stem) > 5:
                    yield known, 0.85 - 0.1 * errors

    def _related(self, stem: str) -> Iterator[tuple[str, float]]:
        of_its_own = self._alone.get(stem, set())
        if stem in self._by_stem:
            yield stem, 1.0
        if len(stem) < _ROOT:
            return
        for cut in range(1, len(stem) - _TAIL + 1):  # "neuropsychologue" ends in "psychologue"
            if stem[cut:] in self._by_stem:
                yield stem[cut:], 0.75
        start = bisect_left(self._stems, stem[:_ROOT])
        for known in self._stems[start:]:
            if not known.startswith(stem[:_ROOT]):
                return
            shared = _shared(stem, known) / max(len(stem), len(known))
            elsewhere = of_its_own and of_its_own.isdisjoint(self._entries[n].sector for n in self._by_stem[known])
            if known != stem and shared >= (_ROOTED if elsewhere else _LIKE):
                yield known, 0.4 + 0.45 * shared

    def _weight(self, entry: _Entry) -> float:
        """How much an entry tells: a vague stem counts half, but what is missing of it counts whole."""
        return sum(self._rare[stem] * (_VAGUE_WEIGHT if stem in _VAGUE else 1.0) for stem in entry.stems)

    def _rarity(self, stem: str) -> float:
        """How much a stem tells: one that many sectors use tells little."""
        sectors = {self._entries[number].sector for number in self._by_stem[stem]}
        return math.log(1 + len(self._ids) / len(sectors))

    def _score(self, number: int, seen: Mapping[str, float]) -> float:
        """Worth of an entry for a text: how much of it is there, times how much that tells."""
        entry, whole, worth = self._entries[number], self._wholes[number], self._worths[number]
        share = sum(self._rare[stem] * seen.get(stem, 0.0) for stem in entry.stems) / whole
        if not any(stem in seen and stem not in _LIFE for stem in entry.stems):
            return worth if len(entry.stems) > 1 and share > 0.9 else 0.0
        return worth * share * share


def _place_names(network: Network) -> frozenset[tuple[str, ...]]:
    """Territories and communes, as words."""
    named: set[str] = {network.identity.name}
    for territory in network.territories:
        named.update((territory.name, *territory.aliases))
        for commune in territory.communes:
            named.update((commune.name, *commune.aliases))
    return frozenset(tuple(words(name)) for name in named)


def _entries(sectors: Sequence[Sector]) -> Iterator[_Entry]:
    for number, sector in enumerate(sectors):
        for text in sector.words:
            if stems := tuple(dict.fromkeys(stems_of(tokens_of(text)))):
                yield _Entry(number, stems, 1.0, text)
        for text in (sector.label.fr, sector.label.en):
            for stem in stems_of(tokens_of(text)):
                yield _Entry(number, (stem,), _LABEL_WORTH, text)


def _total(scores: Sequence[float]) -> float:
    """The best entry counts whole, the next ones a little: several signs of a sector agree."""
    ranked = sorted(scores, reverse=True)
    return ranked[0] + _RUNNER_UP * sum(ranked[1:_COUNTED])


def _telling(scores: Sequence[tuple[float, str]]) -> tuple[str, ...]:
    """The words that count in `_total`, the strongest first."""
    ranked = sorted(scores, key=lambda scored: (-scored[0], scored[1]))
    return tuple(dict.fromkeys(text for score, text in ranked[:_COUNTED] if score))


def stems_of(tokens: Sequence[str]) -> list[str]:
    """The stems of the words that name something, or of all words where none does ("a bit of everything")."""
    return [stem_of(word) for word in tokens if word not in AROUND_ACTIVITIES] or [stem_of(word) for word in tokens]


def tokens_of(text: str) -> list[str]:
    """The words of a text; "bien-être" is one, since "bien" and "être" alone say nothing."""
    return f" {plain(text)} ".replace(" bien etre ", " bienetre ").split()


def stem_of(word: str) -> str:
    """A word without the endings of number and gender, French and English alike."""
    for ending, least in (("s", 4), ("x", 5), ("e", 5)):
        if word.endswith(ending) and len(word) >= least:
            word = word[: -len(ending)]
    return word


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


_LIFE = frozenset(stem_of(word) for word in LIFE_WORDS)
_VAGUE = frozenset(stems_of(sorted(VAGUE_ACTIVITIES)))
