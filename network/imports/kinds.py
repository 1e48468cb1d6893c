"""Kinds: what the cells of a column look like, whatever stands above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from network.imports import offer_words, values
from network.imports.case_words import NATURES, STATES
from network.imports.rows import Sort
from network.imports.workbook import Cell
from network.places import Found, PlaceIndex

_MOSTLY = 0.8
_AT_LEAST = 2
"""Filled cells that a column without a name must have to be told by them."""
_DATES = ("met_on", "last_exchange")


class Contents:
    """Tells columns by their cells. `find` says where a text is, and remembers it."""

    def __init__(self, places: PlaceIndex, today: date) -> None:
        self._places = places
        self._known: dict[str, Found] = {}
        late = today + timedelta(
            days=3650
        )  # a date to come is a date all the same: the line says what is wrong with it
        self._reads: dict[str, Callable[[Cell], object]] = {
            "phone": _reads_as_phone,
            "email": values.emails,
            "met_on": lambda cell: values.day(cell, late),
            "last_exchange": lambda cell: values.day(cell, late),
            "commune": lambda cell: self.find(values.said(cell)).kind in ("commune", "outside", "ask"),
            "postal_code": lambda cell: len(values.said(cell)) in (4, 5) and values.said(cell).isdecimal(),
            "nature": lambda cell: values.meant(values.said(cell), NATURES),
            "state": lambda cell: values.meant(values.said(cell), STATES),
            "offered": lambda cell: values.meant(values.said(cell), offer_words.KINDS),
            "place": lambda cell: self.find(values.said(cell)).kind in ("commune", "outside", "ask"),
            "said_on": lambda cell: values.day(cell, late),
            "siret": lambda cell: len("".join(filter(str.isdecimal, values.said(cell)))) == 14,
        }

    def find(self, text: str) -> Found:
        """Where a text says that somebody wants to go."""
        if text not in self._known:
            self._known[text] = self._places.find(text)
        return self._known[text]

    def share(self, field: str, cells: Sequence[Cell]) -> float | None:
        """How many of some cells, of 1, can be that field; None where any text can."""
        reading = self._reads.get(field)
        filled = [cell for cell in cells if values.said(cell)]
        if reading is None or not filled:
            return None
        return sum(values.readable(reading, cell) for cell in filled) / len(filled)

    def of_nameless(self, cells: Sequence[Cell], sort: Sort) -> tuple[tuple[str, ...], int]:
        """The fields that a column may be by its cells alone, and how sure that is."""
        if len(cells) < _AT_LEAST:
            return (), 0
        for field in ("email", "phone"):
            if (self.share(field, cells) or 0) >= _MOSTLY:
                return (field,), 80
        if sort is Sort.CASES:
            if (self.share("met_on", cells) or 0) >= _MOSTLY:
                return _DATES, 60
            if (self.share("commune", cells) or 0) >= _MOSTLY:
                return ("commune",), 60
        return (), 0


def _reads_as_phone(cell: Cell) -> bool:
    """A date or a serial number is none, though its digits may be."""
    return not isinstance(cell, date) and "@" not in values.said(cell) and bool(values.phones(cell))
