"""A workbook: the sheets of a file as lines of cells, whatever program wrote it; or why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from network.imports import delimited
from network.imports.limits import MOST_BYTES, MOST_CELL, MOST_COLUMNS, MOST_LINES, MOST_SHEETS
from network.imports.package import Extent, looked_through
from network.imports.rows import UnreadableError

Cell: TypeAlias = "str | int | float | bool | date | datetime | time | timedelta"
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What an old container holds that a locked XLSX file was put into (MS-OFFCRYPTO, 2.3.4.4)."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_PAGES = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|table|meta|style)",
                    re.IGNORECASE | re.DOTALL)  # fmt: skip
_MARKS = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its lines from the first of the file on, empty ones among them, each a list of cells from column A on.

    A cell whose formula failed holds what is shown of it ("#REF!"). A text has no name.
    """

    name: str
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that can be read; `skipped` are the names of the others: hidden, too large, or a diagram."""

    sheets: tuple[Sheet, ...]
    skipped: tuple[str, ...] = ()


def opened(data: bytes) -> Workbook:
    """The sheets of an XLSX, ODS or CSV file, told by its bytes: what it is called does not count.

    Raises:
        UnreadableError: there is no table in it, or it is larger than what is taken.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableError("imports.too_heavy", (("megabytes", MOST_BYTES // 1_000_000),))
    if not data.strip():
        raise UnreadableError("imports.empty")
    if data.startswith(_ZIP):
        return _of_package(data)
    if data.startswith(_OLD):
        raise UnreadableError("imports.locked" if _LOCKED in data else "imports.old")
    if data.startswith(_PICTURES):
        raise UnreadableError("imports.picture")
    if data.startswith(b"%PDF"):
        raise UnreadableError("imports.pdf")
    if _PAGES.match(data[:4000].removeprefix(_MARKS)):
        raise UnreadableError("imports.page")
    rows: list[list[Cell]] = [list(row) for row in delimited.rows_of(data)]
    return Workbook((Sheet("", rows),))


def _of_package(data: bytes) -> Workbook:
    extents = looked_through(data)
    if all(extent.too_large for extent in extents.values()):
        raise _too_far(extents["*"])
    try:
        with CalamineWorkbook.from_object(BytesIO(data)) as book:
            return _sheets(book, extents)
    except PasswordError as error:
        raise UnreadableError("imports.locked") from error
    except UnreadableError:
        raise
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise UnreadableError("imports.damaged") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own fault at a file that lies: no Exception
            raise UnreadableError("imports.damaged") from error
        raise


def _sheets(book: CalamineWorkbook, extents: Mapping[str, Extent]) -> Workbook:
    known = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet][:MOST_SHEETS]
    shown = [one.name for one in known if one.visible == SheetVisibleEnum.Visible] or [one.name for one in known]
    large = [name for name in shown if extents.get(name, extents["*"]).too_large]
    sheets = tuple(Sheet(name, list(_rows(book, name, extents.get(name)))) for name in shown if name not in large)
    filled = tuple(sheet for sheet in sheets if any(map(any, sheet.rows)))
    if not filled and large:
        raise _too_far(extents.get(large[0], extents["*"]))
    if not filled:
        raise UnreadableError("imports.empty")
    read = {sheet.name for sheet in filled}
    return Workbook(filled, tuple(one.name for one in book.sheets_metadata if one.name not in read))


def _rows(book: CalamineWorkbook, name: str, extent: Extent | None) -> Iterator[list[Cell]]:
    failed: dict[int, list[tuple[int, str]]] = {}
    for line, column, shown in extent.failed if extent else ():
        failed.setdefault(line, []).append((column, shown))
    for line, row in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
        cells: list[Cell] = [cell[:MOST_CELL] if isinstance(cell, str) else cell for cell in row]
        for column, shown in failed.get(line, ()):
            cells.extend("" for _ in range(column + 1 - len(cells)))
            cells[column] = shown
        yield cells


def _too_far(extent: Extent) -> UnreadableError:
    if extent.columns > MOST_COLUMNS:
        return UnreadableError("imports.too_wide", (("most", MOST_COLUMNS),))
    return UnreadableError("imports.too_long", (("most", MOST_LINES),))
