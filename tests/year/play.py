"""Playing a year: everybody put into one world, which then lives."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from network import file
from storage.engine.database import Database
from tests.stage import NETWORK
from tests.year import offers, people, referents
from tests.year.faults import Fault
from tests.year.habits import Everybody
from tests.year.world import Diary, World

START = datetime(2026, 3, 2, tzinfo=ZoneInfo("Europe/Paris"))
"""Both changes of the clock, Easter, 14 July and 31 December come within a year of it."""
_MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None  # noqa: S108 - real files without waiting for a disk


async def play(count: int = 1000, days: int = 365, seed: int = 1, faults: Iterable[Fault] = ()) -> Diary:
    """`count` people come within `days` but the last twentieth, which is left for what is under way."""
    begun, spent = time.perf_counter(), time.process_time()
    luck = Random(seed)
    network = referents.derive(file.load(NETWORK), START.date(), luck)
    characters = referents.characters(network, START.date(), luck)
    crowd = people.crowd(network, count, START, timedelta(days=days - max(days // 20, 5)), luck)
    if count >= 500:
        assert people.missing(crowd, network) == [], "the mix is not whole"
    with tempfile.TemporaryDirectory(dir=_MEMORY) as folder:
        database = Database(f"sqlite+aiosqlite:///{folder}/year.sqlite3", beside=False)
        world = World(network, START, START + timedelta(days=days), luck)
        runtime = await world.prepare(database)
        world.diary.steady = frozenset(
            one.referent.id
            for one in characters.values()
            if one.leaves is None and one.referent.id not in referents.NEVER_WROTE
        )
        everybody = Everybody(world, crowd, characters, luck)
        await everybody.begin(referents.NEVER_WROTE)
        world.diary.offers = offers.Seen()
        owners = offers.Owners(world, crowd, characters, everybody.post, Random(seed), world.diary.offers)
        owners.begin(max(count // 8, 5), timedelta(days=days * 0.8))
        for fault in faults:
            fault(world)
        try:
            await world.live(runtime)
        finally:
            await database.close()
    world.diary.seconds, world.diary.of_cpu = time.perf_counter() - begun, time.process_time() - spent
    return world.diary
