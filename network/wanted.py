"""What somebody wants of the directory, read in their own words: needs, a place, a trade, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from network.listings import sounds
from network.model import Network
from network.organisations import Need
from network.places import Found, PlaceIndex
from network.sectors import SectorIndex, stem_of
from network.text import plain, words
from network.vocabulary import ASKING_AROUND, NEED_WORDS, SPELLED_OUT

MOST_LETTERS = 44
"""Of what is looked for: what a button can carry beside everything else."""
_MOST_WORDS = 12
_MOST_ALONE = 3
"""Words of which a place may consist that is written wrongly, and alone."""
_CLOSE = 75
"""How alike (0 to 100) a place and what was said must be."""
_SECTOR_WORTH = 0.9
_SPECIAL = re.compile(r"([nt]):([a-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was looked for: the words as they stand in a button, what was understood of them, and places elsewhere that
    are not of the network. `said` are the words that name no place, `trade` those of them that name no need either.
    """

    text: str
    needs: tuple[Need, ...] = ()
    communes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    trade: str = ""

    @property
    def placed(self) -> bool:
        """Whether it names a place of the network."""
        return bool(self.communes or self.territories)

    @property
    def place_alone(self) -> bool:
        """Whether it names a place and nothing else: everybody who is there is meant, and none of their services."""
        return self.placed and not self.said and not self.needs


class Reader:
    """Reads what somebody wants. `knows` says whether a stem stands in the directory, `towns` are the communes where
    somebody of it is. Build once.
    """

    def __init__(
        self,
        network: Network,
        places: PlaceIndex,
        sectors: SectorIndex,
        knows: Callable[[str], bool],
        towns: Iterable[str],
    ) -> None:
        self._network, self._places, self._sectors, self._knows = network, places, sectors, knows
        self._towns = frozenset(towns)
        self.needs = tuple(
            (Need(need), frozenset(map(_singular, words(way)))) for need in NEED_WORDS for way in NEED_WORDS[need]
        )
        self._need_sounds = {sounds(word): word for _, way in self.needs for word in way}

    def read(self, text: str) -> Wanted:
        """What `text` looks for. The same comes of `Wanted.text`, which is short enough for a button."""
        if (special := _SPECIAL.fullmatch(text.strip())) is not None:
            return self._special(special[1], special[2], text.strip())
        tokens = words(text)
        communes, territories, placed = self._placed(text)
        elsewhere = () if placed else self._elsewhere(text)
        needs, of_needs = self._needs_in([token for token in tokens if token not in placed])
        said = [token for token in tokens if token not in placed and token not in ASKING_AROUND]
        said = self._joined(said or [token for token in tokens if token not in placed and len(token) > 2])[:_MOST_WORDS]
        trade = " ".join(word for word in said if _singular(word) not in of_needs)
        sectors = tuple(one.sector for one in self._sectors.weigh(trade)[:2] if trade and one.worth >= _SECTOR_WORTH)
        telling = [token for token in tokens if token in placed or token in said or token not in ASKING_AROUND]
        if (kept := _short(telling)) != " ".join(telling):
            return self.read(kept)
        return Wanted(kept, needs, communes, territories, sectors, elsewhere, tuple(said), trade)

    def _special(self, kind: str, value: str, text: str) -> Wanted:
        """What a button looks for: a need, or a territory."""
        if kind == "n" and value in list(Need):
            return Wanted(text, needs=(Need(value),))
        known = value in self._network.territory_by_id
        return Wanted(text, territories=(value,) if kind == "t" and known else ())

    def _placed(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
        """Communes and territories that a text names, and the words by which it does."""
        named = self._places.mentions(text)
        if named:
            communes = tuple(dict.fromkeys(c for one in named for c in one.communes))
            territories = tuple(dict.fromkeys(t for one in named for t in one.territories))
            return communes, territories, frozenset(word for one in named for word in one.words)
        telling = [word for word in words(text) if word not in ASKING_AROUND]
        if not telling or len(words(text)) > _MOST_ALONE or any(map(self._means_something, telling)):
            return (), (), frozenset()
        found = self._places.find(text)  # a place alone, with a slip of the pen
        if found.kind in ("commune", "ask", "territory") and self._is_close(plain(text), found):
            return found.communes, found.territories, frozenset(words(text))
        return (), (), frozenset()

    def _is_close(self, said: str, found: Found) -> bool:
        """Whether the whole of what was said is nearly a name of what was found."""
        communes = (self._network.commune_by_insee[insee][0] for insee in found.communes)
        territories = (self._network.territory_by_id[id_] for id_ in found.territories)
        names = [name for one in communes for name in (one.name, *one.aliases)]
        names += (name for one in territories for name in (one.name, *one.aliases))
        return any(fuzz.ratio(said, plain(name)) >= _CLOSE for name in names)

    def _means_something(self, word: str) -> bool:
        if self._knows(stem_of(word)):
            return True
        of_trades = (one for weighed in self._sectors.weigh(word) for one in weighed.because)
        return any(stem_of(word) == stem_of(known) for one in of_trades for known in words(one))

    def _elsewhere(self, text: str) -> tuple[str, ...]:
        found = self._places.find(text)
        return tuple(
            place.name for place in found.outside if found.kind == "outside" and place.insee not in self._towns
        )[:1]

    def _needs_in(self, tokens: Sequence[str]) -> tuple[tuple[Need, ...], frozenset[str]]:
        """The needs that words name, a slip of the pen forgiven, and the words by which they do."""
        plain = {_singular(token): self._need_sounds.get(sounds(_singular(token)), "") for token in tokens}
        there = {*plain, *plain.values()}
        named = [(need, way) for need, way in self.needs if way <= there]
        by = frozenset(word for _, way in named for word in way)
        typed = frozenset(word for word, meant in plain.items() if word in by or meant in by)
        return tuple(dict.fromkeys(need for need, _ in named)), typed

    def _joined(self, tokens: Sequence[str]) -> list[str]:
        """Words that are one in the directory, and abbreviations written out: "micro credit", "com com"."""
        joined: list[str] = []
        for token in tokens:
            whole = (joined[-1] if joined else "") + token
            if joined and (self._knows(stem_of(whole)) or whole in SPELLED_OUT):
                joined[-1] = whole
            else:
                joined.append(token)
        return [SPELLED_OUT.get(token, token) for token in joined]


def stems(tokens: Iterable[str]) -> Iterator[str]:
    """The stems of words."""
    return (stem_of(token) for token in tokens)


def _singular(word: str) -> str:
    """A word without the ending of the plural."""
    return word[:-1] if word[-1:] in "sx" and len(word) > 3 else word


def _short(tokens: Iterable[str]) -> str:
    """As many words as a button carries."""
    kept = ""
    for token in tokens:
        longer = f"{kept} {token}".strip()
        if len(longer) > MOST_LETTERS:
            break
        kept = longer
    return kept
