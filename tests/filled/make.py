"""``python -m tests.filled``: the life in `life.py`, lived with the program of migration 0008, and what is there then.

The data in the folder `data` were made once, by the program of commit 097b665, before its house was built anew, and are
NOT made again: they stand for the databases of those who run that version. A later version is tested to go on from
them; data that it made itself would prove nothing. While they are there, and with any later migration, this script
refuses to run; whoever changes what it stands on may take it and `life.py` out, which stay in the history.
"""

from __future__ import annotations

import asyncio
import tempfile

import time_machine
from alembic.script import ScriptDirectory

import bot.loops.deliver
from bot import logs
from storage.engine.migrate import configuration
from tests.filled import inventory, kept
from tests.filled.life import BEGINNING, Life, live
from tests.stage import on_the_wire, postgres
from tests.stage.post_office import post_office


async def make(url: str) -> None:
    """Live it on an empty database, and keep it."""
    kind = kept.kind_of(url)
    async with post_office() as office, on_the_wire(url, at=BEGINNING, smtp_url=office.url) as stage:
        life = Life(stage, office)
        await live(life)
        kept.write(kind, "world", kept.keep_world(stage.world))
        kept.write(kind, "rows", await kept.dump(url))
        told = {"revision": kept.REVISION, "now": stage.clock.now().isoformat()}
        words = {"cases": life.reference, "people": life.person}
        kept.write_manifest(kind, {**told, **words, **await inventory.taken(url, stage.world)})


def check_version() -> None:
    """Only the program that is to be remembered fills these databases, and only where they are not there yet."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    made = sorted(path.name for path in kept.FOLDER.glob("*.gz"))
    assert (head, made) == (kept.REVISION, []), "these data are made once: read the first lines of this file"


def main() -> None:
    """Both databases, in a world whose clock says the second of September."""
    check_version()
    logs.set_up("ERROR")
    bot.loops.deliver.GROUP_BUDGET = (
        10_000  # months pass in a minute, and Telegram lets a group have twenty messages in one
    )
    with (
        time_machine.travel(BEGINNING, tick=True),
        tempfile.TemporaryDirectory() as folder,
        postgres.running() as server,
    ):
        asyncio.run(make(f"sqlite+aiosqlite:///{folder}/filled.sqlite3"))
        asyncio.run(make(server.empty()))
