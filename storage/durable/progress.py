"""Progress: how much waits to be worked or sent, and whether anything has moved between two looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.durable import lanes, once
from storage.durable.inbox import inbox
from storage.durable.lanes import pending
from storage.durable.mails import mail
from storage.durable.outbox import outbox

_ALIVE = "alive"
_ASKED_TO_WAIT = "429"


@dataclass(frozen=True, slots=True)
class Standing:
    """How many rows wait, but for those that Telegram has asked us to wait with; and the newest numbers, added up."""

    waiting: int
    newest: int

    def moved_since(self, before: Standing) -> bool:
        """Whether something that waited, or has come since, is done."""
        return self.newest - before.newest > self.waiting - before.waiting


_ours = or_(outbox.c.fault.is_(None), outbox.c.fault != _ASKED_TO_WAIT)
_LOOK = select(
    select(func.count()).where(pending(inbox)).scalar_subquery()
    + select(func.count()).where(pending(outbox), _ours).scalar_subquery(),
    select(func.coalesce(func.max(inbox.c.id), 0)).scalar_subquery()
    + select(func.coalesce(func.max(outbox.c.id), 0)).scalar_subquery(),
)


async def look(connection: AsyncConnection, now: datetime) -> Standing:
    """How things stand. Something is written too, so that a database that takes nothing says so."""
    await once.mark_again(connection, _ALIVE, now)
    waiting, newest = (await connection.execute(_LOOK)).one()
    return Standing(waiting, newest)


async def waiting_anywhere(connection: AsyncConnection) -> int:
    """How many rows are pending here, among the mails and in the inbox, at one moment: work moves to and fro."""
    return await lanes.waiting(connection, outbox, mail, inbox)
