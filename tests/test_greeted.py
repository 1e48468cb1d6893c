"""The beginning that is brought to a stage: it is what somebody would find who had lived it there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from storage.engine.columns import Instant, metadata
from storage.engine.database import Connection
from tests.stage import PERSON, Stage, staged
from tests.stage.direct import USUAL


async def _lived(stage: Stage) -> None:
    await stage.start()
    for who in USUAL:
        await stage.say(who, "/start")


async def _rows(stage: Stage) -> dict[str, list[tuple[Any, ...]]]:
    """What stands in each table but for its moments, which are the world’s."""
    return await stage.running.database.run(_all)


async def _all(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    for table in metadata.sorted_tables:
        asked = select(*(column for column in table.c if not isinstance(column.type, Instant)))
        found[table.name] = [tuple(row) for row in await connection.execute(asked)]
    return found


def _seen(stage: Stage) -> Any:
    """What stands in the chats, and what was called but for "typing", which tells how busy the machine was."""
    chats = {chat.id: [m.content for m in chat.messages.values()] for chat in stage.world.chats.values()}
    calls = [(call.method, call.params) for call in stage.world.calls if call.method != "sendChatAction"]
    return chats, stage.world.settings, calls


async def test_a_beginning_that_is_brought_is_as_one_that_was_lived(new_database: Callable[[], str]) -> None:
    async with staged(new_database(), run=False) as here, staged(new_database()) as brought:
        await _lived(here)
        for _ in range(2):
            assert await _rows(brought) == await _rows(here)
            assert _seen(brought) == _seen(here)
            for stage in (here, brought):
                await stage.say(PERSON, "/start")


async def test_it_is_brought_to_a_fresh_database_alone(new_database: Callable[[], str]) -> None:
    url = new_database()
    async with staged(new_database()) as first, staged(url, run=False) as other, staged(new_database()) as second:
        assert first.world.epoch == second.world.epoch, "both have one beginning"
        await _lived(other)
    async with staged(url) as again:
        assert again.world.epoch != first.world.epoch, "something was written there before"
