"""Importing: a changed network file becomes the truth, after its difference was shown."""

from __future__ import annotations

import difflib
import json
from typing import Any

from rich.console import Console

from bot.clock import real_now
from bot.open_database import opened
from bot.settings import Settings
from network import file
from network.managing import differences, remembering
from network.model import Network, Role
from storage import coordinators, managing, networks
from storage.durable import inbox
from storage.engine.here import Here
from storage.engine.readonly import named


async def bring_in(settings: Settings, act: bool, console: Console) -> bool:
    """Show the difference; with `act`, record the file as the newest version, or the first. Returns whether there was
    one.
    """
    in_file = file.load(settings.network_file)
    async with opened(settings, begins=act) as (database, network_id):
        stored = await database.run(lambda c: networks.load(Here(c, network_id)))
        if stored is None:
            await database.run(lambda c: networks.record(c, in_file, real_now(), author=networks.FILE, reason="first"))
            where = named(settings.database_url)
            console.print(f"The network {network_id!r} begins in {where}: nothing was there of it.", soft_wrap=True)
            return True
        in_file = remembering(in_file, stored.network)
        lines = difference(stored.network, in_file)
        for line in lines:
            console.print(line, style=_STYLES.get(line[:1], ""), markup=False, soft_wrap=True)
        if not lines:
            console.print("The network file and the database say the same.")
        elif act:
            version = await database.run(lambda c: _record(c, in_file))
            console.print(f"Done: this is version {version}. A running bot uses it from its next turn on.")
        else:
            console.print("Nothing is changed yet: `python -m bot import --yes` makes the file the truth.")
        return bool(lines)


async def _record(connection: Any, network: Network) -> int:
    """What was with whoever is no longer in the file goes on, by a turn of the running bot."""
    now = real_now()
    before = await networks.load(Here(connection, network.identity.id))
    gone = set(before.network.referent_by_id) - set(network.referent_by_id) if before is not None else set()
    if gone:
        await inbox.add(connection, "delivery", 0, {"kind": "vanished", "referents": sorted(gone)}, now)
    await coordinators.seed(Here(connection, network.identity.id), {}, network.able_to(Role.COORDINATOR), now)
    version = await networks.record(connection, network, now, author=networks.FILE, reason="import")
    if before is not None:
        changes = differences(before.network, network)
        await managing.note(Here(connection, network.identity.id), version, changes, networks.FILE, now)
    return version


_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def difference(stored: Network, in_file: Network) -> list[str]:
    """The lines that differ between two networks, written alike."""
    return list(difflib.unified_diff(_lines(stored), _lines(in_file), "database", "file", n=1, lineterm=""))


def _lines(network: Network) -> list[str]:
    return json.dumps(network.model_dump(mode="json"), ensure_ascii=False, indent=1).splitlines()
