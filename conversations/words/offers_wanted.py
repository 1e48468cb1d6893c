"""What somebody looks for among the offers, read in their own words: "boutique 40 m2 besse moins de 500"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from conversations.words import offer_words as said_by
from conversations.words.numbers import Number, numbers_in
from network.market.query import FARTHEST, MOST, OPEN, Query, Span, coded, query_of
from network.market.search import AROUND, KIND_WORDS
from network.model import Network
from network.offers import Kind
from network.places import Mention, PlaceIndex
from network.sectors import SectorIndex
from network.text import words
from network.vocabulary import AROUND_PLACES, ARTICLES, ASKING_AROUND, PLACE_CUES

_A_RENT = 5_000
"""Less money than this is a month’s rent, where nothing else says what it is."""
_LEAST_MONEY = 50
"""A smaller number without a unit is no money."""
_ABOUT = (0.75, 1.5)
"""How far from a surface that was said alone one may be: 40 m² are between 30 and 60."""
_HECTARE = 10_000
_MOST_WORDS = 4
_MOST_OF_PLACE = 3
_BARE = AROUND_PLACES | ARTICLES | ASKING_AROUND | said_by.NOT_SAID
_GROUPS = re.compile(r"\b\d{1,3}(?: \d{3})+\b")
_HECTARES = re.compile(r"(\d{1,3})[.,](\d)\d?\s*(?=ha\b|hectare)", re.IGNORECASE)
_CENTS = re.compile(r"(?<=\d)[.,]\d{1,2}(?!\d)")
_UNIT = re.compile(r"(?<=\d)(?=[a-zA-Z²€])")
_ROOMS = re.compile(r"[tf]([1-9])")


@dataclass
class _Read:
    """What was read so far: the words of the text, those of them that are understood, and what they bound."""

    tokens: list[str]
    used: set[int] = field(default_factory=set)
    spans: dict[str, Span] = field(default_factory=dict)
    monthly: bool = False

    def take(self, ways: Iterable[tuple[str, ...]], *, keep: bool = False) -> bool:
        """Whether one of some ways is said in words that are not understood yet; `keep`: they may say more."""
        found = False
        for way in ways:
            for at in _said_at(self.tokens, way):
                where = set(range(at, at + len(way)))
                if not where & self.used:
                    found = True
                    self.used |= set() if keep else where
        return found

    def left(self) -> list[str]:
        """The words that are not understood."""
        return [token for at, token in enumerate(self.tokens) if at not in self.used]


class OfferReader:
    """Reads what somebody looks for among the offers of a network. Build once a version."""

    def __init__(self, network: Network, places: PlaceIndex, sectors: SectorIndex) -> None:
        self._network, self._places, self._sectors = network, places, sectors
        self._territories = tuple(network.territory_by_id)
        self._of_postal_code: dict[str, tuple[str, ...]] = {}
        for insee, (commune, _) in network.commune_by_insee.items():
            for code in commune.postal_codes:
                self._of_postal_code[code] = (*self._of_postal_code.get(code, ()), insee)

    def read(self, text: str) -> Query:
        """What `text` looks for; the same comes of `Query.text`, which is short enough for a button. Never raises."""
        query = query_of(text, self._territories) if coded(text) else self._parsed(text)
        return query_of(self._known(query).text, self._territories)

    def _known(self, query: Query) -> Query:
        """A query with those communes alone that there are."""
        known = tuple(insee for insee in query.communes if insee in self._network.commune_by_insee)
        return query if known == query.communes else replace(query, communes=known)

    def _parsed(self, text: str) -> Query:
        read = _Read(_tokens(text))
        coded_places = self._postal(read)
        read.monthly = _is_said(read.tokens, said_by.MONTHLY)
        for number, unit, end in _numbers(read):
            _bound(read, number, unit, end)
        rooms = _rooms(read)
        flat, kinds, tenure = _meant(read)
        communes, territories, outside = self._placed(read)
        around = read.take(said_by.AROUND)
        communes = communes or (() if territories else coded_places)
        telling = (word for word in read.left() if word not in _BARE and len(word) > 1 and not word.isdigit())
        said = tuple(dict.fromkeys(map(_of_kind, telling)))
        if not (communes or territories or outside) and len(said) <= _MOST_OF_PLACE:
            communes, territories, outside, said = self._misspelt(said)
        km = read.spans.get("km", OPEN)[1]
        money, monthly = _money(read, tenure, kinds)
        return Query(
            kinds=kinds,
            tenure=None if kinds == {Kind.TAKEOVER} else tenure,
            communes=communes,
            territories=territories,
            outside=outside,
            km=min(km, FARTHEST) if km is not None and communes else AROUND if around and communes else None,
            money=money,
            monthly=monthly,
            surface=_surface(read),
            rooms=rooms,
            flat=flat,
            words=said[:_MOST_WORDS],
        )

    # ── Where ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _postal(self, read: _Read) -> tuple[str, ...]:
        """The communes of the postal codes that a text has."""
        found: list[str] = []
        for at, token in enumerate(read.tokens):
            if token in self._of_postal_code and not (at and read.tokens[at - 1] in ("de", "than", "under", "max")):
                read.used.add(at)
                found += self._of_postal_code[token]
        return tuple(found)

    def _placed(self, read: _Read) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
        """Communes and territories of the network that are named, or else a commune that is not of it."""
        left = [at for at, token in enumerate(read.tokens) if at not in read.used and token not in KIND_WORDS]
        words_left = [read.tokens[at] for at in left]
        named = self._places.mentions(" ".join(words_left), everywhere=True)
        ours = [one for one in named if one.communes or one.territories]
        away = [one for one in named if one.outside and (_is_cued(one) or not self._sectors.weigh(" ".join(one.words)))]
        for one in ours or away[:1]:
            for start in range(len(left) - len(one.words) + 1):
                if tuple(words_left[start : start + len(one.words)]) == one.words:
                    read.used |= set(left[start : start + len(one.words)])
                    break
        communes = tuple(dict.fromkeys(insee for one in ours for insee in one.communes))
        territories = tuple(dict.fromkeys(id_ for one in ours for id_ in one.territories))
        return communes, territories, away[0].outside[0].insee if away and not ours else None

    def _misspelt(self, said: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], str | None, tuple[str, ...]]:
        """A place of which a few words that name no trade are nearly the name, and the words that are left then."""
        if len(said) > 1 and (away := self._places.find(" ".join(said)).outside) and words(away[0].name) == list(said):
            return (), (), away[0].insee, ()
        unknown = tuple(word for word in said if word not in KIND_WORDS and not self._sectors.weigh(word))
        if unknown:
            found = self._places.find(" ".join(unknown))
            left = tuple(word for word in said if word not in unknown)
            if found.kind in ("commune", "territory") or (found.kind == "ask" and found.communes):
                return found.communes[:1], () if found.communes else found.territories[:1], None, left
        return (), (), None, said


def _is_cued(place: Mention) -> bool:
    """Whether a word before a name says that it is a place: "à Bar", but not "bar à reprendre"."""
    return bool(place.before) and place.before[-1] in PLACE_CUES


# ── Words and numbers ────────────────────────────────────────────────────────────────────────────────────────────────


def _tokens(text: str) -> list[str]:
    """The words of a text, its numbers in digits without blanks or cents: "1 200,50€" → ["1200", "eur"]."""
    head = text[:400].replace("<", " moins de ").replace(">", " plus de ").replace("²", "2").replace("€", " eur ")
    head = _HECTARES.sub(lambda one: f"{int(one[1]) * _HECTARE + int(one[2]) * _HECTARE // 10} m2 ", head)
    plain = " ".join(words(_UNIT.sub(" ", _CENTS.sub("", head))))
    plain = plain.replace("k eur", "keur").replace("metres carres", "m2").replace("square metres", "m2")
    plain = plain.replace("square meters", "m2").replace("m2 ha", "m2").replace("m2 hectares", "m2")
    return _GROUPS.sub(lambda one: one[0].replace(" ", ""), plain).split()


def _is_said(tokens: Sequence[str], ways: Iterable[tuple[str, ...]]) -> bool:
    return any(True for way in ways for _ in _said_at(tokens, way))


def _said_at(tokens: Sequence[str], way: tuple[str, ...]) -> Iterator[int]:
    """Where a way is said. Most are not: their first word is looked for before the others."""
    return (at for at, token in enumerate(tokens) if token == way[0] and tuple(tokens[at : at + len(way)]) == way)


def _numbers(read: _Read) -> Iterator[tuple[Number, str, int]]:
    """The numbers of a text, each with what it counts ("" where nothing says) and where that ends."""
    numbers = [one for one in numbers_in(read.tokens, "fr") if not one.article and one.first not in read.used]
    for at, number in enumerate(numbers):
        if at + 1 < len(numbers) and _go_together(read.tokens, number, numbers[at + 1]):
            continue
        after = read.tokens[number.end] if number.end < len(read.tokens) else ""
        unit = said_by.UNITS.get(after, "")
        if unit == "other" and after in ("min", "mois") and read.tokens[number.first].isdigit() and number.value >= 100:
            unit = ""  # "500 min", "500 mois": no time
        yield number, unit, number.end + (1 if unit else 0)


def _bound(read: _Read, number: Number, unit: str, end: int) -> None:
    """Keeps what a number bounds, with the words around it that say so."""
    before, after = read.tokens[: number.first], read.tokens[end:]
    most = _ends(before, said_by.AT_MOST) or _begins(after, said_by.AT_MOST_AFTER)
    least = 0 if most else _ends(before, said_by.AT_LEAST) or _begins(after, said_by.AT_LEAST_AFTER)
    if not unit and number.value >= _LEAST_MONEY and (most or least or read.monthly):
        unit = "money"
    name, times = {"thousands": ("money", 1000), "hectares": ("surface", _HECTARE)}.get(unit, (unit, 1))
    value = number.value * times
    if number.value > MOST:
        return
    start = number.first
    lower = _lower_end(read, number) if not (most or least) else None
    if lower is not None and unit:
        read.spans[name] = (lower.value * times, value)
        start = lower.first
    elif unit:
        known = read.spans.get(name, OPEN)
        read.spans[name] = (value, known[1]) if least else (known[0], value)
        if name == "surface" and not most and not least:
            read.spans[name] = (int(value * _ABOUT[0]), int(value * _ABOUT[1]))
    if unit or most or least:
        read.used |= set(range(start, end))
        _forget_around(read, start, end)


def _go_together(tokens: Sequence[str], lower: Number, upper: Number) -> bool:
    """Whether two numbers are the ends of one span: "de 30 à 50 m²"."""
    return lower.value < upper.value and tuple(tokens[lower.end : upper.first]) in said_by.BETWEEN


def _lower_end(read: _Read, number: Number) -> Number | None:
    """The number before another that bounds the same."""
    before = [one for one in numbers_in(read.tokens[: number.first], "fr") if not one.article]
    return before[-1] if before and _go_together(read.tokens, before[-1], number) else None


def _ends(tokens: Sequence[str], ways: Iterable[tuple[str, ...]]) -> int:
    """How many words a text ends with that are one of some ways."""
    return next((len(way) for way in ways if tuple(tokens[-len(way) :]) == way), 0)


def _begins(tokens: Sequence[str], ways: Iterable[tuple[str, ...]]) -> int:
    return next((len(way) for way in ways if tuple(tokens[: len(way)]) == way), 0)


def _forget_around(read: _Read, start: int, end: int) -> None:
    """What says how a number bounds says nothing else."""
    before = max(_ends(read.tokens[:start], said_by.AT_MOST), _ends(read.tokens[:start], said_by.AT_LEAST))
    after = max(_begins(read.tokens[end:], said_by.AT_MOST_AFTER), _begins(read.tokens[end:], said_by.AT_LEAST_AFTER))
    read.used |= set(range(start - before, start)) | set(range(end, end + after))


# ── What the words mean ──────────────────────────────────────────────────────────────────────────────────────────────


def _rooms(read: _Read) -> int | None:
    """Main rooms: a bedroom is one beside the living room; "T3" has three."""
    least, most = read.spans.get("rooms", OPEN)
    beds = read.spans.get("bedrooms", OPEN)
    rooms = least or most
    if beds != OPEN:
        rooms = (beds[0] or beds[1] or 0) + 1
    for token in read.left():
        if (typed := _ROOMS.fullmatch(token)) is not None:
            rooms = int(typed[1])
    return min(rooms, FARTHEST) if rooms is not None else None


def _meant(read: _Read) -> tuple[bool, frozenset[Kind], str | None]:
    """Whether a flat goes with it, which kinds are meant, and whether to rent, to buy or for a while."""
    with_flat = _is_said(read.tokens, said_by.FLAT)
    typed = any(_ROOMS.fullmatch(token) for token in read.tokens) or bool({"rooms", "bedrooms"} & set(read.spans))
    kinds = {kind for kind, ways in said_by.KINDS.items() if _is_said(read.left(), ways)}
    if Kind.TAKEOVER in kinds:
        kinds -= {Kind.PREMISES}
    if Kind.JOB in kinds:
        kinds -= {Kind.PREMISES}  # "un poste dans un magasin"
    if typed and not kinds & {Kind.PREMISES, Kind.TAKEOVER}:
        kinds |= {Kind.HOUSING}
    flat = with_flat and bool(kinds & {Kind.PREMISES, Kind.TAKEOVER})
    if flat:
        kinds -= {Kind.HOUSING}
    tenures = [tenure for tenure, ways in said_by.TENURES.items() if _is_said(read.left(), ways)]
    for ways in (said_by.FLAT, *said_by.KINDS.values(), *said_by.TENURES.values(), said_by.MONTHLY):
        read.take([way for way in ways if len(way) > 1 or _singular(way[0]) not in KIND_WORDS])
    read.used |= {at for at, token in enumerate(read.tokens) if _ROOMS.fullmatch(token)}
    return flat, frozenset(kinds), tenures[-1] if tenures else None


def _singular(word: str) -> str:
    return word[:-1] if word.endswith(("s", "x")) and len(word) > 3 else word


def _of_kind(word: str) -> str:
    """A word that prefers some offers of a kind as it stands there, any other as it is."""
    return _singular(word) if _singular(word) in KIND_WORDS else word


def _surface(read: _Read) -> Span:
    least, most = read.spans.get("surface", OPEN)
    return (None if least is None else min(least, MOST), None if most is None else min(most, MOST))


def _money(read: _Read, tenure: str | None, kinds: frozenset[Kind]) -> tuple[Span, bool]:
    """The bounds of what it costs, and whether they are those of a rent."""
    span = read.spans.get("money", OPEN)
    if span == OPEN:
        return OPEN, False
    bound = max(value for value in span if value is not None)
    to_buy = tenure == "sale" or (bool(kinds) and kinds <= {Kind.TAKEOVER, Kind.LAND})
    monthly = read.monthly or tenure in ("rent", "temporary") or (bound < _A_RENT and not to_buy)
    return span, monthly
