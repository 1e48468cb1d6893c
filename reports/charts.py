"""Charts: the figures as pictures. What they show is counted, suppressed and put into words before it comes here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from conversations.words.cleaning import clean
from reports.labels import placed
from reports.maps import DENSITY
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
    """A commune in its class, from 0 on; `value` is what is written into it, where there is room. What is not `counted`
    lies around those that are, and has no class.
    """

    name: str
    insee: str
    at: tuple[float, float]
    shade: int
    value: str = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Communes:
    """The communes, each in the colour of its class; `shades` are their names, `notes` what is on no map. `uncounted`:
    what those are called that are not counted, where there are any.
    """

    kind: ClassVar[str] = "communes"

    head: Head
    communes: tuple[Commune, ...]
    shades: tuple[str, ...]
    notes: tuple[str, ...] = ()
    uncounted: str = ""


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
    return {**known, **placed(known["communes"])} if known["kind"] == Communes.kind else known
