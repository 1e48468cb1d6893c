"""Importing an old base, on the command line: what a spreadsheet would bring, and what stays out of it and why."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import spreadsheets
from bot.clock import real_now
from bot.open_database import opened
from bot.settings import Settings
from bot.workshop import Workshop
from conversations.words.catalogue import words
from network.imports.columns import field_named
from network.imports.header_words import FIELDS
from network.imports.rows import Columns, Double, Fault, Reading, Sort
from network.model import Network
from network.phrase import Phrase
from storage import networks
from storage.engine.here import Here

SHOWN = 40
"""Lines of a table that are shown without being asked for all."""


class ColumnsError(ValueError):
    """`--columns` says something that cannot be; the message says what can."""


async def report(
    settings: Settings,
    path: Path,
    sort: Sort | None,
    columns: Iterable[str],
    locale: str,
    console: Console,
    *,
    whole: bool = False,
) -> bool:
    """Say what the file would bring; nothing is changed. Returns whether some line of it could go in.

    Raises:
        UnreadableError: it is no table that can be read.
        ColumnsError: the columns that are given cannot be.
    """
    given, data = columns_given(columns), await asyncio.to_thread(path.read_bytes)
    async with opened(settings) as (database, network_id):
        stored = await database.run(lambda c: networks.load(Here(c, network_id)))
    if stored is None:
        raise LookupError("the network was recorded when the database was opened")
    workshop, network = Workshop(), stored.network
    today = _today(real_now(), network)
    try:
        found = await spreadsheets.read(workshop, data, network, today, sort, given)
    finally:
        await workshop.close()
    _Report(found, network, locale, console, whole).show(path.name)
    return bool(found.rows)


def _today(now: datetime, network: Network) -> date:
    return now.astimezone(ZoneInfo(network.identity.timezone)).date()


def columns_given(written: Iterable[str]) -> dict[str, str] | None:
    """What `--columns C=phone` says, by letters; None where nothing was said. Raises ColumnsError."""
    given: dict[str, str] = {}
    known = sorted({field for fields in FIELDS.values() for field in fields})
    for one in written:
        letter, equals, field = one.partition("=")
        if not equals or not letter.isalpha() or (field and field not in known):
            raise ColumnsError(
                f"--columns {one}: say a letter and a field, as C=phone, or C= to leave a column aside. "
                f"Fields: {', '.join(known)}."
            )
        given[letter.upper()] = field
    return given or None


class _Report:
    """What is printed of a file."""

    def __init__(self, found: Reading, network: Network, locale: str, console: Console, whole: bool) -> None:
        self._found, self._network, self._console, self._whole = found, network, console, whole
        self._words = words(locale)

    def show(self, name: str) -> None:
        """All of it."""
        found = self._found
        sheet = f", sheet “{found.sheet}”" if found.sheet else ""
        self._say(f"{name}{sheet}: a list of {found.sort}, whose titles stand on line {found.header}.")
        if found.other_sheets:
            self._say(f"Not read: {', '.join(f'“{one}”' for one in found.other_sheets)}.", "yellow")
        self._table(("column", "title", "taken for", "for example"), self._columns(found.columns))
        if found.columns.questions:
            self._ask(found.columns)
            return
        for line, style in self._figures():
            self._say(line, style)
        self._table(("line", "column", "title", "says", "why", "the line"), map(self._fault, found.faults))
        self._table(("line", "who", "double"), map(self._double, found.doubles))
        self._say("Nothing is imported yet: this only says what would be.")

    def _columns(self, columns: Columns) -> Iterator[tuple[str, ...]]:
        for one in columns.columns:
            yield one.letter, one.header, self._write(field_named(one.field)), " · ".join(one.sample)

    def _ask(self, columns: Columns) -> None:
        self._say("Before a line is read:", "yellow")
        for question in columns.questions:
            self._say(f"- {self._write(question.asked)} ({', '.join(question.fields)})", "yellow")
        self._say("Say so with --columns C=phone (C= leaves a column aside), or with --sort, as often as needed.")

    def _figures(self) -> Iterator[tuple[str, str]]:
        found = self._found
        yield f"{len(found.rows)} of {found.lines} lines would go in.", "green" if found.rows else ""
        months, doubled = self._network.identity.privacy_months, sum(one.sure for one in found.doubles)
        for count, why, style in (
            (found.left_out, "until mended", "red"),
            (doubled, "as doubles", "yellow"),
            (len(found.past_retention), f"since the last exchange is more than {months} months ago", ""),
        ):
            if count:
                yield f"{count} {'stays' if count == 1 else 'stay'} out {why}.", style

    def _fault(self, fault: Fault) -> tuple[str, ...]:
        what = "stays out" if fault.stops else "goes in"
        return str(fault.line), fault.column, fault.header, fault.said, self._write(fault.why), what

    def _double(self, double: Double) -> tuple[str, ...]:
        where = f"line {double.of}" if double.of is not None else "imported before"
        what = f"{where}, stays out" if double.sure else f"the same person as {where} on another day, goes in"
        return str(double.line), double.name, what

    def _table(self, head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> None:
        rows = list(lines)
        if not rows:
            return
        table = Table(*head)
        for row in rows if self._whole else rows[:SHOWN]:
            table.add_row(*map(Text, row))
        self._console.print(table)
        if not self._whole and len(rows) > SHOWN:
            self._say(f"… and {len(rows) - SHOWN} more: --all shows them.")

    def _write(self, phrase: Phrase) -> str:
        return self._words.write(phrase, str)

    def _say(self, line: str, style: str = "") -> None:
        self._console.print(line, style=style, markup=False, soft_wrap=True)
