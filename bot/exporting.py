"""Exporting: the network as the database has it now, as a file that can be read again."""

from __future__ import annotations

from bot.open_database import opened
from bot.settings import Settings
from network.canonical import document
from storage import networks
from storage.engine.here import Here


async def network_file(settings: Settings) -> str:
    """The newest version of the network as the text of a network file. Nothing is changed."""
    async with opened(settings) as (database, network_id):
        stored = await database.run(lambda c: networks.load(Here(c, network_id)))
    if stored is None:
        raise LookupError("the network was recorded when the database was opened")
    return document(stored.network)
