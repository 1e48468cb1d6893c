"""Working: the oldest row of each lane becomes what somebody did, or an event from inside, and that a turn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.logs import fault_of
from bot.loops.bell import Bell
from bot.loops.lanes import BROKEN_OFF, Lanes, Look
from bot.loops.persist import persist
from bot.wire.typing_indicator import typing
from correspondence.reading import Reading
from handlers.delivery import outcomes
from handlers.incoming import arms, mailed, reader, router
from handlers.incoming.parts import UnreadableError
from handlers.incoming.router import UnknownKindError
from handlers.incoming.update import Update
from handlers.turn.running import Answer, turn
from handlers.turn.runtime import Runtime
from storage.conversations import ConflictError
from storage.durable import inbox
from storage.durable.inbox import Ending, Row
from storage.engine.database import is_passing

log = structlog.get_logger()

MOST_LANES = 32
PRESS_PATIENCE = {"connect_timeout": 3.0, "read_timeout": 5.0}
"""Seconds that answering a press may take: the next row of its lane waits for it."""

Ask = Callable[..., Awaitable[Any]]
"""Makes a call of the Bot API, by its name and its parameters; see `bot/wire/api.py`."""
Marked = Callable[[int], Awaitable[None]]
"""Waits for what of us stands in a chat; see `Deliverer.marked`."""


async def _at_once(_lane: int) -> None:
    return None


class Worker(Lanes[Row]):
    """Works lanes side by side and each lane in order. What cannot wait in the outbox is asked of Telegram by `ask`.
    `marked` waits until it is written down what of us stands in a chat: whoever answers a question has seen it.
    """

    def __init__(self, runtime: Runtime, bell: Bell, ask: Ask, marked: Marked = _at_once) -> None:
        super().__init__("inbox", MOST_LANES, bell, self._rows, self._work, lambda row: row.lane, lambda row: row.alone)
        self._runtime = runtime
        self._ask = ask
        self._marked = marked

    async def _rows(self, look: Look) -> list[Row]:
        now = self._runtime.real_now()
        return await self._runtime.database.look(
            lambda c: inbox.lease(c, now, look.most, look.busy, after=look.after, begun=look.begun), alone=True
        )

    async def _work(self, row: Row) -> None:
        started = asyncio.get_running_loop().time()
        try:
            begun_too_often = row.attempts > inbox.MOST_ATTEMPTS
            status = await (self._park(row, BROKEN_OFF) if begun_too_often else self._dispatch(row))
        except Exception as error:
            status = await self._failed(row, error)
        lasted = round((asyncio.get_running_loop().time() - started) * 1000, 1)
        log.info("worked", seq=row.id, source=row.source, status=status, lasted_ms=lasted)

    async def _dispatch(self, row: Row) -> Ending:
        """Whatever becomes of the row, it is ended in one transaction: that of its turn, where it has one."""
        if row.source == "mail":
            said = Reading.of(row.json())
            await turn(self._runtime, row, lambda t: mailed.follow(t, said), reads=mailed.reads(said))
        elif row.source != "telegram":
            reads = router.reads_inside(self._runtime.register, row.json())
            await turn(self._runtime, row, lambda t: router.inside(t, row.json()), reads=reads)
        elif (update := reader.read(_raw(row), self._runtime.bot_username)) is not None:
            await self._marked(row.lane)
            await self._follow(row, update)
        else:
            await self._runtime.database.run(lambda c: inbox.finish(c, row.id, "ignored", self._runtime.real_now()))
            return "ignored"
        return "done"

    async def _follow(self, row: Row, update: Update) -> None:
        """One turn; a press is answered even where the last try at it fails."""
        try:
            with typing(self._ask, row.lane):
                reads = arms.reads(self._runtime.register, update.event)
                answer = await turn(self._runtime, row, arms.arm(update.event), caller=update.caller, reads=reads)
        except Exception:
            if row.attempts >= inbox.MOST_ATTEMPTS:
                await self._answer(update.press, Answer())
            raise
        await self._answer(update.press, answer)

    async def _answer(self, press: str, answer: Answer) -> None:
        """Answer a press: once, right after its turn, best effort. It expires, so it never waits in the outbox."""
        # A client that shows a text does not open the link.
        said = {"url": answer.link} if answer.link else {"text": answer.text} if answer.text else {}
        if press:
            with suppress(TelegramError):
                await self._ask("answerCallbackQuery", {"callback_query_id": press, **said}, **PRESS_PATIENCE)

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


def failure_of(error: Exception) -> Failure:
    """Which of the four it is."""
    if isinstance(error, UnreadableError | UnknownKindError):
        return Failure.UNREADABLE
    if isinstance(error, ConflictError):
        return Failure.CONFLICT
    return Failure.PASSING if is_passing(error) else Failure.FAULT


def _raw(row: Row) -> object:
    try:
        return row.json()
    except ValueError as error:
        raise UnreadableError("no JSON") from error
