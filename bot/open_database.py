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
from storage.engine.migrate import UnusableError, found, greet, is_behind, upgrade
from storage.engine.readonly import named, sqlite_file
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


_NOT_THERE = {
    "missing": "there is no such file ({path})",
    "empty": "there is nothing in it yet",
    "older": "it is an earlier version’s, and starting the bot brings it up to date",
    "newest": "the network {network!r} of NETWORK_FILE has never been in it",
}
"""Why a verb that only takes something out finds nothing, by the shape of what is there."""


@asynccontextmanager
async def existing(settings: Settings) -> AsyncIterator[tuple[Database, str]]:
    """The database that is there, and the id of its network, for a verb that only takes something out of it: a wrong
    DATABASE_URL makes no database, and gives no figures of nobody.

    Raises:
        SettingsError: there is none, or none with that network in the shape that this version knows.
    """
    network_id, url = file.load(settings.network_file).identity.id, settings.database_url
    path = sqlite_file(url)
    if path is not None and not path.is_file():
        raise _nothing_in(url, "missing", path=path.absolute())
    database = Database(url)
    try:
        try:
            await greet(database)
            shape = await found(database)
        except UnusableError as error:
            raise unusable(error) from None
        if shape != "newest" or await database.read(lambda c: networks.latest_version(Here(c, network_id))) == 0:
            raise _nothing_in(url, shape, network=network_id)
        yield database, network_id
    finally:
        await database.close()


def _nothing_in(url: str, shape: str, **of: object) -> SettingsError:
    """The one line for a database that there is not."""
    said = _NOT_THERE[shape].format(**of)
    return SettingsError(f"DATABASE_URL names {named(url)}: {said}. Nothing was made or changed.")


def unusable(error: UnusableError) -> SettingsError:
    """The one line for a database that cannot be used."""
    return SettingsError(f"DATABASE_URL names a database that cannot be used ({error}): check it, and the server.")
