"""Beside: what somebody does on the command line, beside a running bot, is a turn that no row began."""

from __future__ import annotations

from handlers.turn.running import Arm, begin
from handlers.turn.runtime import Runtime
from storage.durable import inbox
from storage.engine.database import Connection


async def beside(runtime: Runtime, arm: Arm) -> None:
    """Run `arm` in one transaction. What it queues is sent by the bot that runs, or that is started next."""

    async def work(connection: Connection) -> None:
        row = inbox.Row(0, "delivery", 0, "{}", 0, runtime.real_now())
        await arm(await begin(runtime, connection, row))

    await runtime.database.run(work)
