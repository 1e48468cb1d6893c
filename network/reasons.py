"""Reasons: what speaks for an offer or against it, and how that is said; to the person, or to partners of a project."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from network.model import Network
from network.phrase import Phrase, phrase
from network.text import words
from network.trade_words import EQUIPMENT, USES

BUILT_KEYS = {
    "match.{}": (
        "trade", "trade_near", "sector", "price", "price_over", "price_too_high", "rent", "rent_over", "rent_too_high",
        "not_sought", "away", "trade_other", "trade_other_near", "sector_other", "other_trade", "existing", "to_open",
        "closing", "only_for_a_time", "flat",
    ),
    "match.{}.yours": (
        "trade", "trade_near", "sector", "price", "price_over", "price_too_high", "rent", "rent_over", "rent_too_high",
        "not_sought", "away",
    ),
    "match.at{}": ("", ".le", ".les"),
    "match.near{}": ("", ".le", ".les", ".vowel"),
    "match.tenure.{}": ("rent", "sale", "temporary"),
    "match.use.{}": USES,
    "match.thing.{}": EQUIPMENT,
}  # fmt: skip
_YOURS = frozenset(BUILT_KEYS["match.{}.yours"])
"""What is said in other words to whoever it is about."""
_HECTARE = 10_000
_VOWELS = "aeiouy"
_ARTICLES: Mapping[str, str] = MappingProxyType({"le": ".le", "les": ".les"})


class Sign(Enum):
    """What a point says: for, for with a but, against; `SAID` is neither, and said."""

    FOR = 1
    NEARLY = 2
    AGAINST = 3
    SAID = 4


class Point(NamedTuple):
    """Something that speaks for an offer or against it, by its name, with what it is worth and what is known of it."""

    sign: Sign
    name: str
    worth: int = 0
    known: tuple[int | str, ...] = ()


def reasons(points: Sequence[Point], network: Network, *, yours: bool) -> tuple[Phrase, ...]:
    """What is said of points, in order; `yours`: to the person whose project it is. A size goes with its place."""
    said: list[Phrase] = []
    place = next((point for point in points if point.name == "at"), None)
    sized = place is not None and any(point.name in _SIZES for point in points)
    for point in points:
        if point is place and sized:
            continue
        here = _said(place, network, yours=yours) if place is not None and point.name in _SIZES else None
        said.append(_size(point, here) if point.name in _SIZES else _said(point, network, yours=yours))
    return tuple(said)


def sentence(said: Sequence[Phrase]) -> Phrase | None:
    """Reasons as one sentence; None where there is nothing to say."""
    if not said:
        return None
    first, *rest = said
    for one in rest:
        first = phrase("match.and", left=first, right=one)
    return first


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _said(point: Point, network: Network, *, yours: bool) -> Phrase:
    if point.name in _SAYS:
        return _SAYS[point.name](point, network)
    return phrase(f"match.{point.name}.yours") if yours and point.name in _YOURS else phrase(f"match.{point.name}")


def _metres(known: Sequence[int | str]) -> Phrase:
    surface = int(known[0])
    if surface >= _HECTARE:
        return phrase("match.hectares", size=round(surface / _HECTARE))
    return phrase("match.metres", size=surface)


def _size(point: Point, place: Phrase | None) -> Phrase:
    """A size that fits, with the place where that fits too."""
    known = point.known
    size = _metres(known) if point.name == "surface" else phrase("match.rooms", count=known[0])
    size = phrase("match.pair", left=size, right=place) if place is not None else size
    if point.name != "rooms_people":
        return size
    return phrase("match.pair", left=size, right=phrase("match.for_people", count=known[1]))


_SIZES = frozenset({"surface", "rooms", "rooms_people"})


def _name(network: Network, insee: int | str) -> tuple[str, str]:
    """How the name of a commune goes on after "à" and "de": its form, and what is left of it."""
    name = network.commune_by_insee[str(insee)][0].name
    first, _, rest = name.partition(" ")
    if rest and first.lower() in _ARTICLES:
        return _ARTICLES[first.lower()], rest
    return ".vowel" if words(name)[0][0] in _VOWELS else "", name


def _at(point: Point, network: Network) -> Phrase:
    form, name = _name(network, point.known[0])
    form = "" if form == ".vowel" else form
    return phrase(f"match.at{form}", place=name)


def _near(point: Point, network: Network) -> Phrase:
    form, name = _name(network, point.known[1])
    return phrase(f"match.near{form}", kilometres=point.known[0], place=name)


def _territory(network: Network, id_: int | str) -> str:
    return network.territory_by_id[str(id_)].name


def _tenure(name: int | str) -> Phrase:
    return phrase(f"match.tenure.{name}")


def _use(name: int | str) -> Phrase:
    return phrase(f"match.use.{name}")


_Says = Callable[[Point, Network], Phrase]
_SAYS: Mapping[str, _Says] = MappingProxyType(
    {
        "at": _at,
        "near": _near,
        "in_territory": lambda p, n: phrase("match.in_territory", place=_territory(n, p.known[0])),
        "near_territory": lambda p, n: phrase(
            "match.near_territory", kilometres=p.known[0], place=_territory(n, p.known[1])
        ),
        "too_far": lambda p, _: phrase("match.too_far", kilometres=p.known[0]),
        "small": lambda p, _: phrase("match.small", size=_metres(p.known)),
        "large": lambda p, _: phrase("match.large", size=_metres(p.known)),
        "too_small": lambda p, _: phrase("match.too_small", size=_metres(p.known)),
        "too_large": lambda p, _: phrase("match.too_large", size=_metres(p.known)),
        "rooms_fewer": lambda p, _: phrase("match.rooms_fewer", size=phrase("match.rooms", count=p.known[0])),
        "too_few": lambda p, _: phrase("match.too_small", size=phrase("match.rooms", count=p.known[0])),
        "too_few_people": lambda p, _: phrase(
            "match.too_few_people",
            size=phrase("match.rooms", count=p.known[0]),
            people=phrase("match.for_people", count=p.known[1]),
        ),
        "tenure": lambda p, _: _tenure(p.known[0]),
        "tenure_other": lambda p, _: phrase("match.tenure_other", it=_tenure(p.known[0]), wanted=_tenure(p.known[1])),
        "use": lambda p, _: _use(p.known[0]),
        "use_other": lambda p, _: phrase("match.use_other", it=_use(p.known[0]), wanted=_use(p.known[1])),
        "in_place": lambda p, _: phrase("match.in_place", thing=phrase(f"match.thing.{p.known[0]}")),
    }
)
"""How points are said that say what is known."""
