"""An index of words: which entries have which stems, those that sound alike or are a typo away included."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from network.listings import sounds

_ROOT, _LIKE = 4, 0.57
"""Letters that words of one root share at least, and how much of the longer one that is."""
_MEANS = 0.7
"""What a word of nearly the same meaning counts."""
_FORGIVING, _MORE_FORGIVING = 5, 8
"""From so many letters on one letter may be wrong, and two."""


@dataclass(frozen=True, slots=True)
class Read:
    """What stems are worth in each entry, by its number; and of each stem, how well it is known (0: nobody has it; 1:
    it stands in a name) and how much it tells (1: it is rare, or new).
    """

    scores: Mapping[int, float]
    known: Mapping[str, float]
    tells: Mapping[str, float]


class WordIndex:
    """Entries by their stems, each with its worth there; stems of a group of `same` mean nearly the same."""

    def __init__(self, entries: Iterable[Iterable[tuple[str, float]]], same: Iterable[Sequence[str]] = ()) -> None:
        self._worths: dict[str, dict[int, float]] = defaultdict(dict)
        count = 0
        for number, stems in enumerate(entries):
            count = number + 1
            for stem, worth in stems:
                held = self._worths[stem]
                held[number] = max(held.get(number, 0.0), worth)
        self._rare = {stem: math.log(1 + count / len(held)) for stem, held in self._worths.items()}
        self._most = math.log(1 + count)
        self._sorted = sorted(self._worths)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for stem in self._sorted:
            self._by_sound[sounds(stem)].append(stem)
        self._sounds = tuple(self._by_sound)
        self._same: dict[str, list[str]] = defaultdict(list)
        for group in same:
            for stem in group:
                self._same[stem] += [other for other in group if other != stem]

    def knows(self, stem: str) -> bool:
        """Whether an entry has exactly that stem."""
        return stem in self._worths

    def read(self, stems: Iterable[str]) -> Read:
        """What the stems of a text are worth, each entry by the best of what it has of each."""
        scores: defaultdict[int, float] = defaultdict(float)
        known: dict[str, float] = {}
        tells: dict[str, float] = {}
        for stem in dict.fromkeys(stems):
            best: dict[int, float] = {}
            known[stem], tells[stem] = 0.0, 1.0
            for like, likeness in self._with_others(stem):
                rare = self._rare[like] / self._most
                for number, held in self._worths[like].items():
                    best[number] = max(best.get(number, 0.0), likeness * rare * held)
                if (well := likeness * min(1.0, max(self._worths[like].values()))) > known[stem]:
                    known[stem], tells[stem] = well, rare
            for number, worth in best.items():
                scores[number] += worth
        return Read(scores, known, tells)

    def _with_others(self, stem: str) -> Iterator[tuple[str, float]]:
        """Known stems like `stem`, and those of words that mean the same."""
        yield from self._alike(stem)
        for other in self._same.get(stem, ()):
            yield from ((known, _MEANS * likeness) for known, likeness in self._alike(other))

    def _alike(self, stem: str) -> Iterator[tuple[str, float]]:
        """Known stems like `stem`: itself, those of its root, those that sound so, else those a typo away."""
        if stem in self._worths:
            yield stem, 1.0
        yield from self._related(stem)
        if stem in self._worths or len(stem) < _ROOT:
            return
        sound = sounds(stem)
        if sound in self._by_sound:
            yield from ((known, 0.9) for known in self._by_sound[sound])
        elif len(sound) >= _FORGIVING:
            yield from self._misspelt(sound)

    def _misspelt(self, sound: str) -> Iterator[tuple[str, float]]:
        allowed = 1 if len(sound) < _MORE_FORGIVING else 2
        close = process.extract(sound, self._sounds, scorer=OSA.distance, score_cutoff=allowed, limit=4)
        for found, errors, _ in close:
            if found[:1] == sound[:1]:
                yield from ((known, 0.8 - 0.1 * errors) for known in self._by_sound[found])

    def _related(self, stem: str) -> Iterator[tuple[str, float]]:
        if len(stem) < _ROOT:
            return
        start = bisect_left(self._sorted, stem[:_ROOT])
        for known in self._sorted[start:]:
            if not known.startswith(stem[:_ROOT]):
                return
            shared = _shared(stem, known) / max(len(stem), len(known))
            if known != stem and shared >= _LIKE:
                yield known, 0.3 + 0.5 * shared


def of_one_root(one: str, other: str) -> bool:
    """Whether two stems share so much of their beginning that they are of one root."""
    shared = _shared(one, other)
    return one == other or (shared >= _ROOT and shared / max(len(one), len(other)) >= _LIKE)


def _shared(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
