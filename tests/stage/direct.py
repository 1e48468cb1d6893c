"""The direct stage: the program's calls reach the simulated Telegram in the process, and it acts when it is told to.

It is the same program but for what it takes as arguments: what its calls go through, how its statements reach an SQLite
file, where sheets are printed, that nothing in it runs by itself, and that one which is built anew does not set the
menus again. Nobody waits for anything here: where a back-off or Telegram asks for patience, the world's clock moves on.
"""

from __future__ import annotations

import json
import math
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import IO, Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from sqlalchemy import Result, bindparam, func, literal_column, select, union_all
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.program import Prelude, Program
from bot.wire.request import Transport
from bot.workshop import Bounds
from simulator.call import Upload
from simulator.chats import CallbackAnswer
from simulator.errors import ApiError
from simulator.methods import DisconnectedError, perform
from simulator.server import REGISTERED
from simulator.world import World
from storage.durable.due import due
from storage.durable.inbox import inbox
from storage.durable.lanes import pending
from storage.durable.mails import mail
from storage.durable.once import SCRUB, once
from storage.durable.outbox import outbox
from storage.engine import prepared
from storage.engine.columns import Instant
from storage.engine.database import Connection
from storage.engine.writer import Straight
from tests.stage.greeted import brought
from tests.stage.quick import kept_open, quick
from tests.stage.stage import (
    A_TUESDAY,
    BOUCHE,
    CAST,
    COORDINATOR,
    NETWORK,
    SANCY_ARTENSE,
    PatientClock,
    Stage,
    playing,
    settings_for,
)

assert REGISTERED  # the simulator's methods are there because their modules are loaded
T = TypeVar("T")
USUAL = (BOUCHE, SANCY_ARTENSE, COORDINATOR)
PATIENCE = timedelta(days=2)
"""Longer than anything that fails for ever is tried."""


class DirectRequest(BaseRequest):
    """Makes calls by calling the simulator. Parameters and answers are JSON all the same, and nobody polls for long."""

    def __init__(self, world: World, _connections: int = 1) -> None:
        self._world = world

    @property
    def read_timeout(self) -> float:
        """How long a call may take unless it says otherwise; here none takes any time."""
        return 1.0

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Make one call; see the base class."""
        parts = urlsplit(url)
        if parts.path.startswith("/file/"):
            stored = self._world.files.by_path(parts.path.removeprefix(f"/file/bot{self._world.bot.token}/"))
            return (404, b"") if stored is None else (200, stored.data)
        name = parts.path.rpartition("/")[2]
        params: dict[str, Any] = dict(parse_qsl(parts.query))
        if name == "getUpdates":
            params["timeout"] = "0"
        files = {}
        if request_data is not None:
            if not request_data.contains_files:
                params |= json.loads(json.dumps(request_data.parameters))
            else:
                params |= request_data.json_parameters
                files = {field: _upload(*file) for field, file in request_data.multipart_data.items()}
        try:
            result = await perform(self._world, name, params, files)
        except ApiError as error:
            return error.code, json.dumps(error.body()).encode()
        except DisconnectedError:
            raise NetworkError("the connection was cut") from None
        return 200, json.dumps({"ok": True, "result": result}).encode()


def _upload(name: str, content: bytes | IO[bytes], mime: str) -> Upload:
    return Upload(name, content if isinstance(content, bytes) else content.read(), mime)


class AtOnce:
    """Makes things where they are asked for."""

    async def make_apart(self, work: Callable[..., T], *given: object, within: Bounds) -> T:
        """Whatever it takes."""
        return work(*given)

    async def make(self, work: Callable[..., T], *given: object) -> T:
        """What `work` makes of what it is `given`."""
        return work(*given)

    async def close(self) -> None:
        """There is nothing to end."""


@dataclass
class DirectStage(Stage):
    """A stage on which one thing happens after the other, each where it is asked for. `menus_told`: the program that is
    built need not set the menus.
    """

    clock: PatientClock
    menus_told: bool = False

    @property
    def transport(self) -> Transport:
        """What the program's calls go through."""
        return partial(DirectRequest, self.world)

    def build(self, prelude: Prelude | None = None) -> Program:
        """The program, which does not run yet."""
        database = quick(self.settings.database_url)
        return Program(
            self.settings,
            self.clock,
            prelude,
            transport=self.transport,
            database=database,
            maker=AtOnce(),
            loops=False,
            menus_told=self.menus_told or self.rebuilt > 0,
            rehearsed=self.rehearsed,
        )

    async def rebuild(self) -> None:
        """Build the program anew from its database."""
        with kept_open():
            await super().rebuild()

    async def go_on(self) -> None:
        """Run the program where its beginning was lived elsewhere: what it calls at its start was called there."""
        calls, self.menus_told = len(self.world.calls), True
        await self.start()
        self.menus_told = False
        del self.world.calls[calls:]

    async def settle(self) -> None:
        """Do what there is to do, until nothing waits: neither here nor in the world."""
        waited = self.clock.waited
        while (todo := await self._look()) or self.world.pending:
            assert self.clock.waited - waited < PATIENCE, f"something waits that never goes: {todo}"
            if not await self._do(todo):
                await self._wait()

    async def _look(self) -> set[str]:
        """Where something waits: the names of tables, and "scrub" where something was erased."""
        return await self.running.database.run(lambda c: _waiting(c, self.clock.now()))

    async def _do(self, todo: set[str]) -> int:
        """Each part of the program that has something to do does it, or may have by then. Returns how much that was."""
        program, did = self.running, 0
        if self.world.pending:
            await program.receiver.once()
            did += 1
        if "due" in todo:
            did += await program.dates.once()
        if did or "inbox" in todo:
            did += await program.worker.once()
        if did or "outbox" in todo:
            did += await program.deliverer.once()
        if "mail" in todo and program.mailer is not None:
            did += await program.mailer.once()
        if todo == {"scrub"}:
            await program.scrubber.once()
            did += 1
        return did

    async def _wait(self) -> None:
        """Wait until what waits may be tried again; a group's budget, written down nowhere, is whole in a minute."""
        again = await self.running.database.run(_next_try)
        left = timedelta(minutes=1) if again is None else again - self.clock.real()
        self.clock.waited += max(left, timedelta(seconds=0.1))

    async def answer(self, press: str) -> CallbackAnswer:
        """What a press was answered, once everything has settled."""
        await self.settle()
        answer = self.world.presses[press].answer
        assert answer is not None, "the press was not answered"
        return answer


async def _waiting(connection: Connection, now: datetime) -> set[str]:
    given = {"now": now, "scrub": SCRUB}
    found: Result[Any]
    if isinstance(connection, Straight):  # it is asked more often than anything of the program’s
        found = prepared.ready(_WAITING, given).run(connection.driver, given)
    else:
        found = await connection.execute(_WAITING, given)
    row = found.one()
    return {name for name, waits in zip(_PLACES, row, strict=True) if waits}


_PLACES = (*(t.name for t in (inbox, outbox, mail)), "due", "scrub")
_PENDING = [select(t.c.id).where(pending(t)).exists() for t in (inbox, outbox, mail)]
_WAITS = due.c.status == literal_column("'waiting'")
_DUE = select(due.c.id).where(_WAITS, due.c.due_at <= bindparam("now", type_=Instant())).exists()
_ERASED = select(once.c.key).where(once.c.key == bindparam("scrub")).exists()
_WAITING = select(*(part.label(name) for name, part in zip(_PLACES, (*_PENDING, _DUE, _ERASED), strict=True)))


async def _next_try(connection: Connection) -> datetime | None:
    """When the first of the rows that wait may be tried again."""
    tries = union_all(*(select(t.c.retry_at).where(pending(t)) for t in (inbox, outbox, mail))).subquery()
    value: datetime | None = (await connection.execute(select(func.min(tries.c.retry_at)))).scalar_one()
    return value


@asynccontextmanager
async def staged(
    database_url: str,
    *,
    at: datetime = A_TUESDAY,
    run: bool = True,
    greeted: Iterable[int] = USUAL,
    network_file: Path = NETWORK,
    smtp_url: str | None = None,
    places: Sequence[Path] = (),
    imap_url: str | None = None,
) -> AsyncIterator[DirectStage]:
    """A stage on a fresh world, at `at` in business time. See `playing`. The usual beginning is brought (`greeted`)."""
    greeted = tuple(greeted)
    usual = (at, run, greeted, network_file) == (A_TUESDAY, True, USUAL, NETWORK)
    lived = await brought(database_url) if usual and not (smtp_url or imap_url or places) else None
    world = lived or World.from_file(CAST, callback_lifetime=math.inf)
    settings = settings_for("http://127.0.0.1:9", database_url, world, network_file, smtp_url, places, imap_url)
    stage = DirectStage(world, settings, PatientClock(start=at))
    async with playing(stage, run and lived is None, greeted):
        if lived is not None:
            await stage.go_on()
        yield stage
