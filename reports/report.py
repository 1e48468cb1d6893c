"""The report of a year, for those who pay for the network: a value in words ready for its readers, and its PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from reports import charts, word
from reports.support import Support, coloured, printable
from reports.typesetting import cleaned, paper

Row = tuple[str, ...]


class Format(StrEnum):
    """What a report is written as."""

    DOCX = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its title, with the titles of its columns; from the second one on, cells are numbers. A `note`
    stands under it.
    """

    title: str
    columns: Row
    rows: tuple[Row, ...]
    note: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as plain JSON (`reports.charts`), and what it shows in words."""

    chart: Mapping[str, Any]
    alt: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: what introduces it, what the coordination writes there (None: nothing is written there at
    all), its tables, its pictures, and remarks.
    """

    heading: str
    introduction: str = ""
    words: str | None = None
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A report; every text is plain, and what is empty takes no room.

    language: ISO 639 code. main, accent: colours in which white is read; logo: SVG, whose `currentColor` is `main`.
    mark: what every page says beside its number, such as that the year is not over; status: the same in a sentence.
    highlights: a number each, what it counts, and the year before. contact: whom to ask about it. own: what stands
    above the coordination’s words. definitions: under `defined`, titles and what they mean. footer: at the foot of
    every page. made: the day, in ISO.
    """

    language: str
    made: str
    network: str
    main: str
    accent: str
    logo: str
    title: str
    period: str
    status: str
    mark: str
    highlights: tuple[tuple[str, str, str], ...]
    supported: str
    support: tuple[Support, ...]
    contact: str
    own: str
    sections: tuple[Section, ...]
    defined: str
    definitions: tuple[tuple[str, str], ...]
    footer: str


def to_json(report: Report, format_: Format) -> dict[str, Any]:
    """A report as plain JSON, to be kept until it is written."""
    return {**asdict(report), "format": format_.value}


def written(raw: Mapping[str, Any]) -> bytes:
    """The file of a report that was kept as JSON: the same bytes for the same report."""
    return word.document(raw) if raw["format"] == Format.DOCX else _printed(raw)


def _printed(raw: Mapping[str, Any]) -> bytes:
    told = cleaned({key: value for key, value in raw.items() if key != "sections"})
    told["logo"], told["support"] = coloured(raw["logo"], raw["main"]), printable(raw["support"], raw["main"])
    told["sections"] = [_section(one) for one in raw["sections"]]
    return paper("report", told)


def _section(raw: Mapping[str, Any]) -> dict[str, Any]:
    said = cleaned({key: value for key, value in raw.items() if key != "pictures"})
    pictures = [
        {
            "svg": charts.as_svg(one["chart"]),
            "alt": cleaned(one["alt"]),
            "map": one["chart"]["kind"] == charts.Communes.kind,
        }
        for one in raw["pictures"]
    ]
    return {**said, "pictures": pictures}
