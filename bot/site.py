"""The page for everybody: read in one look at the database, written so that whoever reads it finds it whole."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from network import town_halls
from network.confirmations import to_check
from network.listings import Listing, listings
from network.model import Network
from network.site import LINK, open_to_all
from reports.site import files
from reports.site.data import Entry, Shown, Site
from storage import confirmations, networks, offers, owners, pictures
from storage.confirmations import Confirmation
from storage.engine.database import Connection, Database
from storage.engine.here import Here

LIST = ".files"
"""Which files in the folder are ours, one a line: none but these is ever replaced or removed."""
_NEW = ".new"


class FolderError(Exception):
    """The folder holds somebody else’s page; the message names the file."""


Make = Callable[[Site], Awaitable[dict[str, bytes]]]


async def beside(site: Site) -> dict[str, bytes]:
    """The pages, made in a thread."""
    return await asyncio.to_thread(files.made, site)


class Publisher:
    """Keeps a folder as the database is. `link` opens the bot; `make` makes the pages beside whatever else goes on."""

    def __init__(
        self, database: Database, network_id: str, link: str, now: Callable[[], datetime], make: Make = beside
    ) -> None:
        self._database = database
        self._network_id = network_id
        self._link = link
        self._now = now
        self._make = make
        self._written: Site | None = None

    async def publish(self, folder: Path) -> int | None:
        """Bring the folder up to date. Returns how many offers stand there; None where nothing had changed.

        Raises:
            FolderError: it holds somebody else’s page.
            OSError: it cannot be written to.
        """
        site = await self._database.read(self._read)
        if site == self._written:
            return None
        made = await self._make(site)
        shown = files.pictures(site)
        missing = await asyncio.to_thread(_missing, folder, shown)
        for path, number in missing.items():
            data = await self._database.read(lambda c, number=number: pictures.data(c, number))  # type: ignore[misc]
            if data is None:  # gone since: the next look knows
                return None
            made[path] = data
        await asyncio.to_thread(write, folder, made, frozenset(shown) - frozenset(missing))
        self._written = site
        return len(site.offers)

    async def _read(self, connection: Connection) -> Site:
        here = Here(connection, self._network_id)
        stored = await networks.load(here)
        if stored is None:
            raise LookupError("the network was recorded when the database was opened")
        network, zone = stored.network, stored.network.identity.tzinfo
        today = self._now().astimezone(zone).date()
        halls, pictured = await owners.town_halls(here), await offers.pictured(here)
        shown = [
            Shown(one.said, (one.confirmed_at or one.posted_at).astimezone(zone).date(),
                  _named(network, halls.get(one.owner_id, "")), pictured.get(one.id, ()),
                  f"{LINK}{one.code}")
            for one in reversed(await offers.shown(here))
            if open_to_all(one.said, today)
        ]  # fmt: skip
        kept = await confirmations.every(here)
        entries = [_entry_of(listing, kept.get(listing.id), today, zone) for listing in listings(network)]
        return Site(network, self._link, today, tuple(shown), tuple(entries))


def _named(network: Network, commune: str) -> str:
    """A town hall by its own name; where the State publishes none, by that of its commune."""
    if not commune:
        return ""
    if (hall := town_halls.town_hall(commune)) is not None:
        return hall.name
    known = network.commune_by_insee.get(commune)
    return known[0].name if known is not None else ""


def _entry_of(listing: Listing, kept: Confirmation | None, today: date, zone: ZoneInfo) -> Entry:
    if kept is None:
        return Entry(listing)
    day = None if kept.confirmed_at is None else kept.confirmed_at.astimezone(zone).date()
    return Entry(listing, day, to_check(kept.due, today))


# --- the folder -------------------------------------------------------------------------------------------------------


def _missing(folder: Path, shown: Mapping[str, int]) -> dict[str, int]:
    """The pictures that do not lie there yet: one never changes under its number."""
    ours = _ours(folder)
    return {path: number for path, number in shown.items() if path not in ours or not (folder / path).is_file()}


def write(folder: Path, made: Mapping[str, bytes], kept: frozenset[str] = frozenset()) -> None:
    """Have a folder hold these files, beside those of ours that are `kept`, and no others of ours.

    Raises:
        FolderError: a file of that name lies there which is not ours.
        OSError: it cannot be written to.
    """
    for _ in steps(folder, made, kept):
        pass


def steps(folder: Path, made: Mapping[str, bytes], kept: frozenset[str]) -> Generator[str, None, None]:
    """The same step by step; whatever step is the last, each file is whole, and every page that can be come to leads
    to pages that are there: what is new comes first, then what says something else, then what is over goes.
    """
    folder.mkdir(exist_ok=True)
    ours = _ours(folder)
    if strange := sorted(path for path in made if path not in ours and (folder / path).exists()):
        raise FolderError(strange[0])
    changed = {path: data for path, data in made.items() if _held(folder / path) != data}
    over = ours - made.keys() - kept
    if changed.keys() - ours:
        _replace(folder, LIST, _listed(ours | made.keys()))
        yield LIST
    for path, data in sorted(changed.items(), key=lambda item: (item[0] in ours, item[0])):
        _replace(folder, path, data)
        yield path
    for path in sorted(over):
        (folder / path).unlink(missing_ok=True)
        yield path
    for emptied in sorted({(folder / path).parent for path in over} - {folder}, reverse=True):
        with suppress(OSError):  # somebody else’s files lie there, or ours
            emptied.rmdir()
    if over:
        _replace(folder, LIST, _listed(made.keys() | kept))
        yield LIST


def _ours(folder: Path) -> frozenset[str]:
    held = _held(folder / LIST)
    return frozenset() if held is None else frozenset(held.decode().split("\n")) - {""}


def _listed(paths: frozenset[str] | set[str]) -> bytes:
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def _held(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _replace(folder: Path, path: str, data: bytes) -> None:
    """One file at once, which whoever serves the folder may read. What a machine that went dark lost of it is written
    anew at the next start.
    """
    new, file = folder / _NEW, folder / path
    for above in reversed(file.relative_to(folder).parents):
        (folder / above).mkdir(exist_ok=True)
        (folder / above).chmod(0o755)
    new.write_bytes(data)
    new.chmod(0o644)
    new.replace(file)
