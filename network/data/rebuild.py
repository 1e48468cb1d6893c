"""Rebuild the tables of French communes from the packages that NOTICE.md names: paths in, CSV files out."""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from anyascii import anyascii
from babel import Locale

HERE = Path(__file__).parent
NEAR = ("63", "15", "19", "23", "03", "42", "43")
"""The departments whose communes carry coordinates: the network's own and those around it."""
CLOSE_ABROAD = frozenset(["AD", "BE", "CH", "DE", "ES", "GB", "IE", "IT", "LU", "MC", "NL", "PT"])
"""Countries whose towns are known from `_TOWN` inhabitants on, others from `_CITY`."""
FRENCH_SPEAKING = frozenset(("BE", "CH", "LU"))
_TOWN, _CITY = 15_000, 250_000
_OTHER_NAMES = {True: 80_000, False: 1_000_000}
"""From how many inhabitants on a city is known by its other names too, in those countries and elsewhere."""
_CLEARLY = 20
"""A city abroad that is so many times bigger is meant by a name that a French commune bears too."""
_BOX = ((44.5, 47.0), (1.2, 5.0))


OURS = frozenset(["FR", "GP", "GF", "MQ", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF"])
"""France and what belongs to it."""
OUR_NAMES = frozenset(("france",))
_LATIN = re.compile(r"[A-Z][^\W\d_]{3,}(?:[ '-][^\W\d_]+)*")
_ARTICLE = re.compile(r"^(le |la |les |l')", re.IGNORECASE)


def _plain(name: str) -> str:
    return "".join(char for char in anyascii(name).lower() if char.isalnum())


def _key(name: str) -> str:
    """What the tables are sorted and searched by: "puyenvelay" for Le Puy-en-Velay."""
    return _plain(_ARTICLE.sub("", name))


def _points(places: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    """French places around the network, by region and plain name."""
    points: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    (south, north), (west, east) = _BOX
    for place in places:
        inside = south < place["latitude"] < north and west < place["longitude"] < east
        if place["countrycode"] == "FR" and inside:
            points.setdefault((place["admin1code"], _plain(place["name"])), []).append(place)
    return points


def _coordinates(commune: Mapping[str, Any], points: Mapping[tuple[str, str], list[Mapping[str, Any]]]) -> list[str]:
    """Latitude and longitude of the place of that name whose population fits, or two empty texts."""
    people = commune.get("population", 0)
    named = points.get((commune["region"], _plain(commune["nom"])), [])
    fitting = [p for p in named if people and 0.6 < p["population"] / people < 1.6]
    if commune["departement"] not in NEAR or not fitting:
        return ["", ""]
    best = min(fitting, key=lambda place: abs(place["population"] - people))
    return [f"{best['latitude']:.3f}", f"{best['longitude']:.3f}"]


def _abroad(
    places: Iterable[Mapping[str, Any]], communes: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[str, str, str]]:
    """Keys, names and countries of cities abroad, under their other names in Latin letters too where they are known."""
    french: dict[str, int] = {}
    for commune in communes:
        for key in (_key(commune["nom"]), _plain(commune["nom"])):
            french[key] = max(french.get(key, 0), commune.get("population", 0))
    cities = (p for p in places if p["countrycode"] not in OURS)
    taken = {*OUR_NAMES}
    for locale in map(Locale, ("fr", "en")):
        for code, name in locale.territories.items():
            key = _plain(name)
            if (
                len(code) == 2
                and code.isalpha()
                and code not in OURS
                and french.get(key, 0) < _TOWN
                and key not in taken
            ):
                taken.add(key)
                yield key, name, code
    for city in sorted(cities, key=lambda city: -city["population"]):
        country, people = city["countrycode"], city["population"]
        if people < (_TOWN if country in CLOSE_ABROAD else _CITY) or "," in city["name"]:
            continue
        known = people >= _OTHER_NAMES[country in CLOSE_ABROAD] or country in FRENCH_SPEAKING
        others = city["alternatenames"] if known else ()
        for name in (city["name"], *(other for other in others if _LATIN.fullmatch(other))):
            key = _plain(name)
            clear = people >= _CLEARLY * french[key] if key in french and name == city["name"] else key not in french
            if clear and key not in taken:
                taken.add(key)
                yield key, city["name"], country


def _successors(communes: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Codes that no commune has now, and those of arrondissements, each with the code of the one that it is part of."""
    current = [commune for commune in communes if commune["type"] == "commune-actuelle"]
    now = {commune["code"] for commune in current}
    parts = {code: commune["code"] for commune in current for code in commune.get("anciensCodes", ())}
    within = ("commune-deleguee", "commune-associee", "arrondissement-municipal")
    parts |= {part["code"]: part.get("chefLieu") or part["commune"] for part in communes if part["type"] in within}
    return ((code, into) for code, into in parts.items() if code not in now)


def _write(path: Path, rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def main() -> None:
    """Read `communes.json` and `departements.json` of one package and `cities500.json` of the other; write here."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("administrative", type=Path, help="the folder with communes.json and departements.json")
    parser.add_argument("geonames", type=Path, help="the file cities500.json")
    asked = parser.parse_args()
    communes = json.loads((asked.administrative / "communes.json").read_text(encoding="utf-8"))
    departments = json.loads((asked.administrative / "departements.json").read_text(encoding="utf-8"))
    places = json.loads(asked.geonames.read_text(encoding="utf-8"))
    everywhere = list(places.values() if isinstance(places, dict) else places)
    points = _points(everywhere)
    current = [commune for commune in communes if commune["type"] == "commune-actuelle"]
    names = {commune["code"]: commune["nom"] for commune in current}
    rows = [
        (_key(c["nom"]), c["code"], c["nom"], " ".join(c.get("codesPostaux", ())), c.get("population", 0), *point)
        for c, point in ((commune, _coordinates(commune, points)) for commune in current)
    ]
    former = [c for c in communes if c["type"] in ("commune-deleguee", "commune-associee")]
    renamed = [c for c in former if _key(c["nom"]) != _key(names[c["chefLieu"]])]
    _write(HERE / "communes_france.csv", sorted(rows))
    _write(HERE / "former_communes.csv", sorted((_key(c["nom"]), c["chefLieu"], c["nom"]) for c in renamed))
    _write(HERE / "successors.csv", sorted(_successors(communes)))
    _write(HERE / "abroad.csv", sorted(_abroad(everywhere, current)))
    _write(HERE / "departments_france.csv", ((d["code"], d["nom"], int(d["code"] in NEAR)) for d in departments))


if __name__ == "__main__":
    main()
