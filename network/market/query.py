"""What somebody looks for among offers, and the same in so few letters that a button carries it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from network.offers import Kind
from network.text import code
from network.wanted import MOST_LETTERS

LETTERS = {
    Kind.TAKEOVER: "t",
    Kind.PREMISES: "p",
    Kind.LAND: "l",
    Kind.HOUSING: "h",
    Kind.JOB: "j",
    Kind.SERVICE: "s",
    Kind.CLOSING: "c",
}
_KINDS = {letter: kind for kind, letter in LETTERS.items()}
_TENURES = {"r": "rent", "s": "sale", "t": "temporary"}
MOST = 9_999_999
"""No bound is above; a higher one bounds nothing."""
FARTHEST = 99
_PLACES = 3
_WORDS_ALONE = "w:1"
"""Stands before words that nothing stands before, so that they are not read as if somebody had typed them."""
_RANGE = re.compile(r"([0-9]{0,7})-([0-9]{0,7})(m?)")
_CODED = re.compile(r"[a-z]:[a-z0-9-]+")
_DIGITS = re.compile(r"[0-9]{1,2}")

Span = tuple[int | None, int | None]
"""From and to, both included; None is no bound."""
OPEN: Span = (None, None)


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; what was not said is empty, and bounds nothing.

    `tenure` is rent, sale or temporary. `territories` are ids, `communes` INSEE codes, `outside` is the code of a
    commune that is not of the network. `km` is how far around the communes, as the crow flies. `money` is in euros,
    `monthly` says that it is a rent. `surface` is in square metres. `rooms` are main rooms, at the least. `flat`: one
    goes with it. `words` are those that say none of this.
    """

    kinds: frozenset[Kind] = frozenset()
    tenure: str | None = None
    communes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    outside: str | None = None
    km: int | None = None
    money: Span = OPEN
    monthly: bool = False
    surface: Span = OPEN
    rooms: int | None = None
    flat: bool = False
    words: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The query in at most `MOST_LETTERS` letters: codes, then words, each as long as there is room."""
        kept = ""
        coded = tuple(self._coded()) or ((_WORDS_ALONE,) if self.words else ())
        for part in (*coded, *self.words):
            longer = f"{kept} {part}".strip()
            if len(longer) <= MOST_LETTERS:
                kept = longer
        return kept

    def _coded(self) -> Iterator[str]:
        if 0 < len(self.kinds) < len(LETTERS):
            yield "k:" + "".join(LETTERS[kind] for kind in LETTERS if kind in self.kinds)
        if self.tenure is not None:
            yield f"l:{self.tenure[0]}"
        places = [*(f"c:{insee.lower()}" for insee in self.communes), *(f"t:{_short(id_)}" for id_ in self.territories)]
        yield from places[:1]
        if self.outside is not None:
            yield f"o:{self.outside.lower()}"
        if self.km is not None:
            yield f"d:{min(self.km, FARTHEST)}"
        if self.money != OPEN:
            yield f"e:{_span(self.money)}{'m' if self.monthly else ''}"
        if self.surface != OPEN:
            yield f"s:{_span(self.surface)}"
        if self.rooms is not None:
            yield f"r:{min(self.rooms, FARTHEST)}"
        if self.flat:
            yield "f:1"
        yield from places[1:_PLACES]


def coded(text: str) -> bool:
    """Whether a text is that of a query, or may be: it begins with a code of it."""
    return _CODED.match(text.strip()) is not None


def query_of(text: str, territories: Sequence[str]) -> Query:
    """The query whose text that is; `territories` are the ids of the network’s. What is no code of a query is a word of
    it, and a code that says nothing is dropped. Never raises.
    """
    query = Query()
    for part in text.split():
        if not _CODED.fullmatch(part):
            query = replace(query, words=(*query.words, part))
            continue
        name, value = part.split(":", 1)
        query = _with(query, name, value, territories)
    return query


def _with(query: Query, name: str, value: str, territories: Sequence[str]) -> Query:
    """A query with what one code says."""
    match name:
        case "k":
            return replace(query, kinds=frozenset(_KINDS[letter] for letter in value if letter in _KINDS))
        case "l" if value in _TENURES:
            return replace(query, tenure=_TENURES[value])
        case "c":
            return replace(query, communes=(*query.communes, value.upper()))
        case "t":
            named = tuple(id_ for id_ in territories if value in (_short(id_), id_))
            return replace(query, territories=(*query.territories, *named))
        case "o":
            return replace(query, outside=value.upper())
        case "e" if (span := _RANGE.fullmatch(value)) is not None:
            return replace(query, money=_bounds(span), monthly=bool(span[3]))
        case "s" if (span := _RANGE.fullmatch(value)) is not None:
            return replace(query, surface=_bounds(span))
        case "d" if _DIGITS.fullmatch(value):
            return replace(query, km=int(value))
        case "r" if _DIGITS.fullmatch(value):
            return replace(query, rooms=int(value))
        case "f":
            return replace(query, flat=True)
    return query


def _short(territory: str) -> str:
    return code(territory)[:4]


def _span(span: Span) -> str:
    return "-".join("" if bound is None else str(bound) for bound in span)


def _bounds(span: re.Match[str]) -> Span:
    return int(span[1]) if span[1] else None, int(span[2]) if span[2] else None
