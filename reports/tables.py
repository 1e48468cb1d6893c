"""Tables: what is taken out of the bot to be read in a spreadsheet, as a workbook (XLSX) or as one table (CSV).

Nothing that stands in a cell is ever reckoned, followed or run: a text is written as a text, whatever it begins with.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from math import ceil
from typing import Any, TypeAlias

import xlsxwriter

from conversations.words.cleaning import clean

Cell: TypeAlias = "str | int | float | date | None"


class As(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TELEPHONE = "telephone"


class Format(StrEnum):
    """What a table is written as."""

    XLSX = "xlsx"
    CSV = "csv"


MOST_CHARACTERS = 32_767
"""Of a cell (Excel’s own limit): a longer text would be left out whole, or spill over the lines below it."""
MOST_LINES = 1_048_575
"""Of a sheet, under its titles."""
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_WIDEST, _NARROWEST = 60, 8
_MOST_WRAPPED = 8
"""So many lines a text takes in its cell at the most: a longer one stays on one, so that no line fills a screen."""
_FITS = 200
"""So wide, in characters, is what can still be read on one page across; a wider sheet is printed on several."""
_A4 = 9
_LINE = 15
"""How high a line is, in points."""
_EXPLAINING = (24, 28, 90)
"""How wide the columns of the sheet are that explains the others."""
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_FIRST_DAY = date(1900, 3, 1)
"""From which on a spreadsheet counts days rightly."""
_SETTINGS = {
    "in_memory": True,  # nothing of it is on a disk
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what stands above it, what its cells are, and a sentence that explains it."""

    title: str
    kind: As
    explained: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name. A line of `rows` has a cell for each column, None for nothing; a cell of a number that is a
    text is written as one.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a book says of itself, ready for its reader: the name of the sheet that explains the others with the titles
    of its three columns (sheet, column, what it says), and what ends a text that was cut.
    """

    explaining: str
    titles: tuple[str, str, str]
    cut: str


@dataclass(frozen=True, slots=True)
class Book:
    """Tables that go together, each on a sheet of its own, as they were on the day on which they were `made`."""

    title: str
    made: date
    tables: tuple[Table, ...]
    words: Words


# --- kept until it is written -----------------------------------------------------------------------------------------


def to_json(book: Book, format_: Format) -> dict[str, Any]:
    """A book as plain JSON, to be kept until it is written; a CSV has room for its first table alone."""
    tables = book.tables if format_ is Format.XLSX else book.tables[:1]
    told = [  # `asdict` would copy every cell
        {**asdict(replace(one, rows=())), "rows": [[_kept(cell) for cell in row] for row in one.rows]} for one in tables
    ]
    bare = asdict(replace(book, tables=()))
    return {**bare, "made": book.made.isoformat(), "tables": told, "format": format_.value}


def _kept(cell: Cell) -> Any:
    return {"day": _day(cell).isoformat()} if isinstance(cell, date) else cell


def written(raw: Mapping[str, Any]) -> bytes:
    """The file of a book that was kept as JSON: the same bytes for the same book. Raises ValueError where a table has
    more lines than a sheet has room for.
    """
    tables = tuple(
        Table(
            one["name"],
            tuple(Column(column["title"], As(column["kind"]), column["explained"]) for column in one["columns"]),
            tuple(tuple(_again(cell) for cell in row) for row in one["rows"]),
        )
        for one in raw["tables"]
    )
    said = raw["words"]
    words = Words(said["explaining"], tuple(said["titles"]), said["cut"])
    book = Book(raw["title"], date.fromisoformat(raw["made"]), tables, words)
    return workbook(book) if raw["format"] == Format.XLSX else delimited(tables[0], words.cut).encode()


def _again(cell: Any) -> Cell:
    return date.fromisoformat(cell["day"]) if isinstance(cell, Mapping) else cell


def cut_texts(tables: Iterable[Table]) -> int:
    """How many texts are longer than a cell has room for, and are cut."""
    cells = (cell for table in tables for row in table.rows for cell in row)
    return sum(isinstance(cell, str) and _length(clean(cell)) > MOST_CHARACTERS for cell in cells)


# --- a workbook -------------------------------------------------------------------------------------------------------


_LONG = "long"
"""The style of a text that is longer than its column is wide."""
_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
_ALIGNED = {As.NUMBER: "right", As.DATE: "right"}
"""Where a title stands, as what is below it does; others on the left."""


def workbook(book: Book) -> bytes:
    """An XLSX file: a sheet a table, its titles in view, each column to be filtered by; then one that explains them."""
    out = io.BytesIO()
    made = datetime.combine(book.made, time())
    with xlsxwriter.Workbook(out, _SETTINGS) as file:
        file.set_properties({"title": clean(book.title), "created": made})
        styles: dict[str, Any] = {
            As.TEXT: file.add_format({"num_format": "@", "valign": "top"}),
            _LONG: file.add_format({"num_format": "@", "valign": "top", "text_wrap": True}),
            As.TELEPHONE: file.add_format({"num_format": "@", "valign": "top"}),
            As.NUMBER: file.add_format({"num_format": "#,##0.##;-#,##0.##", "valign": "top"}),
            As.DATE: file.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
        }
        whole = file.add_format({"num_format": "#,##0", "valign": "top"})
        heads = {align: file.add_format({**_HEAD, "align": align}) for align in ("left", "right")}
        wrapped = file.add_format({"text_wrap": True, "valign": "top"})
        names = _names([*(one.name for one in book.tables), book.words.explaining])
        for name, table in zip(names, book.tables, strict=False):
            _Sheet(file.add_worksheet(name), table, styles, whole, book.words.cut).write(heads)
        _explain(file.add_worksheet(names[-1]), book, names, heads["left"], wrapped)
    return out.getvalue()


class _Sheet:
    """The sheet of a table."""

    def __init__(self, sheet: Any, table: Table, styles: Mapping[str, Any], whole: Any, cut: str) -> None:
        if len(table.rows) > MOST_LINES:
            raise ValueError(f"a sheet has room for {MOST_LINES} lines, and {len(table.rows)} are to be written")
        self._sheet, self._table, self._styles, self._whole, self._cut = sheet, table, styles, whole, cut

    def write(self, heads: Mapping[str, Any]) -> None:
        """All of it."""
        sheet, table = self._sheet, self._table
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, _text(column.title, self._cut), heads[_ALIGNED.get(column.kind, "left")])
        widths = [_wide(column.title) for column in table.columns]
        for line, row in enumerate(table.rows, 1):
            for at, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                if cell is not None and cell != "":
                    widths[at] = max(widths[at], self._cell(line, at, column.kind, cell))
            _high(sheet, line, max((_wide(cell) / _WIDEST for cell in row if isinstance(cell, str)), default=0))
        across = [min(max(width, _NARROWEST), _WIDEST) + 2 for width in widths]
        for at, width in enumerate(across):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 1)
        _on_paper(sheet, sum(across))
        last = max(len(table.rows), 1)
        sheet.autofilter(0, 0, last, len(table.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})

    def _cell(self, line: int, at: int, kind: As, cell: str | int | float | date) -> int:
        """Write a cell. Returns how wide it is."""
        if kind is As.DATE and isinstance(cell, date) and _day(cell) >= _FIRST_DAY:
            self._sheet.write_datetime(line, at, datetime.combine(_day(cell), time()), self._styles[As.DATE])
            return len("01/01/2000")
        if kind is As.NUMBER and isinstance(cell, int | float) and cell == cell and abs(cell) < _INFINITE:
            style = self._whole if cell == int(cell) else self._styles[As.NUMBER]
            self._sheet.write_number(line, at, cell, style)
            return len(f"{cell:,}")
        text = _text(_plain(cell), self._cut)
        wide = _wide(text)
        style = self._styles[_LONG if 1 < wide / _WIDEST <= _MOST_WRAPPED else As.TEXT]
        self._sheet.write_string(line, at, text, style)
        return wide


def _high(sheet: Any, line: int, fills: float) -> None:
    """Make a line as high as a text that fills its column so many times: not every program does by itself."""
    if 1 < fills <= _MOST_WRAPPED:
        sheet.set_row(line, _LINE * ceil(fills))


def _on_paper(sheet: Any, width: int) -> None:
    """How a sheet is printed: across, its titles on each page; where it takes several, its first column too."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")
    if width <= _FITS:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.repeat_columns(0)


_INFINITE = 1e15
"""From here on a spreadsheet no longer tells one number from the next."""


def _explain(sheet: Any, book: Book, names: Sequence[str], head: Any, wrapped: Any) -> None:
    """A line for each column of each sheet."""
    for at, (title, width) in enumerate(zip(book.words.titles, _EXPLAINING, strict=True)):
        sheet.write_string(0, at, title, head)
        sheet.set_column(at, at, width)
    told = [
        (name, one.title, one.explained) for name, of in zip(names, book.tables, strict=False) for one in of.columns
    ]
    for line, row in enumerate(told, 1):
        for at, text in enumerate(row):
            sheet.write_string(line, at, _text(text, book.words.cut), wrapped)
        _high(sheet, line, max(_wide(text) / width for text, width in zip(row, _EXPLAINING, strict=True)))
    sheet.freeze_panes(1, 0)
    _on_paper(sheet, sum(_EXPLAINING))


def _names(given: Sequence[str]) -> list[str]:
    """Names that sheets may have, none twice."""
    names: list[str] = []
    for one in given:
        base = _NOT_IN_NAMES.sub(" ", clean(one)).strip(" '")[:_LONGEST_NAME].strip(" '") or "-"
        name, number = base, 2
        while name.lower() in map(str.lower, names):
            name, number = f"{base[: _LONGEST_NAME - 4]} {number}", number + 1
        names.append(name)
    return names


# --- one table as text ------------------------------------------------------------------------------------------------


def delimited(table: Table, cut: str = "…") -> str:
    """A table as a French spreadsheet opens it: semicolons, lines that end with CR LF, and a mark in front that says
    that it is UTF-8. A number has its decimals behind a comma, a day is written 31/12/2026.
    """
    return lines([[one.title for one in table.columns], *table.rows], cut)


def lines(rows: Iterable[Sequence[Cell]], cut: str = "…") -> str:
    """Lines of cells in that form, the first of them the titles."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_delimited(cell, cut) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _delimited(cell: Cell, cut: str) -> str:
    if isinstance(cell, int | float):
        return str(cell).replace(".", ",")
    return harmless(_text(_plain(cell), cut))


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: before what would begin one stands an apostrophe."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{_day(cell):%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def _day(cell: date) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def _text(text: str, cut: str) -> str:
    """A text without what no file of this kind can hold, and no longer than a cell has room for."""
    told = clean(text)
    if _length(told) <= MOST_CHARACTERS:
        return told
    room = told.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - _length(cut) - 1)]
    return f"{room.decode('utf-16-le', 'ignore')} {cut}"


def _length(text: str) -> int:
    """As Excel counts characters: in UTF-16, so that an emoji is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _wide(text: str) -> int:
    return max(map(len, text.split("\n")))
