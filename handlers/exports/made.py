"""Made: what is taken out, ready to be written; and what every book says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from conversations.words.contacts import for_reading
from handlers.exports.verbs import CASES, OFFERS
from handlers.turn.screen import plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.figures.counts import Wanted
from network.phrase import Phrase, phrase
from reports.tables import As, Book, Cell, Column, Table, Words

Cells = Mapping[str, tuple[As, Callable[[Any], Cell]]]
"""What stands in each cell of a line, by the name of its column."""


@dataclass(frozen=True, slots=True)
class Made:
    """What is taken out. `personal`: it names people, or says how they are reached, and is for coordinators alone.
    `case_ids` are those of which it says who it is; `of` is what of the cases its reader could see when it was read.
    """

    book: Book
    personal: bool
    case_ids: tuple[int, ...] = ()
    of: Wanted | None = None

    @property
    def lines(self) -> int:
        """How many lines its first table has: that is what it is about."""
        return len(self.book.tables[0].rows)


def what_is(what: str, *, personal: bool) -> Phrase:
    """What was taken out, in words."""
    return phrase(f"export.what.{what}.personal" if personal else f"export.what.{what}")


def book(turn: Turn, title: str, *tables: Table) -> Book:
    """Tables as they are on this day; `title` is the key of what they are called together."""
    sheet, column, explained = (word(f"export.book.{name}") for name in ("sheet", "column", "explained"))
    words = Words(word("export.book.columns"), (sheet, column, explained), word("export.book.cut"))
    return Book(word(title), turn.today, tables, words)


def table(name: str, columns: Cells, heads: Callable[[str, As], Column], lines: Iterable[Any]) -> Table:
    """A table of lines; `heads` gives the head of a column, by its name and kind."""
    titles = tuple(heads(title, kind) for title, (kind, _) in columns.items())
    return Table(name, titles, tuple(tuple(cell(one) for _, cell in columns.values()) for one in lines))


def either(value: object) -> Cell:
    """Yes or no; nothing where that is not known."""
    return None if value is None else word("export.yes" if value else "export.no")


def telephone(number: str | None) -> Cell:
    """A number as it is read, with plain spaces."""
    return for_reading(number).replace("\N{NO-BREAK SPACE}", " ") if number else None


@cache
def word(key: str) -> str:
    """A text as partners read it."""
    return plain(PARTNER_LOCALE, phrase(key))


BUILT_KEYS: Mapping[str, Sequence[str]] = {
    "export.what.{}": (OFFERS, CASES),
    "export.what.{}.personal": (OFFERS, CASES),
    "export.book.{}": ("sheet", "column", "explained", "columns", "cut"),
}
