"""Posters and leaflets as files, for a printer or for many places at once: of the network as the database has it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import real_now
from bot.open_database import existing
from bot.program import username_of
from bot.settings import Settings, SettingsError
from bot.wire.request import AiohttpRequest, Transport
from handlers.leaflet import contents
from network import sources
from network.model import Network
from reports.leaflet import Format, Leaflet, printed, to_json
from storage import networks, signatures
from storage.engine.database import Connection
from storage.engine.here import Here


async def print_out(
    settings: Settings,
    folder: Path,
    wanted: Sequence[str],
    language: str,
    format_: Format,
    marks: bool,
    transport: Transport = AiohttpRequest,
) -> list[Path]:
    """A file for each place that is `wanted`, by its word or in words; without any, one for no place in particular.
    Returns where they lie.

    Raises:
        SettingsError: a place or the language is none of the network, or Telegram does not tell the bot’s name.
        OSError: the folder cannot be written to.
    """
    bot = await username_of(settings, transport)
    async with existing(settings) as (database, network_id):

        async def read(connection: Connection) -> tuple[Network, frozenset[str]]:
            here = Here(connection, network_id)
            stored = await networks.load(here)
            if stored is None:
                raise LookupError("the network was there when the database was opened")
            version = stored.network.charter.version
            return stored.network, frozenset(await signatures.of_version(here, version))

        network, signed = await database.read(read)
    if language not in network.identity.languages:
        raise SettingsError(
            f"The network has no {language}: its languages are {', '.join(network.identity.languages)}."
        )
    places = list(_places(network, wanted)) or [sources.LEAFLET]
    today = real_now().astimezone(ZoneInfo(network.identity.timezone)).date()
    made = {
        contents.filename(format_, place, language, marks=marks): contents.leaflet(
            network, signed, today, bot, place, language, format_, marks=marks
        )
        for place in places
    }
    return await asyncio.to_thread(_write, folder, made)


def _write(folder: Path, made: Mapping[str, Leaflet]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, leaflet in made.items():
        (folder / name).write_bytes(printed(to_json(leaflet)))
    return [folder / name for name in made]


def _places(network: Network, wanted: Sequence[str]) -> Iterator[str]:
    for words in wanted:
        found = sources.places(network, words)
        if len(found) != 1:
            known = ", ".join(found or sources.displays(network))
            raise SettingsError(f"{words!r} is {'several places' if found else 'no place of the network'}: {known}.")
        yield found[0]
