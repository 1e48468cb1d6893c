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
from conversations.engine import flows
from conversations.words.catalogue import words
from handlers.features import REGISTER
from handlers.imports import bringing, importing
from handlers.turn.running import beside
from handlers.turn.runtime import Runtime
from handlers.turn.turn import Turn
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
    source: str = "",
) -> bool:
    """Say what the file would bring. Returns whether some line of it can go in. Where it is said whom the data come
    from, the `source`, they go in: all of them, or none.

    Raises:
        UnreadableError: it is no table that can be read.
        ColumnsError: the columns that are given cannot be.
    """
    given, data = columns_given(columns), await asyncio.to_thread(path.read_bytes)
    async with opened(settings) as (database, network_id):
        runtime = Runtime(database, network_id, flows.load_all(), REGISTER, real_now, real_now, marks=settings.marks)
        stored = await database.run(lambda c: networks.load(Here(c, network_id)))
        if stored is None:
            raise LookupError("the network was recorded when the database was opened")
        network, workshop = stored.network, Workshop()
        try:
            found = await spreadsheets.read(workshop, data, network, _today(real_now(), network), sort, given)
        finally:
            await workshop.close()
        found = await _compared(runtime, found)
        shown = _Report(found, network, locale, console, whole)
        shown.show(path.name)
        if found.rows and source:
            shown.done(await _brought_in(runtime, found, path.name, source))
        elif found.rows:
            shown.nothing_yet()
    return bool(found.rows)


async def _compared(runtime: Runtime, found: Reading) -> Reading:
    """The same without what is there already."""
    kept: list[Reading] = []

    async def look(turn: Turn) -> None:
        kept.append(await bringing.new_of(turn, found))

    await beside(runtime, look)
    return kept[-1]


async def _brought_in(runtime: Runtime, found: Reading, name: str, source: str) -> int:
    """All lines go in that are new, in one transaction, and the coordination hears of it. Returns how many."""
    kept: list[int] = []

    async def bring(turn: Turn) -> None:
        kept.append(await importing.bring_in_beside(turn, found, name, source))

    await beside(runtime, bring)
    return kept[-1]


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

    def nothing_yet(self) -> None:
        """That it is only shown."""
        self._say("Nothing is imported yet: --yes --source WORDS imports them; the words say whom the data come from.")

    def done(self, count: int) -> None:
        """How many went in."""
        self._say(f"Done: {count} lines went in.", "green")
        if self._found.sort is Sort.CASES:
            self._say("The cases are silent until a coordinator lets them out: /importer. Their people must be told.")

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
