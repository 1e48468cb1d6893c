"""A sheet of paper, as PDF: the record of a case for a referent, the sheet that a person takes home from a counter."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast

import typst

from conversations.words.cleaning import clean

Line = tuple[str, str]
"""A label and its value."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a sheet under its own title: labels with values, then numbered steps; either may be absent. One that is
    `small` comes last, behind the link, in small letters.
    """

    title: str
    lines: tuple[Line, ...] = ()
    steps: tuple[str, ...] = ()
    small: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a sheet, from top to bottom, in words ready for the reader; what is empty takes no room.

    Every text is plain: whatever it holds is printed as it stands, but for what `clean` removes
    (conversations/words/cleaning.py). Line breaks are kept.

    language: ISO 639 code of those words (``"fr"``), for hyphenation and for who has the sheet read aloud.
    made: when, with its time zone. It is the PDF's own date; a date to be read stands in `footer`.
    letterhead: whose sheet this is, in small above the heading.
    highlights: what is to be seen first, in frames side by side, three in a row.
    link: printed in full and as a QR code, beside `link_words`; a QR code holds about 2,300 bytes.
    footer: a few lines at the foot of every page, the first one in bold.
    """

    language: str
    made: datetime
    heading: str
    letterhead: str = ""
    sub_heading: str = ""
    highlights: tuple[Line, ...] = ()
    paragraphs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    link: str = ""
    link_words: str = ""
    footer: tuple[str, ...] = ()


def to_json(sheet: Sheet) -> dict[str, Any]:
    """A sheet as plain JSON, to be kept until it is printed; `from_json` gives it back."""
    return {**asdict(sheet), "made": sheet.made.isoformat()}


def from_json(raw: Mapping[str, Any]) -> Sheet:
    """The inverse of `to_json`."""
    sections = tuple(_section(part) for part in raw["sections"])
    lists = {name: tuple(raw[name]) for name in ("paragraphs", "footer")}
    made = datetime.fromisoformat(raw["made"])
    return Sheet(**{**raw, **lists, "made": made, "highlights": _pairs(raw["highlights"]), "sections": sections})


def _section(raw: Mapping[str, Any]) -> Section:
    """One that was kept before there were small ones is none."""
    return Section(raw["title"], _pairs(raw["lines"]), tuple(raw["steps"]), raw.get("small", False))


def printed(raw: Mapping[str, Any]) -> bytes:
    """The PDF of a sheet that was kept as JSON."""
    return pdf(from_json(raw))


def _pairs(raw: Iterable[Sequence[str]]) -> tuple[Line, ...]:
    return tuple((label, value) for label, value in raw)


def pdf(sheet: Sheet) -> bytes:
    """`sheet` on A4, black on white: the same bytes for the same sheet, wherever it is made. May run in any thread.

    Raises `segno.DataOverflowError`, a `ValueError`, for a link that no QR code can hold.
    """
    link = clean(sheet.link)
    data = {"sheet": json.dumps(_clean(asdict(sheet))), "qr": qr_code(link) if link else ""}
    compiler = typst.Compiler(font_paths=fonts(), ignore_system_fonts=True)
    try:
        return _compile(compiler, data, sheet.made, "ua-1")
    except typst.TypstError:
        # What none of our fonts can draw (an emoji) prints as a box, and PDF/UA forbids that: the sheet is then tagged
        # all the same, and does not claim to conform. Any other error comes back here.
        return _compile(compiler, data, sheet.made, None)


_TEMPLATE = files("reports").joinpath("sheet.typ").read_bytes()


@cache
def fonts() -> typst.Fonts:
    """Our own fonts and the typesetter's, none of the machine's: a sheet looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(Path(str(files("reports"))) / "fonts")])


def _compile(compiler: typst.Compiler, data: dict[str, str], made: datetime, standard: Literal["ua-1"] | None) -> bytes:
    compiled = compiler.compile(
        _TEMPLATE, format="pdf", sys_inputs=data, timestamp=int(made.timestamp()), pdf_standards=standard
    )
    return cast(bytes, compiled)  # a list would be pictures of pages


def qr_code(link: str) -> str:
    """The QR code of `link` as SVG, without a margin: the template leaves one."""
    import segno  # builds its tables at once, which a start does not wait for

    svg = io.BytesIO()
    segno.make(link, error="m", micro=False).save(svg, kind="svg", border=0, xmldecl=False)
    return svg.getvalue().decode()


def _clean(value: object) -> object:
    """`value` for JSON: its texts cleaned, its date left out."""
    match value:
        case str():
            return clean(value)
        case bool():
            return value
        case tuple():
            return [_clean(item) for item in value]
        case dict():
            return {key: _clean(item) for key, item in value.items()}
    return None
