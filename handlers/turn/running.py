"""Running: one row of the inbox, one transaction. What was read before it, the arm, and the row’s own end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import structlog

from handlers.turn.channels import by_mail, flooding, ways
from handlers.turn.runtime import Runtime
from handlers.turn.turn import NOBODY, Caller, Turn
from storage import beginning, networks
from storage.conversations import ConflictError
from storage.durable import crash_points, inbox
from storage.engine.database import Connection, statements_of
from storage.engine.here import Here

log = structlog.get_logger()

_MOST_CONFLICTS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a press is answered, once its turn is committed."""

    text: str = ""
    link: str = ""


Arm = Callable[[Turn], Awaitable[object]]
Reads = Callable[[Turn], Awaitable[Any]]
"""Looks at what is to be shown. Its turn is over with that, and changes nothing."""


async def turn(
    runtime: Runtime,
    row: inbox.Row,
    arm: Arm,
    ending: inbox.Ending = "done",
    fault: str = "",
    caller: Caller = NOBODY,
    reads: Reads | None = None,
) -> Answer:
    """Run `arm` and end `row` in one transaction; a conflict runs it again. Returns what a press is answered.

    What takes much reading is read by `reads` before that, beside whatever is written; the turn has it as `read`.
    This is the only place that opens a transaction for something that happened. Nothing is sent before it is committed.
    """

    async def look(connection: Connection) -> Any:
        return None if reads is None else await reads(await begin(runtime, connection, row, caller))

    async def work(read: Any, connection: Connection) -> tuple[Turn, int]:
        before = statements_of(connection)
        current = await begin(runtime, connection, row, caller, read)
        await flooding.begin(current)
        await arm(current)
        await ways.close(current)
        await flooding.fold(current)
        crash_points.reached("inside the turn")
        await inbox.finish(connection, row.id, ending, runtime.real_now(), fault)
        return current, statements_of(connection) - before

    for attempt in range(_MOST_CONFLICTS):
        try:
            read = None if reads is None else await runtime.database.read(look)
            done, spent = await runtime.database.run(partial(work, read))
            break
        except ConflictError:
            if attempt == _MOST_CONFLICTS - 1:
                raise
    crash_points.reached("after commit")
    log.info("turn", seq=row.id, act=done.act or row.source, statements=spent, noticed=done.noticed)
    runtime.wake_outbox()
    for act in done.afterwards:
        act()
    return Answer(done.toast, done.link)


async def begin(
    runtime: Runtime, connection: Connection, row: inbox.Row, caller: Caller = NOBODY, read: object = None
) -> Turn:
    """A turn in an open transaction. Raises LookupError where the database knows no network."""
    here = Here(connection, runtime.network_id)
    so_far = await beginning.begin(here)
    knowledge = runtime.known(so_far.version)
    if knowledge is None:
        stored = await networks.load(here)
        if stored is None:
            raise LookupError(f"no network {runtime.network_id} in the database")
        knowledge = runtime.learn(stored)
    theirs = {id_: account for id_, account in so_far.accounts.items() if id_ in knowledge.network.referent_by_id}
    found = knowledge, so_far.group, theirs, so_far.coordination, caller
    begun = Turn(runtime, here, row, runtime.now(), *found, read=read, version=so_far.version)
    begun.knowledge = replace(knowledge, today=begun.today)
    by_mail.bind(begun)
    return begun


async def beside(runtime: Runtime, arm: Arm) -> None:
    """What somebody does on the command line, beside a bot that runs: `arm` in one transaction, a turn that no row
    began. What it queues is sent by that bot, or the one that is started next.
    """

    async def work(connection: Connection) -> None:
        row = inbox.Row(0, "delivery", 0, "{}", 0, runtime.real_now())
        await arm(await begin(runtime, connection, row))

    await runtime.database.run(work)
