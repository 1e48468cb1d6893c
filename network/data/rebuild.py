"""Rebuild the tables of French communes from the two packages that README.md names: paths in, CSV files out."""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from anyascii import anyascii

HERE = Path(__file__).parent
NEAR = ("63", "15", "19", "23", "03", "42", "43")
"""The departments whose communes carry coordinates: the network's own and those around it."""
_BOX = ((44.5, 47.0), (1.2, 5.0))


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
    points = _points(places.values() if isinstance(places, dict) else places)
    current = [commune for commune in communes if commune["type"] == "commune-actuelle"]
    rows = [
        (_key(c["nom"]), c["code"], c["nom"], " ".join(c.get("codesPostaux", ())), c.get("population", 0), *point)
        for c, point in ((commune, _coordinates(commune, points)) for commune in current)
    ]
    _write(HERE / "communes_france.csv", sorted(rows))
    _write(HERE / "departments_france.csv", ((d["code"], d["nom"], int(d["code"] in NEAR)) for d in departments))


if __name__ == "__main__":
    main()
