"""Every commune of France by name and postal code, read once from the tables of `network/data`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import cos, hypot, radians

from rapidfuzz import process
from rapidfuzz.distance import OSA

from network.text import plain, words

DATA = files("network").joinpath("data")
TOWN = 5000
"""From this population on a commune is known far away, and recognised in spite of typos."""
_CITY = 10_000
_BIG_CITY = 40_000
_CLEARLY = 20
_KILOMETRES_PER_DEGREE = 111.2
_ARTICLE = re.compile(r"^(?:Le |La |Les |L')")


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of the official list (COG); `point` is latitude and longitude (WGS 84), where the table has them.

    `former` is the name by which it was found, where that is a commune that has since become a part of it.
    """

    insee: str
    name: str
    postal_codes: tuple[str, ...]
    population: int
    point: tuple[float, float] | None
    former: str = ""

    @property
    def department(self) -> str:
        """The code of its department: "63", "2A", "974"."""
        return self.insee[:3] if self.insee.startswith(("97", "98")) else self.insee[:2]

    @property
    def near(self) -> bool:
        """Whether the table knows it closely: its department is one of those around the network."""
        return self.department in _near()


@dataclass(frozen=True, slots=True)
class Abroad:
    """A country, or a city in one: `country` is its code (ISO 3166), empty where the name alone is known."""

    name: str
    country: str = ""


class Gazetteer:
    """Communes by folded name ("puyenvelay") and by postal code. Get it from `gazetteer()`."""

    def __init__(self, text: str, former: str = "") -> None:
        self._former: dict[str, list[tuple[str, str]]] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        for line in former.splitlines():
            key, insee, name = line.split(",")
            self._former.setdefault(key, []).append((insee, name))
            self._parts[insee] = (*self._parts.get(insee, ()), name)
        self._text = "\n" + text
        self._lines = text.splitlines()
        self._by_short: dict[str, list[str]] = {}
        typed: dict[str, None] = {}
        near = _near()
        for line in self._lines:
            key, insee, name, _, population, _ = line.split(",", 5)
            if insee[:2] in near or int(population) >= TOWN:
                typed[key] = None
                known = _CITY if insee[:2] in near else _BIG_CITY
                if int(population) >= known and (short := _shortened(name)):
                    self._by_short.setdefault(short, []).append(line)
        typed.update((key, None) for key, parts in self._former.items() if any(insee[:2] in near for insee, _ in parts))
        self._typed = tuple(sorted(typed))

    def get(self, insee: str) -> Place | None:
        """The commune of that code."""
        return next((place for place in self._holding(f",{insee},") if place.insee == insee), None)

    def named(self, key: str) -> tuple[Place, ...]:
        """Communes of that folded name; a city that is known by the first part of its name comes with them, and those
        that a commune of that name has become a part of come after them.
        """
        exact = [place for form in _forms(key) for place in self._keyed(form) if _meant(key, form, place.name)]
        people = max((place.population for place in exact), default=0)
        short = [_place(line) for form in _forms(key) for line in self._by_short.get(form, ())]
        ranked = _ranked((*exact, *(place for place in short if place.population > 3 * people)))
        now = {place.insee for place in ranked}
        return (*ranked, *(place for place in self._once_named(key) if place.insee not in now))

    def former(self, insee: str) -> tuple[str, ...]:
        """The names of the communes that have become a part of this one."""
        return self._parts.get(insee, ())

    def _once_named(self, key: str) -> Iterator[Place]:
        """What has become of the communes that bore that name, those around first."""
        parts = [part for form in _forms(key) for part in self._former.get(form, ()) if _meant(key, form, part[1])]
        for insee, name in sorted(dict.fromkeys(parts), key=lambda part: (part[0][:2] not in _near(), part)):
            if (place := self.get(insee)) is not None:
                yield replace(place, former=name)

    def coded(self, code: str) -> tuple[Place, ...]:
        """Communes that have this postal code, the most inhabited first."""
        places = (place for place in self._holding(code) if code in place.postal_codes)
        return tuple(sorted(places, key=lambda place: (-place.population, place.insee)))

    def close(self, key: str, errors: int) -> tuple[str, int] | None:
        """The nearest name to a misspelt `key` among towns and the communes around, and how many letters differ."""
        found = process.extractOne(key, self._typed, scorer=OSA.distance, score_cutoff=errors)
        return (found[0], int(found[1])) if found else None

    def begun(self, key: str) -> str | None:
        """The only name, among towns and the communes around, that begins with `key`; None where there are several."""
        at = bisect_left(self._typed, key)
        names = [name for name in self._typed[at : at + 2] if name.startswith(key)]
        return names[0] if len(names) == 1 else None

    def _keyed(self, key: str) -> Iterator[Place]:
        """Communes of exactly that key: the lines are sorted by it."""
        at = bisect_left(self._lines, f"{key},")
        while at < len(self._lines) and self._lines[at].startswith(f"{key},"):
            yield _place(self._lines[at])
            at += 1

    def _holding(self, part: str) -> Iterator[Place]:
        """Communes whose line holds `part`, each once."""
        at = self._text.find(part)
        while at >= 0:
            end = self._text.find("\n", at)
            yield _place(self._text[self._text.rindex("\n", 0, at) + 1 : end])
            at = self._text.find(part, end)


def _place(line: str) -> Place:
    _, insee, name, codes, population, latitude, longitude = line.split(",")
    point = (float(latitude), float(longitude)) if latitude else None
    return Place(insee, name, tuple(codes.split()), int(population), point)


@cache
def gazetteer() -> Gazetteer:
    """The communes of France, read at the first call (some 70 ms)."""
    return Gazetteer(_table("communes_france"), _table("former_communes"))


def abroad(key: str) -> Abroad | None:
    """The country, or the city in one, of that folded name ("barcelone"); None where it is clearly French as well."""
    lines = _abroad()
    at = bisect_left(lines, f"{key},")
    if at == len(lines) or not lines[at].startswith(f"{key},"):
        return None
    _, name, country = lines[at].split(",")
    return Abroad(name, country)


@cache
def _abroad() -> list[str]:
    return _table("abroad").splitlines()


@cache
def departments() -> dict[str, str]:
    """The names of the departments by code."""
    return {code: name for code, name, _ in _departments()}


@cache
def _near() -> frozenset[str]:
    """Departments whose communes are known by coordinates: the network's own and those around it."""
    return frozenset(code for code, _, near in _departments() if near == "1")


@cache
def _departments() -> tuple[tuple[str, str, str], ...]:
    rows = (line.split(",") for line in _table("departments_france").splitlines())
    return tuple((code, name, near) for code, name, near in rows)


def _table(name: str) -> str:
    return DATA.joinpath(f"{name}.csv").read_text(encoding="utf-8")


def _forms(key: str) -> Iterator[str]:
    """A folded name as typed, then without what may be its article: "laigle" is "aigle" as well."""
    yield key
    for article in ("les", "le", "la", "l"):
        if key.startswith(article) and len(key) > len(article) + 2:
            yield key.removeprefix(article)


def _meant(key: str, form: str, name: str) -> bool:
    """Whether a name whose key is `form` is meant by `key`: an article that is typed must be its own."""
    return form == key or plain(name).replace(" ", "") == key


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance between two points close to each other, in kilometres."""
    east = (one[1] - other[1]) * cos(radians((one[0] + other[0]) / 2))
    return _KILOMETRES_PER_DEGREE * hypot(one[0] - other[0], east)


def _ranked(places: Iterable[Place]) -> tuple[Place, ...]:
    """The best known first; a hamlet far away is not meant where a city bears the same name."""
    ranked = sorted(dict.fromkeys(places), key=lambda place: (not place.near, -place.population, place.insee))
    most = max((place.population for place in ranked), default=0)
    return tuple(place for place in ranked if place.near or place.population * _CLEARLY >= most)


def _shortened(name: str) -> str:
    """What people cut a city's name down to, as a key: ``Clermont(-Ferrand)``, ``Le Puy(-en-Velay)``; else nothing."""
    first, hyphen, _ = name.partition("-")
    return "".join(words(_ARTICLE.sub("", first))) if hyphen and not first.startswith("Saint") else ""
