"""The annex of a report: its figures, meetings and definitions, and its cases by number, as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import get_args
from zoneinfo import ZoneInfo

from handlers.reports.contents import InWords
from handlers.reports.gathering import Year
from handlers.statistics.said import month_said
from handlers.turn.screen import plain
from network.figures import periods
from network.figures.definitions import Measure
from network.figures.reported import Told
from network.slots import Outcome
from reports.tables import As, Book, Cell, Column, Table, Words
from storage.reports import UNKNOWN, Listed

_COLUMNS = {
    "figures": ("figure", "measure", "now", "before", "of", "of_before"),
    "parts": ("figure", "cell", "measure", "now"),
    "meetings": ("day", "subject", "answered", "present", "organisations"),
    "cases": ("number", "month", "territory", "outcome"),
    "definitions": ("figure", "means"),
}
"""The sheets, and the columns of each."""
_KINDS = {
    **dict.fromkeys(("now", "before", "of", "of_before", "answered", "present"), As.NUMBER), "day": As.DATE,
}  # fmt: skip
BUILT_KEYS = {
    "bilan.sheet.{}": _COLUMNS,
    "bilan.sheet.{}.{}": tuple((sheet, column) for sheet, of in _COLUMNS.items() for column in of),
    "bilan.sheet.{}.{}.means": tuple((sheet, column) for sheet, of in _COLUMNS.items() for column in of),
    "bilan.measure.{}": get_args(Measure),
    "bilan.outcome.{}": (*Outcome, UNKNOWN, "open"),
    "bilan.book.{}": ("sheet", "column", "explained", "columns", "cut"),
}


def book(year: Year, locale: str) -> Book:
    """The workbook of a year, in a language that it is in."""
    return _Annex(year, locale).book()


class _Annex(InWords):
    """An annex that is being put together."""

    def __init__(self, year: Year, locale: str) -> None:
        super().__init__(year.reported, locale)
        self.cases = year.cases

    def book(self) -> Book:
        """All of it."""
        rows = {
            "figures": chain.from_iterable(map(self._number, self.of.figures)),
            "parts": chain.from_iterable(map(self._part, self.of.figures)),
            "meetings": self._meetings(),
            "cases": map(self._case, self.cases),
            "definitions": ((self.text(one.title), self.text(one.means)) for one in self.of.figures if one.said),
        }
        tables = tuple(self._table(name, tuple(some)) for name, some in rows.items())
        said = {name: self.say(f"bilan.book.{name}") for name in ("sheet", "column", "explained", "columns", "cut")}
        words = Words(said["columns"], (said["sheet"], said["column"], said["explained"]), said["cut"])
        return Book(self.say("bilan.title", year=str(self.of.year)), self.of.counted, tables, words)

    def _table(self, name: str, rows: tuple[tuple[Cell, ...], ...]) -> Table:
        columns = tuple(
            Column(self._title(name, one), _KINDS.get(one, As.TEXT), self.say(f"bilan.sheet.{name}.{one}.means"))
            for one in _COLUMNS[name]
        )
        return Table(self.say(f"bilan.sheet.{name}"), columns, rows)

    def _title(self, name: str, column: str) -> str:
        year = self.of.year - ("before" in column)
        return self.say(f"bilan.sheet.{name}.{column}", year=str(year), version=self.of.version)

    def _number(self, one: Told) -> Iterator[tuple[Cell, ...]]:
        if (number := one.number) is not None:
            for m in one.measures:
                values = number.now[m], number.before[m], number.of, number.of_before
                yield (self.text(one.title), self.say(f"bilan.measure.{m}"), *values)

    def _part(self, one: Told) -> Iterator[tuple[Cell, ...]]:
        title = self.text(one.title)
        for cell in one.cells:
            for m in one.measures:
                yield title, self.text(cell.name), self.say(f"bilan.measure.{m}"), cell.now[m]
        if one.hidden:
            rest = ", ".join(map(self.text, one.hidden))
            yield title, self.say("bilan.hidden.together", rest=rest), self._measure(one), one.together
        if one.withheld:
            yield title, self.say("bilan.withheld.cell"), self._measure(one), None

    def _measure(self, one: Told) -> str:
        return self.say(f"bilan.measure.{one.measures[0]}")

    def _meetings(self) -> Iterator[tuple[Cell, ...]]:
        unknown = self.say("bilan.unknown")
        for one in self.of.meetings:
            told = (unknown if value is None else value for value in (one.answered, one.present))
            yield (one.day, one.subject, *told, ", ".join(one.organisations) or unknown)

    def _case(self, one: Listed) -> tuple[Cell, ...]:
        """A case by its number: neither who it is, nor anything that adds to when, where and how it ended."""
        day = one.met_at.astimezone(ZoneInfo(self.of.zone))
        named = self.of.areas.get(one.territory)
        area = one.territory if named is None else self.text(named)
        month = plain(self.locale, month_said(periods.month(day.month, day.year)))
        return one.reference, month, area, self.say(f"bilan.outcome.{one.outcome or 'open'}")
