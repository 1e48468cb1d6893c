"""Reading: a file as a whole, from its bytes to what would go in, what stays out, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from network.imports import cases, columns, offers, organisations, referents, values
from network.imports.ground import Ground
from network.imports.lines import Line
from network.imports.rows import Columns, Double, Fault, Reading, Row, Sort
from network.imports.workbook import Cell, Sheet, opened
from network.model import Network

_READS: Mapping[Sort, Callable[[Line, Ground], Row | date | None]] = MappingProxyType(
    {
        Sort.CASES: cases.row_of,
        Sort.ORGANISATIONS: organisations.row_of,
        Sort.REFERENTS: referents.row_of,
        Sort.OFFERS: offers.row_of,
    }
)
_ALONE = 1
"""Filled cells of a line that is a title among the lines, and nobody."""


def read(
    data: bytes, network: Network, today: date, sort: Sort | None = None, given: Mapping[str, str] | None = None
) -> Reading:
    """What a spreadsheet says. `sort` is what it is a list of, where that is known; `given` the fields of its columns
    by their letters, as `Columns.mapping` has them. While a column is to be asked about, no line is read.

    Raises:
        UnreadableError: there is no table in it, it is larger than what is taken, or no line of it is a header.
    """
    return read_on(Ground(network, today), data, sort, given)


def read_on(ground: Ground, data: bytes, sort: Sort | None = None, given: Mapping[str, str] | None = None) -> Reading:
    """The same of one of several files."""
    book = opened(data)
    sheet, header = columns.chosen(book.sheets, sort)
    found = columns.guessed(sheet, header, ground.contents, given)
    others = (*(one.name for one in book.sheets if one is not sheet), *book.skipped)
    if found.questions:
        return Reading(header.sort, found, sheet=sheet.name, other_sheets=others, header=header.at + 1)
    return _Table(header.sort, found, sheet, header.at).read(ground, others)


class _Table:
    """The lines under a header."""

    def __init__(self, sort: Sort, found: Columns, sheet: Sheet, header: int) -> None:
        self._sort, self._columns, self._sheet, self._header = sort, found, sheet, header
        self._faults: list[Fault] = []
        self._past: list[int] = []
        self._empty = self._lines = 0

    def read(self, ground: Ground, others: tuple[str, ...]) -> Reading:
        """All of them."""
        rows, doubles = _each_once(self._rows(ground))
        return Reading(
            self._sort,
            self._columns,
            rows,
            tuple(self._faults),
            doubles,
            tuple(self._past),
            self._sheet.name,
            others,
            self._header + 1,
            self._lines,
            self._empty,
        )

    def _rows(self, ground: Ground) -> Iterator[Row]:
        head = [values.shown(cell) for cell in self._sheet.rows[self._header]]
        for at, cells in enumerate(self._sheet.rows[self._header + 1 :], start=self._header + 2):
            said = [values.shown(cell) for cell in cells]
            if not any(said) or said == head:
                self._empty += 1
                continue
            self._lines += 1
            row = self._row(Line(at, cells, self._columns), cells, ground)
            if row is not None:
                yield row

    def _row(self, line: Line, cells: list[Cell], ground: Ground) -> Row | None:
        if self._sort is Sort.CASES and line.filled <= _ALONE:
            filled = (one for one in self._columns.columns if one.at < len(cells) and values.shown(cells[one.at]))
            column = next(filled)
            line.wrong(column, cells[column.at], "imports.fault.alone")
            found = None
        else:
            found = _READS[self._sort](line, ground)
        if isinstance(found, date):
            self._past.append(line.number)
            return None
        self._faults.extend(sorted(line.faults, key=lambda fault: (len(fault.column), fault.column)))
        return found


def _each_once(found: Iterator[Row]) -> tuple[tuple[Row, ...], tuple[Double, ...]]:
    """The rows without those that say what one before says; and who is there on another day as well."""
    rows: list[Row] = []
    doubles: list[Double] = []
    lines: dict[str, int] = {}
    people: dict[str, int] = {}
    for row in found:
        same = next((lines[key] for key in row.keys if key in lines), None)
        person = next((people[key] for key in row.person_keys if key in people), None)
        if same is not None or person is not None:
            doubles.append(Double(row.line, same if same is not None else person, row.name, sure=same is not None))
        if same is None:
            rows.append(row)
            lines.update((key, row.line) for key in row.keys if key not in lines)
            people.update((key, row.line) for key in row.person_keys if key not in people)
    return tuple(rows), tuple(doubles)
