"""Exporting: the network as the database has it now, as a file that can be read again, or that others read."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.open_database import opened
from bot.settings import Settings
from network.canonical import document
from network.inclusion import Exported, exported
from network.model import Network
from storage import networks
from storage.engine.here import Here


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


async def _newest(settings: Settings) -> tuple[Network, datetime]:
    async with opened(settings) as (database, network_id):
        stored = await database.run(lambda c: networks.load(Here(c, network_id)))
        if stored is None:
            raise LookupError("the network was recorded when the database was opened")
        return stored.network, await database.run(lambda c: networks.recorded_at(Here(c, network_id), stored.version))
