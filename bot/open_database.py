"""The database for a verb of the command line that works beside a running bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import real_now
from bot.settings import Settings, SettingsError
from network import file
from storage import networks
from storage.engine.database import Database
from storage.engine.here import Here
from storage.engine.migrate import UnusableError, greet, is_behind, upgrade
from storage.engine.single_program import Alone, NotAloneError


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[tuple[Database, str]]:
    """The database, migrated and seeded, and the id of its network."""
    in_file = file.load(settings.network_file)
    network_id = in_file.identity.id
    database = Database(settings.database_url)
    try:
        try:
            await greet(database)
            if await is_behind(database):
                async with Alone(database):
                    await upgrade(database, real_now())
        except NotAloneError:
            raise SettingsError(
                "DATABASE_URL names a database of an older version, on which a bot runs: start that one anew first."
            ) from None
        except UnusableError as error:
            raise unusable(error) from None
        if await database.run(lambda c: networks.latest_version(Here(c, network_id))) == 0:
            await database.run(lambda c: networks.record(c, in_file, real_now(), author=networks.FILE, reason="first"))
        yield database, network_id
    finally:
        await database.close()


def unusable(error: UnusableError) -> SettingsError:
    """The one line for a database that cannot be used."""
    return SettingsError(f"DATABASE_URL names a database that cannot be used ({error}): check it, and the server.")
