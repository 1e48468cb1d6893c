"""On PostgreSQL numbers are given when a row is put and seen when it is committed: a lower one may be seen later."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage.durable import inbox, outbox
from tests.stage import BOUCHE, PERSON, on_the_wire
from tests.stage.inside import queue, value
from tests.stage.postgres import Server


@asynccontextmanager
async def beside(url: str) -> AsyncIterator[AsyncConnection]:
    """A transaction of its own; it is committed at the end of the block."""
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            yield connection
    finally:
        await engine.dispose()


async def test_a_lower_number_that_is_committed_later(postgres: Server) -> None:
    """It is worked and sent, though higher ones of its chat, and of another, have been by then."""
    url = postgres.migrated()
    async with on_the_wire(url, greeted=(PERSON, BOUCHE)) as stage:
        async with beside(url) as connection:
            now = stage.clock.real()
            late_row = await inbox.add(connection, "delivery", PERSON, {"kind": "moved"}, now)
            late_call = await outbox.put(connection, PERSON, "sendMessage", {"text": "un"}, now)
            await queue(stage, PERSON, "deux")
            await queue(stage, BOUCHE, "ailleurs")
            await stage.say(PERSON, "/aide")
            seen = "SELECT max(id) FROM {} WHERE status IN ('done', 'sent')"
            assert await value(url, seen.format("inbox")) > late_row.id
            assert await value(url, seen.format("outbox")) > late_call.id
            assert "un" not in stage.texts(PERSON)
        stage.running.runtime.wake_outbox()
        stage.running.runtime.wake_inbox()
        await stage.settle()
        assert stage.texts(PERSON)[-1] == "un"
    for table, ending, number in (("inbox", "done", late_row.id), ("outbox", "sent", late_call.id)):
        assert await value(url, f"SELECT status FROM {table} WHERE id = {number}") == ending  # noqa: S608 - our own words
