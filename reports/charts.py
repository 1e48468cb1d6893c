"""Charts: the figures as pictures. What they show is counted, suppressed and put into words before it comes here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from conversations.words.cleaning import clean
from network.outlines import outline
from reports.maps import DENSITY, WIDTH, Area, Frame, meet, on_lines
from reports.typesetting import cleaned, described, drawing, picture


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around a chart: its `title`, the `lines` under it (period, place), the `source` in small at the foot.
    main, accent: colours in which white is read ("#1f4e5f").
    """

    language: str
    main: str
    accent: str
    title: str
    lines: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Column:
    """A month or a year: so many of it. One that is not `within` the period stands beside it, lighter; of one that is
    `to_come` nothing is known. `under` is what stands below its name: the year, where it changes.
    """

    name: str
    count: int
    within: bool = True
    to_come: bool = False
    under: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """How far so many of the period's cases have come; `value` in words."""

    name: str
    count: int
    value: str


@dataclass(frozen=True, slots=True)
class Months:
    """The months, and under them the funnel, of which the first step is the whole."""

    kind: ClassVar[str] = "months"

    head: Head
    columns: tuple[Column, ...]
    funnel: str
    steps: tuple[Step, ...]
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune in its class, from 0 on; `value` is what is written into it, where there is room."""

    name: str
    insee: str
    at: tuple[float, float]
    shade: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Communes:
    """The communes, each in the colour of its class; `shades` are their names, `notes` what is on no map."""

    kind: ClassVar[str] = "communes"

    head: Head
    communes: tuple[Commune, ...]
    shades: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Days:
    """So many cases after so many working days: `kept` before their promised date, `late` after it."""

    name: str
    kept: int
    late: int


@dataclass(frozen=True, slots=True)
class Waits:
    """How long first contacts took: one dot a case, or bars (`dots` False). The promise stands behind the column
    `promised`, the median (in bars alone) under the column `median`, between two where it ends in a half; None: it is
    not said. `open_` are those that nobody has contacted, though their date is past.
    """

    kind: ClassVar[str] = "waits"

    head: Head
    days: tuple[Days, ...]
    unit: str
    promised: int
    promise: str
    kept: str
    late: str
    open_: int
    open_name: str
    dots: bool
    median: float | None = None
    median_said: str = ""
    nothing: str = ""


Chart = Months | Communes | Waits


def to_json(chart: Chart) -> dict[str, Any]:
    """A chart as plain JSON, to be kept until it is drawn."""
    return {"kind": chart.kind, **asdict(chart)}


def drawn(raw: Mapping[str, Any]) -> bytes:
    """The picture (PNG) of a chart that was kept as JSON, and says in words what it shows: the same bytes for the same
    chart.
    """
    words = {key: value for key, value in raw["head"].items() if key not in ("language", "main", "accent")}
    return described(picture("charts", told(raw), DENSITY), " | ".join(_texts([words, {**raw, "head": None}])))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield clean(value)
    elif isinstance(value, Mapping | list | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)


def as_svg(raw: Mapping[str, Any]) -> str:
    """The same as a drawing (SVG), to stand on a page among other things."""
    return drawing("charts", told(raw))


def told(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What its template is told."""
    known: dict[str, Any] = cleaned(raw)
    return {**known, **_placed(known["communes"])} if known["kind"] == Communes.kind else known


# --- communes on the paper --------------------------------------------------------------------------------------------

_NAMES = (9.0, 8.0)
"""Points: letters of the name of a commune where something is, and of another."""
_VALUES = (12.0, 10.0, 8.0)
"""Points: of the number in a commune, the biggest first that has room."""
_LETTER, _DIGIT = 0.58, 0.7
"""How wide a letter of a name is, and a bold digit at the most, in its own height."""
_LINE = 1.15

_Box = tuple[float, float, float, float]


def _placed(communes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The outlines in points, and the numbers and names that have room: numbers first, of the highest class first."""
    frame = Frame.around([Area(one["name"], one["insee"], 0, tuple(one["at"])) for one in communes])
    rings = [[[frame.at(corner) for corner in ring] for ring in outline(one["insee"])] for one in communes]
    middles = [_middle(each) or frame.at(one["at"]) for one, each in zip(communes, rings, strict=True)]
    ordered = sorted(range(len(communes)), key=lambda n: (-communes[n]["shade"], communes[n]["name"]))
    taken: list[_Box] = []
    labels: list[dict[str, Any]] = []

    def place(lines: Sequence[str], size: float, x: float, y: float, shade: int, *, number: bool) -> float | None:
        wide = max(map(len, lines)) * size * (_DIGIT if number else _LETTER)
        tall = size * _LINE * len(lines)
        left = min(max(x - wide / 2, 3.0), WIDTH - wide - 3)
        box = (left, y, left + wide, y + tall)
        if any(meet(box, other) for other in taken):
            return None
        taken.append(box)
        at = (round(left, 1), round(y, 1))
        labels.append({"lines": lines, "at": at, "wide": wide, "size": size, "shade": shade, "number": number})
        return size

    heights: dict[int, float] = {}
    for n in ordered:
        one, (x, y) = communes[n], middles[n]
        sizes = (s for s in _VALUES if place([one["value"]], s, x, y - s * _LINE / 2, one["shade"], number=True))
        heights[n] = next(sizes, 0.0) if one["value"] else 0.0
    for n in ordered:
        one, (x, y) = communes[n], middles[n]
        lines, size = on_lines(one["name"]), _NAMES[one["shade"] == 0]
        tall, half = size * _LINE * len(lines), heights[n] * 0.6
        for top in (y + half, y - half - tall) if half else (y - tall / 2,):
            if place(lines, size, x, top, one["shade"], number=False):
                break
    land = [{"rings": each, "shade": one["shade"]} for one, each in zip(communes, rings, strict=True)]
    return {"width": WIDTH, "height": frame.height, "land": land, "labels": labels}


def _middle(rings: Sequence[Sequence[tuple[float, float]]]) -> tuple[float, float] | None:
    """The centre of gravity of the widest ring; None where there is none."""
    widest, middle = 0.0, None
    for ring in rings:
        steps = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
        area = sum(cross for _, _, cross in steps) / 2
        if abs(area) > widest:
            x, y = (sum((a[k] + b[k]) * cross for a, b, cross in steps) / (6 * area) for k in (0, 1))
            widest, middle = abs(area), (x, y)
    return middle
