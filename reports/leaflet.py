"""The poster, and the leaflet on A5 or on A4 to be folded, as PDFs: for an office, or for who prints for others."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from network.outlines import outline
from reports.land import Box
from reports.maps import meet, on_lines
from reports.support import Support, coloured, printable
from reports.typesetting import cleaned, paper, qr_code

Format = Literal["poster", "a5", "a4"]
"""A poster is one page A4; a leaflet has two pages, A5, or A4 to be folded once to A5."""
_NAME, _LETTER, _LINE = 0.042, 0.6, 1.2
"""A name on a map that is 1 across: how tall its letters are; how wide one is and how tall a line, in their height."""


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What stands on it, in words ready for the reader; every text is plain, and what is empty takes no room.

    language: ISO 639 code of those words.
    main, accent: colours in which white is read ("#1f4e5f"); logo: SVG, whose `currentColor` is `main`.
    title: what is read first, from afar; hello: the sentence under it; sentences: what the network does, step by step.
    how, where, partners_title: what stands above those, above the names of the territories, above the partners.
    territories: each with its name and the INSEE codes of its communes, whose outlines are drawn.
    link: the code; scan: what to do with it; opens: what it opens; call: what stands above `phone` beside it, talk:
    what stands there where nothing is beside it; ask: whom one asks there.
    place: where it hangs, in small, with a word that says so. marks: 3 mm more around each page, and marks where it is
    cut and folded.
    """

    language: str
    format: Format
    network: str
    main: str
    accent: str
    title: str
    hello: str
    how: str
    sentences: tuple[str, ...]
    where: str
    territories: tuple[tuple[str, tuple[str, ...]], ...]
    link: str
    scan: str
    opens: str = ""
    call: str = ""
    talk: str = ""
    phone: str = ""
    ask: str = ""
    partners_title: str = ""
    partners: tuple[str, ...] = ()
    support: tuple[Support, ...] = ()
    logo: str = ""
    place: str = ""
    marks: bool = False


def to_json(leaflet: Leaflet) -> dict[str, Any]:
    """A leaflet as plain JSON, to be kept until it is printed."""
    return asdict(leaflet)


def printed(raw: Mapping[str, Any]) -> bytes:
    """The PDF of a leaflet that was kept as JSON: the same bytes for the same leaflet, whenever it is made.

    Raises `segno.DataOverflowError`, a `ValueError`, for a link that no QR code can hold.
    """
    told = cleaned(raw)
    told["code"] = qr_code(told["link"])
    told["logo"], told["support"] = coloured(raw["logo"], raw["main"]), printable(raw["support"], raw["main"])
    told["names"], told["land"] = [name for name, _ in told["territories"]], _land(told["territories"])
    return paper("leaflet", told)


def _land(territories: Sequence[tuple[str, Iterable[str]]]) -> dict[str, Any]:
    """The communes as rings of corners, of which the widest is 1 across: how tall that is, and each with the number of
    its territory. Latitude is stretched as it is on the ground. And the names that have room in their middle.
    """
    rings = [
        (number, [(lon, lat) for lat, lon in ring])
        for number, (_, communes) in enumerate(territories)
        for insee in communes
        for ring in outline(insee)
    ]
    corners = [corner for _, ring in rings for corner in ring]
    if not corners:
        return {"height": 0, "rings": [], "names": []}
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    wide = max(east - west, 1e-6)
    tall = 1 / math.cos(math.radians((south + north) / 2)) / wide
    drawn = [
        {"of": number, "at": [(round((x - west) / wide, 4), round((north - y) * tall, 4)) for x, y in ring]}
        for number, ring in rings
    ]
    names = _names([name for name, _ in territories], drawn)
    return {"height": round((north - south) * tall, 4), "rings": drawn, "names": names}


def _names(names: Iterable[str], rings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each on one line or two, in the middle of its territory, where none stands before; how big is `_NAME`."""
    taken, placed = list[Box](), list[dict[str, Any]]()
    for number, name in enumerate(names):
        corners = [corner for ring in rings if ring["of"] == number for corner in ring["at"]]
        lines = on_lines(name)
        wide, tall = max(map(len, lines)) * _LETTER * _NAME, len(lines) * _LINE * _NAME
        x, y = (sum(of) / len(of) for of in zip(*corners, strict=True)) if corners else (0.0, 0.0)
        left = min(max(x - wide / 2, 0.0), 1 - wide)
        box = left, y - tall / 2, left + wide, y + tall / 2
        if corners and wide < 1 and not any(meet(box, other) for other in taken):
            taken.append(box)
            placed.append({"lines": lines, "at": (round(left, 4), round(box[1], 4)), "wide": round(wide, 4)})
    return placed
