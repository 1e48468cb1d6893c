"""A map of the communes of a network, as a picture: where what was found is, by number."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from conversations.words.cleaning import clean
from network.outlines import outline
from reports.typesetting import picture

WIDTH = 360.0
"""Points: as many as a telephone has."""
DENSITY = 3 * 72
"""Dots an inch: three for each dot of a telephone."""
_MARGIN, _LEAST_SPAN = 14.0, 24.0
"""Points around what is shown, and kilometres that a map shows at the least."""
_TALLEST = 1.25
"""How many times as tall as wide a map may be."""
_DEGREE = 111.195
"""Kilometres of a degree from south to north."""


@dataclass(frozen=True, slots=True)
class Area:
    """A commune: its name, its INSEE code, which colour it has, and where its town hall is. `marks` are the numbers
    that stand there, `more` is how many others are there.
    """

    name: str
    insee: str
    colour: int
    at: tuple[float, float]
    marks: tuple[int, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Map:
    """What a map shows: communes, and what each colour means, in order."""

    language: str
    areas: tuple[Area, ...]
    colours: tuple[str, ...]


def to_json(shown: Map) -> dict[str, Any]:
    """A map as plain JSON, to be kept until it is drawn."""
    return asdict(shown)


def drawn(raw: Mapping[str, Any]) -> bytes:
    """The picture (PNG) of a map that was kept as JSON: the same bytes for the same map."""
    areas = [Area(**{**area, "marks": tuple(area["marks"])}) for area in raw["areas"]]
    frame = Frame.around(areas)
    told = {
        "language": raw["language"],
        "width": WIDTH,
        "height": frame.height,
        "areas": [_area(area, frame) for area in areas],
        "names": _names(areas, frame),
        "colours": [{"number": n, "name": clean(raw["colours"][n])} for n in sorted(_seen(areas, frame))],
    }
    return picture("maps", told, DENSITY)


# --- where on the paper -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of the land a map shows: its western and northern edge, points a degree, and how tall that is."""

    west: float
    north: float
    across: float
    down: float
    height: float

    @classmethod
    def around(cls, areas: Sequence[Area]) -> Frame:
        """Around the communes where something is; where that is little land, around more of it."""
        shown = [area for area in areas if area.marks or area.more] or areas
        corners = [corner for area in shown for ring in outline(area.insee) for corner in ring]
        corners += [area.at for area in shown]
        south, north = min(lat for lat, _ in corners), max(lat for lat, _ in corners)
        west, east = min(lon for _, lon in corners), max(lon for _, lon in corners)
        shrunk = math.cos(math.radians((south + north) / 2))
        wide = max((east - west) * _DEGREE * shrunk, _LEAST_SPAN)
        tall = max((north - south) * _DEGREE, wide * 0.8)
        wide = max(wide, tall / _TALLEST)
        points = (WIDTH - 2 * _MARGIN) / wide
        height = tall * points + 2 * _MARGIN
        middle = (west + east) / 2, (south + north) / 2
        across, down = points * _DEGREE * shrunk, points * _DEGREE
        return cls(middle[0] - WIDTH / 2 / across, middle[1] + height / 2 / down, across, down, height)

    def at(self, corner: Sequence[float]) -> tuple[float, float]:
        """A place in points from the left and from the top."""
        return round((corner[1] - self.west) * self.across, 1), round((self.north - corner[0]) * self.down, 1)

    def shows(self, point: tuple[float, float], edge: float = 0.0) -> bool:
        """Whether a point is on the map, so far from its edge."""
        return edge <= point[0] <= WIDTH - edge and edge <= point[1] <= self.height - edge


def _seen(areas: Iterable[Area], frame: Frame) -> set[int]:
    """The colours that the map shows."""
    return {
        area.colour
        for area in areas
        if any(frame.shows(frame.at(corner)) for ring in outline(area.insee) for corner in ring)
    }


def _area(area: Area, frame: Frame) -> dict[str, Any]:
    marks = [str(mark) for mark in area.marks]
    if area.more:
        marks.append(f"+{area.more}")
    return {
        "rings": [[frame.at(corner) for corner in ring] for ring in outline(area.insee)],
        "colour": area.colour,
        "at": frame.at(area.at),
        "marks": marks,
    }


_NAME, _SMALL = 9.5, 7.5
"""Points: letters of a commune where something is, and of another."""
_LETTER = 0.56
"""How wide a letter is at the most, in its own height."""
_MARK = 17.0


def _names(areas: Iterable[Area], frame: Frame) -> list[dict[str, Any]]:
    """The names that have room: first those of communes where something is, below their marks."""
    taken: list[tuple[float, float, float, float]] = []
    named: list[dict[str, Any]] = []
    ordered = sorted(areas, key=lambda area: (not (area.marks or area.more), area.name))
    for area in ordered:
        point = frame.at(area.at)
        if (area.marks or area.more) and frame.shows(point):
            half = _MARK * (len(area.marks) + bool(area.more)) / 2 + 2
            taken.append((point[0] - half, point[1] - _MARK / 2 - 1, point[0] + half, point[1] + _MARK / 2 + 1))
    for area in ordered:
        here = bool(area.marks or area.more)
        size = _NAME if here else _SMALL
        point = frame.at(area.at)
        lines = on_lines(clean(area.name))
        wide, tall = max(map(len, lines)) * size * _LETTER, size * 1.15 * len(lines)
        for below in (_MARK / 2 + 2, -_MARK / 2 - tall - 2) if here else (-tall / 2,):
            left, top = min(max(point[0] - wide / 2, 3.0), WIDTH - wide - 3), point[1] + below
            box = (left, top, left + wide, top + tall)
            inside = frame.shows(point) and top >= 2 and top + tall <= frame.height - 2
            if inside and not any(meet(box, other) for other in taken):
                taken.append(box)
                named.append({"lines": lines, "at": (round(left, 1), round(top, 1)), "wide": wide, "here": here})
                break
    return named


def on_lines(name: str) -> list[str]:
    """A long name on two lines, cut at the hyphen or blank nearest to its middle."""
    cuts = [at + 1 for at, letter in enumerate(name) if letter in "- "]
    if len(name) <= 13 or not cuts:
        return [name]
    cut = min(cuts, key=lambda at: abs(at - len(name) / 2))
    return [name[:cut].strip(), name[cut:]]


def meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two boxes (left, top, right, bottom) have room in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
