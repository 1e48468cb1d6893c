"""Rows: what one line of an import says, what is wrong with a line, and what a whole file came to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

from network.entries import Nature
from network.imports.offer_rows import OfferRow
from network.organisations import Address, Need
from network.phrase import Phrase, phrase
from network.text import plain

Value: TypeAlias = "str | int | date | tuple[str, ...] | Phrase"


class Sort(StrEnum):
    """What a file is a list of."""

    CASES = "cases"
    ORGANISATIONS = "organisations"
    REFERENTS = "referents"
    OFFERS = "offers"


class State(StrEnum):
    """How an old case stands: it goes on, it rests, or it has ended, in a way that is known or not."""

    OPEN = "open"
    PAUSED = "paused"
    INSTALLED = "installed"
    ELSEWHERE = "elsewhere"
    GIVEN_UP = "given_up"
    CLOSED = "closed"

    @property
    def over(self) -> bool:
        """Whether nothing is expected of anybody."""
        return self not in (State.OPEN, State.PAUSED)


@dataclass(frozen=True, slots=True)
class Where:
    """A place as a line says it. `commune` is an INSEE code, of the network's or of another; `territory` is the
    network's own id; `name` and `department` (a name) tell a commune outside. `said` is what stands in the cell.
    """

    kind: Literal["commune", "territory", "outside", "undecided"] = "undecided"
    commune: str = ""
    territory: str = ""
    name: str = ""
    department: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who follows a case: `referent` is an id of the network, empty where `said` names nobody of it."""

    referent: str = ""
    said: str = ""


NOBODY = Named()


@dataclass(frozen=True, slots=True)
class CaseRow:
    """An old case. `line` is the file's own number of it, from 1. `phones` are E.164, the first leads; `email` is in
    small letters; one of the two is always there, as `name` and `met_on`, the day of the first contact, are.

    `sectors` are ids of the network, `household` counts people by the intake's options ("adults", "nursery", …).
    `last_exchange` is not before `met_on`. `source` is whom the line says the data come from. `notes` are the line's
    own, and whatever it says that has no field: column and words, a line each.
    """

    line: int
    name: str
    met_on: date
    phones: tuple[str, ...] = ()
    email: str = ""
    place: Where = Where()
    project: str = ""
    natures: tuple[Nature, ...] = ()
    sectors: tuple[str, ...] = ()
    household: tuple[tuple[str, int], ...] = ()
    needs: tuple[Need, ...] = ()
    last_exchange: date | None = None
    technical: Named = NOBODY
    territorial: Named = NOBODY
    state: State = State.OPEN
    notes: str = ""
    source: str = ""

    @property
    def spoken_on(self) -> date:
        """The day from which on it is kept."""
        return self.last_exchange or self.met_on

    @property
    def keys(self) -> tuple[str, ...]:
        """By each of these the same line is known again: who, reached how, met on which day."""
        return tuple(f"{key}|{self.met_on.isoformat()}" for key in self.person_keys)

    @property
    def person_keys(self) -> tuple[str, ...]:
        """By each of these the same person is: their name, its words in any order, and one way to reach them."""
        called = " ".join(sorted(plain(self.name).split()))
        return tuple(f"case|{called}|{way}" for way in (*self.phones, self.email) if way)


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation. `id` is that of the network's where its name or its SIRET is known there, else one made of the
    name; `known` says which. `hours` is in OpenStreetMap's form, `hours_note` what is in words.
    """

    line: int
    id: str
    name: str
    known: bool = False
    kinds: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    site: str = ""
    siret: str = ""
    rna: str = ""
    address: Address | None = None
    hours: str = ""
    hours_note: str = ""
    description: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """By each of these the same organisation is known again."""
        return tuple(f"organisation|{key}" for key in (self.siret, plain(self.name)) if key)

    person_keys = keys


@dataclass(frozen=True, slots=True)
class ReferentRow:
    """A referent. `organisation` is an id of the network; `roles` are `network.model.Role` by value. Empty
    `territories`, `sectors`, `natures` mean all of them.
    """

    line: int
    id: str
    name: str
    organisation: str
    known: bool = False
    roles: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    natures: tuple[Nature, ...] = ()
    phone: str = ""
    email: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """By each of these the same referent is known again."""
        called = " ".join(sorted(plain(self.name).split()))
        return tuple(f"referent|{key}" for key in (self.email, f"{called}|{self.organisation}") if key)

    person_keys = keys


Row: TypeAlias = CaseRow | OrganisationRow | ReferentRow | OfferRow


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a line. `column` is its letter ("C"), `header` what stands above it, both empty where the
    whole line is meant; `said` is what stands in the cell, cut. `key` is the text of `imports.po` that says it,
    `values` fill it. One that `stops` leaves its line out; with any other the line goes in, and what was said stays in
    its notes.
    """

    line: int
    column: str
    header: str
    said: str
    key: str
    values: tuple[tuple[str, Value], ...] = ()
    stops: bool = True

    @property
    def why(self) -> Phrase:
        """What is wrong, as a sentence."""
        return phrase(self.key, **dict(self.values))


@dataclass(frozen=True, slots=True)
class Double:
    """A line that says what is there already: on an earlier line of the file, `of`, or, where that is None, in what was
    imported before. `sure`: the same line, which stays out; else the same person on another day, who goes in, shown.
    """

    line: int
    of: int | None
    name: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column that was read: its place from 0 and its letter, what stands above it, three of its cells, the field it
    was taken for ("" for none), and how sure that is, from 0 to 100.
    """

    at: int
    letter: str
    header: str
    sample: tuple[str, ...]
    field: str
    sure: int


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be asked of a header before lines are read: for which of `fields` a column stands, where it is not
    sure; or which of `columns`, by place, is meant, where several may be the same field. `key` is its text in
    `imports.po`.
    """

    key: str
    columns: tuple[int, ...]
    fields: tuple[str, ...]
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def asked(self) -> Phrase:
        """The question as a sentence."""
        named = tuple(
            phrase(f"imports.field.{field}") for field in self.fields if self.columns or field not in list(Sort)
        )
        return phrase(self.key, fields=named, **dict(self.values))


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is which field. `signature` is the header, in plain words, by which the same table is known again;
    `mapping` is what is remembered of it. `questions` are open: while there are any, no line is read.
    """

    signature: str
    columns: tuple[Column, ...]
    questions: tuple[Question, ...] = ()

    @property
    def mapping(self) -> dict[str, str]:
        """The field of each column by its letter, as JSON; a column that is left aside has an empty one."""
        return {column.letter: column.field for column in self.columns}

    def of(self, field_: str) -> Column | None:
        """The first column of that field."""
        return next((column for column in self.columns if column.field == field_), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file came to. `rows` would go in. `faults` are in the order of the lines; `left_out` counts the lines
    that one of them keeps out. `past_retention` are the lines of cases that are kept no longer: counted, and no more.
    `sheet` is the one that was read, `other_sheets` those that were not, `header` the line of the header.
    `empty` counts lines with nothing on them, `lines` all others under the header.
    """

    sort: Sort
    columns: Columns
    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()
    doubles: tuple[Double, ...] = ()
    past_retention: tuple[int, ...] = ()
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    header: int = 1
    lines: int = 0
    empty: int = 0

    @property
    def left_out(self) -> int:
        """How many lines a fault keeps out."""
        return len({fault.line for fault in self.faults if fault.stops})

    def cases(self) -> Iterator[CaseRow]:
        """The old cases among the rows."""
        return (row for row in self.rows if isinstance(row, CaseRow))

    def organisations(self) -> Iterator[OrganisationRow]:
        """The organisations among the rows."""
        return (row for row in self.rows if isinstance(row, OrganisationRow))

    def referents(self) -> Iterator[ReferentRow]:
        """The referents among the rows."""
        return (row for row in self.rows if isinstance(row, ReferentRow))

    def offers(self) -> Iterator[OfferRow]:
        """The offers among the rows."""
        return (row for row in self.rows if isinstance(row, OfferRow))

    def without(self, known: Callable[[str], bool]) -> Reading:
        """The same without the rows of which `known` knows a key, or, of cases, a key of the person: they become
        doubles of what was imported before. Whoever was erased is known, and does not come back.
        """
        there = [row for row in self.rows if any(map(known, (*row.keys, *row.person_keys)))]
        lines = {row.line for row in there}
        found = (*self.doubles, *(Double(row.line, None, row.name) for row in there))
        return replace(
            self,
            rows=tuple(row for row in self.rows if row.line not in lines),
            doubles=tuple(sorted(found, key=lambda double: double.line)),
        )


class UnreadableError(Exception):
    """A file that cannot be read as a table, or not safely. `key` is the text of `imports.po` that says why, `values`
    fill it.
    """

    def __init__(self, key: str, values: tuple[tuple[str, Value], ...] = ()) -> None:
        super().__init__(key, values)  # as it goes from one process to another
        self.key = key
        self.values = values

    @property
    def why(self) -> Phrase:
        """Why, as a sentence."""
        return phrase(self.key, **dict(self.values))
