"""The bot without its wire: things happen and dates come, at whatever time its clock says, and nothing goes out."""

from __future__ import annotations

from bot.loops.bell import Bell
from bot.loops.work import Worker
from handlers.turn.running import Answer, Arm, turn
from handlers.turn.runtime import Runtime
from storage.durable import due, inbox
from storage.durable.inbox import Row


class OfflineBot(Worker):
    """Works the inbox as the running bot does, one row after the other, when it is told to.

    What there is to send waits in the outbox for whoever holds this; time is what the `runtime` says.
    """

    def __init__(self, runtime: Runtime) -> None:
        super().__init__(runtime, Bell(), _nobody)
        self.runtime = runtime

    def begins(self, row: Row) -> None:
        """A row is about to be worked."""

    async def happen(self, lane: int, arm: Arm) -> Answer:
        """Something that somebody did: one turn. Raises what the turn raises."""
        row = await self.runtime.database.run(lambda c: inbox.add(c, "telegram", lane, {}, self.runtime.real_now()))
        self.begins(row)
        return await turn(self.runtime, row, arm)

    async def catch_up(self) -> int:
        """Do everything that is due by now, with all that comes of it. Returns how many rows that were."""
        worked = 0
        while True:
            await self.runtime.database.run(lambda c: due.collect(c, self.runtime.now(), self.runtime.real_now()))
            rows = await self.once()
            if not rows:
                return worked
            worked += rows

    async def _work(self, row: Row) -> None:
        self.begins(row)
        await super()._work(row)


async def _nobody(*_: object, **__: object) -> None:
    """There is no Telegram to ask."""
