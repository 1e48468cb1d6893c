"""Working: the oldest row of each lane becomes an update for the handlers, or an event from inside for its arm."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

import structlog
from telegram import Update
from telegram.ext import Application

from bot.logs import fault_of
from bot.loops.bell import Bell
from bot.loops.lanes import BROKEN_OFF, Lanes
from bot.loops.persist import persist
from handlers.delivery import outcomes
from handlers.incoming import router
from handlers.incoming.router import UnknownKindError
from handlers.turn.runtime import Runtime
from handlers.turn.turn import current_row, turn
from storage.conversations import ConflictError
from storage.durable import inbox
from storage.durable.inbox import Row
from storage.engine.database import is_passing

log = structlog.get_logger()

MOST_LANES = 32


class Worker(Lanes[Row]):
    """Works lanes side by side and each lane in order."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], runtime: Runtime, bell: Bell) -> None:
        super().__init__("inbox", MOST_LANES, bell, self._rows, self._work, lambda row: row.lane, lambda row: row.alone)
        self._application = application
        self._runtime = runtime
        self._faults: dict[int, BaseException] = {}
        application.add_error_handler(self._remember)

    async def _rows(self, most: int, busy: Collection[int], begun: bool) -> list[Row]:
        now = self._runtime.real_now()
        return await self._runtime.database.run(lambda c: inbox.lease(c, now, most, busy, begun=begun))

    async def _work(self, row: Row) -> None:
        current_row.set(row)
        started = asyncio.get_running_loop().time()
        try:
            status = await (self._dispatch(row) if row.attempts <= inbox.MOST_ATTEMPTS else self._park(row, BROKEN_OFF))
        except Exception as error:
            status = await self._failed(row, error)
        lasted = round((asyncio.get_running_loop().time() - started) * 1000, 1)
        log.info("worked", seq=row.id, source=row.source, status=status, lasted_ms=lasted)

    async def _dispatch(self, row: Row) -> str:
        if row.source == "telegram":
            await self._application.process_update(_parse(row, self._application))
            fault = self._faults.pop(row.id, None)
            if fault is not None:
                raise fault
            return await self._look(row)
        await turn(self._runtime, row, lambda t: router.inside(t, row.json()))
        return "done"

    async def _remember(self, _update: object, context: Any) -> None:
        """`process_update` returns normally when a handler raised: what it raised is kept for the row."""
        self._faults[current_row.get().id] = context.error

    async def _look(self, row: Row) -> str:
        """The row says what became of it: a turn has ended it, or no handler matched."""
        status = await self._runtime.database.run(lambda c: inbox.status(c, row.id))
        if status == "pending":
            await self._runtime.database.run(lambda c: inbox.finish(c, row.id, "ignored", self._runtime.real_now()))
            return "ignored"
        return status

    async def _failed(self, row: Row, error: Exception) -> str:
        failure, fault = failure_of(error), fault_of(error.__cause__ or error)
        passes = failure in THE_DATABASE_S
        tried, again = (row.waits + 1, inbox.postpone) if passes else (row.attempts, inbox.fail)
        log.error("a turn failed", seq=row.id, attempts=tried, kind=failure, exc_info=error)
        if tried >= TRIES[failure]:
            return await self._park(row, fault)
        await persist(self._runtime.database, lambda c: again(c, row, self._runtime.real_now(), fault), seq=row.id)
        return "pending"

    async def _park(self, row: Row, fault: str) -> str:
        """Nobody is left in silence: the person and the coordinators hear of a row that is given up."""
        try:
            await turn(self._runtime, row, lambda t: outcomes.parked(t, row.lane, fault), "parked", fault)
        except Exception as error:
            log.error("a parked row could not be told of", seq=row.id, exc_info=error)
            await self._runtime.database.run(
                lambda c: inbox.finish(c, row.id, "parked", self._runtime.real_now(), fault)
            )
        return "parked"


# --- how a row fails ------------------------------------------------------------------------------------------------


class Failure(StrEnum):
    """How working a row can fail. What is refused in words is none of these: somebody was answered, and it is done."""

    CONFLICT = "conflict"  # somebody else changed the same meanwhile, again and again
    PASSING = "passing fault"  # the database is out of reach, busy, or ended a deadlock
    UNREADABLE = "unreadable"  # no update, or a kind that nobody knows: another try would find the same
    FAULT = "fault"  # ours


TRIES: Mapping[Failure, int] = {
    Failure.CONFLICT: inbox.MOST_WAITS,
    Failure.PASSING: inbox.MOST_WAITS,
    Failure.UNREADABLE: 1,
    Failure.FAULT: inbox.MOST_ATTEMPTS,
}
"""How often a row is tried; then it is parked, and its person and the coordination are told."""
THE_DATABASE_S = frozenset({Failure.CONFLICT, Failure.PASSING})
"""Failures that are not the row’s: it waits a moment, however often."""


class UnreadableError(Exception):
    """A row that is no update: it can never be worked, so it is not tried again."""


def failure_of(error: Exception) -> Failure:
    """Which of the four it is."""
    if isinstance(error, UnreadableError | UnknownKindError):
        return Failure.UNREADABLE
    if isinstance(error, ConflictError):
        return Failure.CONFLICT
    return Failure.PASSING if is_passing(error) else Failure.FAULT


def _parse(row: Row, application: Application[Any, Any, Any, Any, Any, Any]) -> Update:
    try:
        update = Update.de_json(row.json(), application.bot)
    except Exception as error:
        raise UnreadableError from error
    if update is None:
        raise UnreadableError
    return update
