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

_BEGIN = "`run` or `import --yes` begins a network"
_NOT_THERE = {
    "missing": f"there is no such file ({{path}}), and only {_BEGIN}",
    "empty": f"there is nothing in it yet, and only {_BEGIN}",
    "older": "it is an earlier version’s, and starting the bot brings it up to date",
    "newest": f"the network {{network!r}} of NETWORK_FILE has never been in it, and only {_BEGIN}",
}
"""Why a verb finds nothing to work on, by the shape of what is there."""


@asynccontextmanager
async def opened(settings: Settings, *, begins: bool = False) -> AsyncIterator[tuple[Database, str]]:
    """The database, migrated, and the id of its network. A verb that `begins` a network makes a database where there is
    none, and records what is not in it yet.

    Raises:
        SettingsError: there is none, or none with that network, for a verb that works on what is there; or it cannot
            be used.
    """
    network_id, url = file.load(settings.network_file).identity.id, settings.database_url
    async with _reached(url, made=begins) as (database, shape):
        if not begins:  # of a network as of a database: before anything is changed
            await _knows(database, url, shape, network_id)
        try:
            if await is_behind(database):
                async with Alone(database):
                    await upgrade(database, real_now())
        except NotAloneError:
            raise SettingsError(
                "DATABASE_URL names a database of an older version, on which a bot runs: start that one anew first."
            ) from None
        yield database, network_id


@asynccontextmanager
async def existing(settings: Settings) -> AsyncIterator[tuple[Database, str]]:
    """The database that is there, and the id of its network, for a verb that only takes something out of it: a wrong
    DATABASE_URL makes no database, and gives no figures of nobody.

    Raises:
        SettingsError: there is none, or none with that network in the shape that this version knows.
    """
    network_id, url = file.load(settings.network_file).identity.id, settings.database_url
    async with _reached(url, made=False) as (database, shape):
        if shape == "older":
            raise _nothing_in(url, shape)
        await _knows(database, url, shape, network_id)
        yield database, network_id


@asynccontextmanager
async def _reached(url: str, *, made: bool) -> AsyncIterator[tuple[Database, str]]:
    """A database, and the shape it has; a file that is not there is `made`, or said not to be."""
    path = sqlite_file(url)
    if not made and path is not None and not path.is_file():
        raise _nothing_in(url, "missing", path=path.absolute())
    database = Database(url)
    try:
        await greet(database)
        yield database, await found(database)
    except UnusableError as error:
        raise unusable(error) from None
    finally:
        await database.close()


async def _knows(database: Database, url: str, shape: str, network_id: str) -> None:
    if shape == "empty":
        raise _nothing_in(url, shape)
    if await database.read(lambda c: networks.latest_version(Here(c, network_id))) == 0:
        raise _nothing_in(url, "newest", network=network_id)


def _nothing_in(url: str, shape: str, **of: object) -> SettingsError:
    """The one line for a database that there is not."""
    said = _NOT_THERE[shape].format(**of)
    return SettingsError(f"DATABASE_URL names {named(url)}: {said}. Nothing was made or changed.")


def unusable(error: UnusableError) -> SettingsError:
    """The one line for a database that cannot be used."""
    return SettingsError(f"DATABASE_URL names a database that cannot be used ({error}): check it, and the server.")
