"""A commune that is not of the network: what somebody who names it is told, and how it is seen in their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from network.gazetteer import TOWN, Abroad, Place, abroad, departments, gazetteer, kilometres
from network.model import Network
from network.text import plain
from network.vocabulary import (
    AROUND_ACTIVITIES,
    AROUND_PLACES,
    ARTICLES,
    EVERYDAY_NAMES,
    FOREIGN,
    MEASURES,
    PLACE_CUES,
    REFUSALS,
    SINGULAR,
    SPELLED_OUT,
    TO_NUMBERS,
)

MAX_OUTSIDE = 4
NEAREST = 3
_FARTHEST = 45.0
"""Kilometres, as the crow flies, beyond which no commune of the network is near."""
_MAX_WINDOW = 7
_PREPOSITIONS = (ARTICLES - {"le", "la", "les", "l"}) | {"vers"}


@dataclass(frozen=True, slots=True)
class Outside:
    """A French commune that is not of the network.

    `name` has both where a former commune was named: "Dallet (Mur-sur-Allier)". `department` is a name ("Cantal");
    `nearest` are up to three communes of the network, by distance, none where all
    are far; `served_by` names who serves that place, with `phone`, both empty where the network's file does not say.
    """

    insee: str
    name: str
    department: str
    postal_codes: tuple[str, ...]
    nearest: tuple[str, ...] = ()
    served_by: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Communes of one name in words `start` to `end` of a text; `cued` after "à", "vers", "near" and the like."""

    start: int
    end: int
    key: str
    places: tuple[Place, ...]
    cued: bool

    @property
    def known(self) -> bool:
        """Whether the name is that of a town, or of a place around the network."""
        return any(place.near or (place.population >= TOWN and not place.former) for place in self.places)

    @property
    def stands_out(self) -> bool:
        """Whether the name is seen even in a sentence about something else."""
        return self.known and not self.everyday and len(self.key) > 3 and (self.cued or len(self.key) > 10)

    @property
    def everyday(self) -> bool:
        """Whether the name is an everyday word as well."""
        return self.key in EVERYDAY_NAMES


@dataclass(frozen=True, slots=True)
class Beyond:
    """A place abroad in words `start` to `end` of a text; `cued` as in `Seen`."""

    start: int
    end: int
    place: Abroad
    cued: bool


class Surroundings:
    """Everything that is not the network, seen from it."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._own = frozenset(network.commune_by_insee)
        self._department = dict(_department_words())
        self._points = _postal_points(network)

    def seen(self, tokens: Sequence[str]) -> list[Seen]:
        """Names of communes in `tokens`, the longest first; those that overlap a longer one are left out."""
        chosen: list[Seen] = []
        for start, end, key in _windows(tokens):
            taken = any(start < other.end and other.start < end for other in chosen)
            if not taken and key not in FOREIGN and (places := self._named(key)):
                chosen.append(Seen(start, end, key, places, _cued(tokens, start)))
        return chosen

    def beyond(self, tokens: Sequence[str]) -> list[Beyond]:
        """Names of cities and countries abroad in `tokens`, the longest first, as `seen`."""
        chosen: list[Beyond] = []
        for start, end, key in _windows(tokens):
            taken = any(start < other.end and other.start < end for other in chosen)
            if not taken and (place := abroad(key) or (Abroad(key) if key in FOREIGN else None)):
                chosen.append(Beyond(start, end, place, _cued(tokens, start)))
        return chosen

    def coded(self, code: str) -> tuple[Place, ...]:
        """Communes of a postal code that are not of the network, the most inhabited first."""
        return tuple(place for place in gazetteer().coded(code) if place.insee not in self._own)

    def misspelt(self, tokens: Sequence[str]) -> tuple[Place, ...]:
        """Towns, and communes around the network, whose name is nearly that of all `tokens` together."""
        key = "".join(SPELLED_OUT.get(word, word) for word in tokens)
        if len(key) < 5:
            return ()
        found = gazetteer().close(key, 1 if len(key) < 8 else 2)
        if found is not None and (found[0][0] == key[0] or (found[1] < 2 and len(key) > 7)):
            return self._named(found[0])
        return self._named(begun) if len(key) > 7 and (begun := gazetteer().begun(key)) else ()

    def departments_in(self, tokens: Sequence[str]) -> frozenset[str]:
        """The codes of the departments that a text names or numbers: "Murat (Cantal)", "Murat 15"."""
        whole = f" {' '.join(tokens)} "
        named = {code for name, code in self._department.items() if f" {name} " in whole}
        return frozenset(named | set(department_codes(tokens)))

    def of_department(self, tokens: Sequence[str]) -> frozenset[str]:
        """The words of a text that only name departments."""
        codes = self.departments_in(tokens)
        named = {part for name, code in self._department.items() if code in codes for part in name.split()}
        return frozenset(named | codes)

    def told(self, places: Iterable[Place]) -> tuple[Outside, ...]:
        """What is told of `places`, at most `MAX_OUTSIDE`."""
        return tuple(self._told(place) for place in list(dict.fromkeys(places))[:MAX_OUTSIDE])

    def get(self, insee: str) -> Outside | None:
        """The commune of that code, where it is none of the network's."""
        place = gazetteer().get(insee) if insee not in self._own else None
        return self._told(place) if place else None

    def _named(self, key: str) -> tuple[Place, ...]:
        return tuple(place for place in gazetteer().named(key) if place.insee not in self._own)

    def _told(self, place: Place) -> Outside:
        name, phone = self._server(place)
        return Outside(
            place.insee,
            f"{place.former} ({place.name})" if place.former else place.name,
            departments().get(place.department, ""),
            place.postal_codes,
            self._nearest(place),
            name,
            phone,
        )

    def _server(self, place: Place) -> tuple[str, str]:
        """Who serves a place: the first neighbour that names the commune, else the first that names its department."""
        for neighbour in self._network.neighbours:
            if place.insee in neighbour.communes:
                return neighbour.name, neighbour.phone
        for neighbour in self._network.neighbours:
            if place.department in neighbour.departments:
                return neighbour.name, neighbour.phone
        return "", ""

    def _nearest(self, place: Place) -> tuple[str, ...]:
        """Communes of the network within reach, those of the same postal code first where no point is known."""
        point = (place.point or self._near_by(place)) if place.near else None
        if point is None:
            return ()
        away = {
            insee: kilometres(point, (commune.latitude, commune.longitude))
            for insee, (commune, _) in self._network.commune_by_insee.items()
        }
        within = sorted((insee for insee in away if away[insee] <= _FARTHEST), key=lambda insee: (away[insee], insee))
        return tuple(within[:NEAREST])

    def _near_by(self, place: Place) -> tuple[float, float] | None:
        """The middle of the communes that share a postal code with a place whose own point is not known."""
        points = [point for code in place.postal_codes for point in self._points.get(code, ())]
        points += [other.point for code in place.postal_codes for other in gazetteer().coded(code) if other.point]
        if not points:
            return None
        return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def department_codes(tokens: Sequence[str]) -> Iterator[str]:
    """The words of a text that number a department, and count nothing: of "15 salariés à Besse" none is."""
    return (word for at, word in enumerate(tokens) if word in departments() and not _counts(tokens[at + 1 :]))


def _counts(following: Sequence[str]) -> bool:
    """Whether a number before these words says how many: of what is in the plural, or a measure; "15 à 20 lits"."""
    if not following:
        return False
    word, *others = following
    if len(word) == 3 and word.isdigit():  # "15 000 nuitées"
        return _counts(others)
    if word in TO_NUMBERS and others and others[0].isdigit():
        return _counts(others[1:])
    plural = word[-1] in "sx" and len(word) > 3 and word not in AROUND_PLACES | ARTICLES | AROUND_ACTIVITIES
    return word in MEASURES or (plural and word not in SINGULAR)


def _windows(tokens: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Runs of words that may be one whole name, the longest first: where they start and end, and their key."""
    for width in range(min(_MAX_WINDOW, len(tokens)), 0, -1):
        for start in range(len(tokens) - width + 1):
            end = start + width
            whole = 1 < width == len(tokens)  # "le puy": everyday words, but nothing else is said
            if whole or _may_be_a_name(tokens[start:end]):
                yield start, end, "".join(SPELLED_OUT.get(word, word) for word in tokens[start:end])


def _cued(tokens: Sequence[str], start: int) -> bool:
    return start > 0 and tokens[start - 1] in PLACE_CUES


def _may_be_a_name(tokens: Sequence[str]) -> bool:
    """Whether words may be one whole name: not "vers" or "bourg" alone, nor "d'Aix" with its preposition."""
    if tokens[0] in _PREPOSITIONS or tokens[-1] in ARTICLES - {"lez"}:
        return False
    return any(word not in AROUND_PLACES and word not in ARTICLES and word not in REFUSALS for word in tokens)


def _postal_points(network: Network) -> Mapping[str, list[tuple[float, float]]]:
    points: dict[str, list[tuple[float, float]]] = {}
    for commune, _ in network.commune_by_insee.values():
        for code in commune.postal_codes:
            points.setdefault(code, []).append((commune.latitude, commune.longitude))
    return points


def _department_words() -> Iterator[tuple[str, str]]:
    """Departments as they are typed, without accents, each with its code."""
    for code, name in departments().items():
        yield plain(name), code
