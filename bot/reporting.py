"""Reporting: the figures in the terminal, and the report of a year as files, of what the database holds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from bot.clock import real_now
from bot.open_database import existing
from bot.settings import Settings, SettingsError
from conversations.engine import flows
from handlers.features import REGISTER
from handlers.reports import annex, asking, contents
from handlers.reports.gathering import Year, gather
from handlers.statistics import counting, words
from handlers.statistics.counting import HOME, Ask, Seen
from handlers.turn.running import beside
from handlers.turn.runtime import Runtime
from handlers.turn.screen import bare, plain
from handlers.turn.turn import Turn
from network.figures import asked as figures_asked
from network.figures import periods
from network.figures.counts import Counted, Counts
from network.figures.definitions import Block, definitions
from network.figures.periods import Period
from network.phrase import phrase
from reports import report, tables
from storage.engine.copies import once_whole

T = TypeVar("T")


async def figures_text(settings: Settings, period: str, language: str) -> str:
    """The words of /stats, each block behind its name, as plain text. Raises SettingsError where the period is none, or
    something stands beside it.
    """

    async def look(turn: Turn) -> str:
        wanted = await _period(turn, period)
        said = list[str]()
        for one in (HOME, *Block):
            shown = words.screen(turn, await counting.whole(turn, Ask(one, wanted)), language)
            name = plain(language, phrase(f"stats.button.{one}"))
            said.append(f"[{name}] {bare(language, shown.paragraphs)}")
        return "\n\n".join(said)

    return await _read(settings, look)


async def figures_json(settings: Settings, period: str) -> str:
    """The same figures as numbers, by the keys of their definitions. Raises SettingsError as above."""

    async def look(turn: Turn) -> str:
        wanted = await _period(turn, period)
        seen = await counting.whole(turn, Ask(HOME, wanted), every_table=True)
        return json.dumps(_numbers(seen, wanted), ensure_ascii=False, indent=2)

    return await _read(settings, look)


def _numbers(seen: Seen, period: Period) -> dict[str, Any]:
    beside = zip(seen.beside, seen.counted, strict=True)
    return {
        "definitions": definitions().version,
        "period": period.code,
        "periods": {one.code: _counted(counted) for one, counted in beside},
    }


def _counted(counted: Counted) -> dict[str, Any]:
    def told(some: Any) -> dict[str, Any]:
        return {key: asdict(one) for key, one in sorted(some.items()) if one != Counts()}

    parts = {name: told(cells) for name, cells in sorted(counted.parts.items())}
    return {"figures": told(counted.figures), "parts": parts}


async def _period(turn: Turn, typed: str) -> Period:
    found = figures_asked.read(typed, turn.network, turn.today)
    if typed.strip() and found != figures_asked.Asked(found.period or periods.ALL):
        raise SettingsError(f"--period: {typed!r} is no period: write 2026, t3 2026, mars 2026, or tout")
    return found.period or await counting.of_late(turn)


async def report_files(settings: Settings, year: int, folder: Path, template: str, language: str) -> list[Path]:
    """The report of a year as a document for Word and as PDF, and its annex. Returns where they lie.

    Raises:
        SettingsError: nothing is known of the year yet; or the network has no such template or language.
        OSError: the folder cannot be written to.
    """

    async def look(turn: Turn) -> dict[str, dict[str, Any]]:
        first, last = await asking.began(turn), turn.today.year
        if not first <= year <= last:
            raise SettingsError(f"There is no report of {year}: name a year from {first} to {last}.")
        found = await gather(turn, year)
        if language not in found.reported.charts:
            known = ", ".join(found.reported.charts)
            raise SettingsError(f"There is no report of {year} in {language}: its languages are {known}.")
        return _files(turn, found, template, language)

    made = await _read(settings, look)
    return await asyncio.to_thread(_write, folder, made)


def _files(turn: Turn, year: Year, wanted: str, language: str) -> dict[str, dict[str, Any]]:
    known = {one.id: one for one in asking.templates(turn, year)}
    if wanted and wanted not in known:
        raise SettingsError(f"{wanted!r} is no report of the network: {', '.join(known)}.")
    template = known[wanted] if wanted else next(iter(known.values()))
    said = contents.made(year.reported, year.frozen, template, language)
    made: dict[str, dict[str, Any]] = {
        asking.file_name(year, template, format_.value, language): report.to_json(said, format_)
        for format_ in report.Format
    }
    name = asking.file_name(year, template, "xlsx", language)
    return {**made, name: tables.to_json(annex.book(year, language), tables.Format.XLSX)}


def _write(folder: Path, made: dict[str, dict[str, Any]]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, raw in made.items():
        data = tables.written(raw) if raw["format"] == tables.Format.XLSX else report.written(raw)
        with once_whole(folder / name) as half:
            half.write_bytes(data)
    return [folder / name for name in made]


async def _read(settings: Settings, look: Callable[[Turn], Awaitable[T]]) -> T:
    """What is seen in one transaction of the database as it is."""
    kept: list[T] = []

    async def arm(turn: Turn) -> None:
        kept.append(await look(turn))

    async with existing(settings) as (database, network_id):
        runtime = Runtime(database, network_id, flows.load_all(), REGISTER, real_now, real_now, marks=settings.marks)
        await beside(runtime, arm)
    return kept[-1]
