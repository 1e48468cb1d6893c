"""The database for a verb of the command line that works beside a running bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import real_now
from bot.settings import Settings
from network import file
from storage import networks
from storage.database import Database
from storage.migrate import upgrade


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[tuple[Database, str]]:
    """The database, migrated and seeded, and the id of its network."""
    in_file = file.load(settings.network_file)
    network_id = in_file.network.id
    database = Database(settings.database_url)
    try:
        await upgrade(database, real_now())
        await database.open()
        if await database.run(lambda c: networks.latest_version(c, network_id)) == 0:
            await database.run(lambda c: networks.record(c, in_file, real_now()))
        yield database, network_id
    finally:
        await database.close()
