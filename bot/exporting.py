"""Exporting: the network as the database has it now, as a file that can be read again, or that others read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.clock import real_now
from bot.open_database import existing
from bot.settings import Settings, SettingsError
from conversations.engine import flows
from handlers.exports import cases, offers
from handlers.exports.made import Made
from handlers.features import REGISTER
from handlers.turn.running import beside
from handlers.turn.runtime import Runtime
from handlers.turn.turn import Turn
from network.canonical import document
from network.figures import periods
from network.figures.counts import Wanted
from network.inclusion import Exported, exported
from network.model import Network
from reports.tables import Format, to_json, written
from storage import acts, exports, networks
from storage.case_tables import still_there
from storage.engine.here import Here
from storage.exports import Export


async def network_file(settings: Settings) -> str:
    """The newest version of the network as the text of a network file. Nothing is changed."""
    network, _ = await _newest(settings)
    return document(network)


async def inclusion_file(settings: Settings) -> Exported:
    """The same as structures and services of data.inclusion, dated by the day (UTC) on which that version was recorded:
    no reader finds a day of the future there.
    """
    network, recorded = await _newest(settings)
    return exported(network, recorded.astimezone(UTC).date())


Keep = Callable[[bytes], object]
"""What puts a file where whoever asked for it finds it. Raises OSError where there is no room."""


async def offers_file(settings: Settings, path: Path | None, keep: Keep) -> None:
    """All offers that stand, with whose they are, as a workbook or as CSV by the ending of their file; that they were
    taken out is noted, if they could be kept. Raises SettingsError where the ending is none of these, and what `keep`
    raises.
    """
    await _taken_out(settings, "offers", offers.every, _format(path), keep)


async def cases_file(settings: Settings, path: Path | None, keep: Keep, *, personal: bool) -> None:
    """All cases that figures count, in the same way; where it says who they are, that is noted in each of them too."""
    every = partial(cases.taken_out, wanted=Wanted(periods.ALL), personal=personal)
    await _taken_out(settings, "cases", every, _format(path), keep)


def _format(path: Path | None) -> Format:
    """Of a table, by the ending of its file; on the terminal it is text."""
    try:
        return Format.CSV if path is None else Format(path.suffix.lower()[1:])
    except ValueError:
        raise SettingsError(f"{path}: a table is a workbook or text, so its name ends in .xlsx or .csv.") from None


async def _taken_out(
    settings: Settings, what: str, make: Callable[[Turn], Awaitable[Made]], format_: Format, keep: Keep
) -> None:
    """The file is made while nobody waits, and kept in the transaction that notes it: what fails was not taken out, and
    nothing is taken out that is not noted.
    """
    gathered = list[Made]()

    async def gather(turn: Turn) -> None:
        gathered.append(await make(turn))

    async def hand_out(turn: Turn) -> None:
        who, way = exports.TECHNICIAN, exports.FILE
        await exports.note(turn.here, Export(turn.now, who, what, format_.value, made.lines, made.personal, way))
        await acts.note_on_each(turn.here, await still_there(turn.here, made.case_ids), acts.EXPORTED, who, turn.now)
        keep(data)

    async with existing(settings) as (database, network_id):
        runtime = Runtime(database, network_id, flows.load_all(), REGISTER, real_now, real_now, marks=settings.marks)
        await beside(runtime, gather)
        [made] = gathered
        data = written(to_json(made.book, format_))
        await beside(runtime, hand_out)


async def _newest(settings: Settings) -> tuple[Network, datetime]:
    async with existing(settings) as (database, network_id):
        stored = await database.run(lambda c: networks.load(Here(c, network_id)))
        if stored is None:
            raise LookupError("the network was there when the database was opened")
        return stored.network, await database.run(lambda c: networks.recorded_at(Here(c, network_id), stored.version))
