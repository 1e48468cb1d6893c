"""A sheet of paper, as PDF: the record of a case for a referent, the sheet that a person takes home from a counter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from reports.typesetting import cleaned, paper, qr_code

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
    told = {**cleaned(asdict(sheet)), "made": ""}
    return paper("sheet", {**told, "qr": qr_code(told["link"]) if told["link"] else ""}, sheet.made)
