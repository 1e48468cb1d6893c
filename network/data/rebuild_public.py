"""Rebuild what the State publishes of communes (town halls, outlines) from the package that NOTICE.md names.

Needs shapely 2.2 beside what the program needs: `python network/data/rebuild_public.py PATH/TO/communes.csv.lzma`.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_LZMA, ZipFile, ZipInfo

import numpy
import shapely

sys.path.insert(0, str(Path(__file__).parents[2]))

from network.hours import published
from network.text import plain

HERE = Path(__file__).parent
GRID = 1000
"""Cells of a degree: 111 metres from south to north."""
_SLIVER = 20
"""Cells of a gap that lies between borders which do not meet: a bigger one is a lagoon, a lake or the sea."""
Row = Mapping[str, str]

# How "Mairie" goes on before the name, and the article that the name has, by INSEE's type of name (TNCC).
_LINKS = ("de ", "d'", "du ", "de La ", "des ", "de L'", "des ", "de Las ", "de Los ")
_OFFICE = re.compile(
    r"mai?ri|merie|comm?un|ville|secr|sercret|acc?ueil|conta|info|cabinet|administ|etatcivil|hotel|direction|courri"
    r"|standard|guichet|web|postmaster|internet|population|bienvenue|ecrire|reception|renseign|citoyen|elus|finances"
    r"|assistante|proximite|relation|commdepal|herriko|merria|tiker|public|bureau|urbanisme|village|bourg|cite|^com$"
)
"""What an address of an office says before the @."""


def _department(insee: str) -> str:
    return insee[:3] if insee.startswith("97") else insee[:2]


def _write(path: Path, lines: Iterable[tuple[str, str]]) -> None:
    """Lines by INSEE code, a member a department; the same lines make the same bytes."""
    parts: dict[str, list[str]] = defaultdict(list)
    for insee, line in sorted(lines):
        parts[_department(insee)].append(line)
    with ZipFile(path, "w", ZIP_LZMA) as archive:
        for department, part in sorted(parts.items()):
            archive.writestr(ZipInfo(f"{department}.csv"), "".join(f"{line}\n" for line in part), ZIP_LZMA)


# --- town halls -----------------------------------------------------------------------------------------------------


def _email(row: Row) -> str:
    """The address of the office; one that may be a person's is left out: it says neither an office nor the place."""
    address = row["mairie_email"].strip().lower()
    said = re.sub("[^a-z]", "", address.partition("@")[0])
    names = [word[:5] for word in plain(row["nom"]).split() if len(word) > 3]
    names.append(plain(row["nom"]).replace(" ", ""))
    return address if _OFFICE.search(said) or any(name in said for name in names) else ""


def _telephone(row: Row) -> str:
    """Ten digits in pairs; what has not ten is left out."""
    digits = re.sub(r"\D", "", row["mairie_telephone"])
    return " ".join(re.findall("..", digits)) if len(digits) == 10 and digits[0] == "0" else ""


def _site(row: Row) -> str:
    """Its address with a scheme; what is none is left out."""
    found = re.fullmatch(r"(?:(https?):/{1,2})?([\w-]+(?:\.[\w-]+)+[^\s@]*)", row["mairie_site"].strip())
    return f"{found[1] or 'http'}://{found[2]}" if found else ""


def _town_halls(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """A line a town hall: INSEE code, name, address, postal code, town, hours, telephone, e-mail, site, point."""
    for row in rows:
        if not row["mairie_adresse"]:
            continue
        street, _, last = row["mairie_adresse"].strip().rpartition("\n")
        code, _, town = last.partition(" ")
        point = shapely.from_wkb(bytes.fromhex(row["mairie_localisation"]))
        hours = published(json.loads(row["mairie_horaires"]))
        fields = [
            row["code"],
            f"Mairie {_LINKS[int(row['type_nom'])]}{row['nom']}",
            street.replace("\n", ", "),
            code if re.fullmatch(r"\d{5}", code) else "",
            town,
            hours.osm if hours else "",
            _telephone(row),
            _email(row),
            _site(row),
            *(("", "") if shapely.is_empty(point) else (f"{point.y:.5f}", f"{point.x:.5f}")),
        ]
        yield row["code"], "\t".join(" ".join(field.split()) for field in fields)


# --- outlines -------------------------------------------------------------------------------------------------------


def _outlines(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """A line a commune: INSEE code, then each ring as steps on the grid, the first from 0 0; longitude, latitude.

    All borders are put on the grid together and cut where they meet, so that each piece of ground is one face with one
    owner: neighbours share every corner of their border.
    """
    current = [row for row in rows if row["type"] == "COM"]
    drawn = [row for row in current if _has_outline(row)]
    shapes = shapely.from_wkb([bytes.fromhex(row["geometry"]) for row in drawn])
    borders = shapely.unary_union(shapely.boundary(shapes), grid_size=1 / GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(borders)))
    tree = shapely.STRtree(shapes)
    inside = dict(tree.query(shapely.point_on_surface(faces), predicate="within").T)
    owned: dict[str, list[shapely.Polygon]] = defaultdict(list)
    gaps = _Gaps(rows)
    for at, face in enumerate(faces):
        if at in inside:
            owned[drawn[inside[at]]["code"]].append(face)
        elif shapely.area(face) * GRID**2 < _SLIVER:
            owned[drawn[tree.nearest(shapely.point_on_surface(face))]["code"]].append(face)
        else:
            around = [
                drawn[near]["code"] for near in tree.query(shapely.buffer(face, 1 / GRID), predicate="intersects")
            ]
            if (owner := gaps.owner(face, around)) is not None:
                owned[owner].append(face)
    for code, parts in owned.items():
        outline = shapely.orient_polygons(shapely.union_all(parts))
        rings = (ring for part in shapely.get_parts(outline) for ring in (part.exterior, *part.interiors))
        yield code, ";".join((code, *map(_steps, rings)))


def _has_outline(row: Row) -> bool:
    return row["geometry"] not in ("", "\\N")


class _Gaps:
    """Whose the ground is that no outline covers: of a commune that merged lately, most often."""

    def __init__(self, rows: Sequence[Row]) -> None:
        now = {row["id"]: row["code"] for row in rows if row["type"] == "COM"}
        parts = [row for row in rows if row["type"] in ("COMD", "COMA")]
        into = {row["id"]: now[row["commune_parent_id"]] for row in parts}
        self._without = {into[row["id"]] for row in parts if not _has_outline(row) and row["code"] not in now.values()}
        halls = [row for row in rows if row["type"] in ("COM", "COMD", "COMA") and row["mairie_adresse"]]
        self._codes = [into.get(row["id"]) or now[row["id"]] for row in halls]
        self._halls = shapely.STRtree(shapely.from_wkb([bytes.fromhex(row["mairie_localisation"]) for row in halls]))

    def owner(self, face: shapely.Polygon, around: Sequence[str]) -> str | None:
        """The commune whose town hall stands there, else the only one around of which a part has no outline."""
        departments = {_department(code) for code in around}
        standing = {self._codes[at] for at in self._halls.query(face, predicate="contains")}
        here = {code for code in standing if _department(code) in departments}
        found = here or self._without.intersection(around)
        return found.pop() if len(found) == 1 else None


def _steps(ring: shapely.LinearRing) -> str:
    corners = numpy.round(shapely.get_coordinates(ring)[:-1] * GRID).astype(int)
    return " ".join(f"{east},{north}" for east, north in numpy.diff(corners, axis=0, prepend=0))


def main() -> None:
    """Read `communes.csv.lzma` of the package; write here."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("communes", type=Path, help="the file communes.csv.lzma")
    csv.field_size_limit(sys.maxsize)
    with lzma.open(parser.parse_args().communes, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    _write(HERE / "town_halls.zip", _town_halls(row for row in rows if row["type"] == "COM"))
    _write(HERE / "outlines.zip", _outlines(rows))


if __name__ == "__main__":
    main()
