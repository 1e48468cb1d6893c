"""Lines: one line under a header, read field by field, with what is wrong with it noted as it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from network.imports import values
from network.imports.rows import Column, Columns, Fault, Value
from network.imports.values import WrongError
from network.imports.workbook import Cell

T = TypeVar("T")

_SHOWN = 60
"""Characters of a cell that are said back."""


class Line:
    """A line by its number in the file, from 1. What is read of it is noted in `faults` and `notes`."""

    def __init__(self, number: int, cells: Sequence[Cell], columns: Columns) -> None:
        self.number = number
        self.faults: list[Fault] = []
        self.notes: list[str] = []
        self._cells = cells
        self._columns = columns

    @property
    def stopped(self) -> bool:
        """Whether something keeps it out."""
        return any(fault.stops for fault in self.faults)

    @property
    def filled(self) -> int:
        """How many of its cells have something in them."""
        return sum(bool(values.shown(cell)) for cell in self._cells)

    def of(self, field: str) -> Iterator[tuple[Column, Cell]]:
        """The filled cells of a field, each with its column. One whose formula failed is a fault, and none of them."""
        for column in self._columns.columns:
            if column.field != field or column.at >= len(self._cells):
                continue
            cell = self._cells[column.at]
            try:
                values.sound(cell)
            except WrongError as wrong:
                self.wrong(column, cell, wrong.key, wrong.values)
                continue
            if values.said(cell):
                yield column, cell

    def has(self, field: str) -> bool:
        """Whether a column is that field."""
        return self._columns.of(field) is not None

    def stands(self, field: str) -> bool:
        """Whether there is something in a field, be it a formula that failed."""
        return any(
            column.field == field and column.at < len(self._cells) and bool(values.said(self._cells[column.at]))
            for column in self._columns.columns
        )

    def text(self, field: str) -> str:
        """What the cells of a field say, those of several columns parted by commas."""
        return ", ".join(values.said(cell) for _, cell in self.of(field))

    def read(
        self, field: str, reading: Callable[[Cell], T | None], *, stops: bool = True, noted: bool = True
    ) -> T | None:
        """What the first filled cell of a field says; what is wrong with it is a fault, and one that stops nothing is
        `noted`, unless the row says it elsewhere.
        """
        for column, cell in self.of(field):
            try:
                return reading(cell)
            except WrongError as wrong:
                self.wrong(column, cell, wrong.key, wrong.values, stops=stops, noted=noted)
        return None

    def read_all(self, field: str, reading: Callable[[Cell], Sequence[T]], *, stops: bool = True) -> tuple[T, ...]:
        """What all the cells of a field say, each thing once."""
        found: dict[T, None] = {}
        for column, cell in self.of(field):
            try:
                found.update(dict.fromkeys(reading(cell)))
            except WrongError as wrong:
                self.wrong(column, cell, wrong.key, wrong.values, stops=stops)
        return tuple(found)

    def wrong(
        self,
        column: Column,
        cell: Cell,
        key: str,
        given: tuple[tuple[str, Value], ...] = (),
        *,
        stops: bool = True,
        noted: bool = True,
    ) -> None:
        """Note that a cell is wrong; where it stops nothing, what it says is kept in the notes."""
        told = values.shown(cell)
        fault = Fault(self.number, column.letter, column.header, told[:_SHOWN], key, given, stops)
        if fault not in self.faults:
            self.faults.append(fault)
        if not stops and noted:
            self.note(column, cell)

    def lacks(self, key: str, *fields: str) -> None:
        """Note that none of some fields is there, unless what stands there was found wrong already."""
        letters = {column.letter for column in self._columns.columns if column.field in fields}
        if not any(fault.stops and fault.column in letters for fault in self.faults):
            self.faults.append(Fault(self.number, "", "", "", key))

    def note(self, column: Column, cell: Cell) -> None:
        """Keep what a cell says, under what stands above it."""
        self.notes.append(f"{column.header} : {values.said(cell)}" if column.header else values.said(cell))

    def left(self) -> str:
        """The notes: the line's own, what has no field, and what was noted, a line each."""
        own = [values.said(cell) for _, cell in self.of("notes")]
        for column in self._columns.columns:
            if not column.field and column.at < len(self._cells) and values.said(self._cells[column.at]):
                self.note(column, self._cells[column.at])
        return "\n".join(dict.fromkeys((*own, *self.notes)))
