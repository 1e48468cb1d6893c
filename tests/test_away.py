"""A PostgreSQL that is away for a while is waited for: nothing is lost, nobody else gets in, the program stays up."""

from __future__ import annotations

import asyncio
import errno
import itertools
import math
import random
import socket
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import pytest
from sqlalchemy import text
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from bot.program import Program
from storage.engine import lines, single_program
from storage.engine.database import Connection, Database, LostError, is_passing
from storage.engine.single_program import NotAloneError
from tests.crash.crowd import Holder
from tests.stage import PERSON, on_the_wire
from tests.stage import postgres as postgresql
from tests.stage.inside import rows, until, value
from tests.stage.postgres import Server


async def closed(program: Program) -> None:
    """Until no piece of work begins any more."""
    while program.database.lets_in:  # noqa: ASYNC110 - it is said by nobody
        await asyncio.sleep(0.005)


async def test_it_is_waited_for(postgres: Server) -> None:
    """What is said meanwhile is answered once it is back, by the same program."""
    url = postgres.migrated()
    async with on_the_wire(url, greeted=(PERSON,)) as stage:
        running = asyncio.create_task(stage.running.wait())
        with postgres.away(url):
            await closed(stage.running)
            stage.world.say(PERSON, PERSON, "/aide")
            heard = len(stage.texts(PERSON))
            await stage.world.until(lambda: stage.world.pending)
        await stage.settle()
        assert len(stage.texts(PERSON)) == heard + 1
        assert await value(url, "SELECT count(*) FROM inbox WHERE status <> 'done'") == 0
        assert not running.done()
        running.cancel()
    postgres.drop(url)


async def test_lines_that_the_server_has_cut(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was used just now is not asked whether it is still there: the driver knows. One that lay unused is."""
    asked: list[Any] = []
    ping: Any = PGDialect_asyncpg.do_ping

    def counted(dialect: Any, line: Any) -> Any:
        asked.append(line)
        return ping(dialect, line)

    monkeypatch.setattr(PGDialect_asyncpg, "do_ping", counted)
    monkeypatch.setattr(lines, "IDLE", math.inf)
    url = postgres.migrated()
    database = Database(url)

    async def whose(connection: Connection) -> tuple[int, Any]:
        pid = (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
        return pid, (await connection.get_raw_connection()).driver_connection

    try:
        first, driver = await database.run(whose)
        assert (await database.run(whose))[0] == first
        with postgres.away(url):
            pass
        while not driver.is_closed():  # noqa: ASYNC110 - the driver tells nobody
            await asyncio.sleep(0.005)
        second, _ = await database.run(whose)
        assert (second != first, asked) == (True, [])

        monkeypatch.setattr(lines, "IDLE", -1.0)
        assert (await database.run(whose))[0] == second
        with postgres.away(url):  # nothing of it has reached the driver when the next piece begins
            pass
        third, _ = await database.run(whose)
        assert (third != second, len(asked)) == (True, 2)
    finally:
        await database.close()
        postgres.drop(url)


async def test_a_line_gone_silent_is_cut(postgres: Server) -> None:
    """A cable that is pulled tells nobody: the system asks on each line by itself, and gives it up after a minute."""
    url = postgres.empty()
    database = Database(url)
    try:
        async with database.engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            line = driver._transport.get_extra_info("socket")
            assert line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
            asked = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE)
            assert asked + 3 * line.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL) == 60
            assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 60_000
    finally:
        await database.close()
        postgres.drop(url)


async def test_another_program_was_faster(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has the lock before the server lets us in again: then this one ends, and has worked nothing meanwhile."""
    monkeypatch.setattr(single_program, "LINGERING", 3)
    url = postgres.migrated()
    async with on_the_wire(url, greeted=(PERSON,)) as stage:
        running = asyncio.create_task(stage.running.wait())
        heard = len(stage.texts(PERSON))
        other = await asyncpg.connect(url.replace("+asyncpg", ""))
        number = single_program._LOCK_NUMBER
        waits = asyncio.create_task(other.execute(f"SELECT pg_advisory_lock({number})"))
        await until(url, "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        await rows(url, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
        await waits
        stage.world.say(PERSON, PERSON, "/aide")
        await closed(stage.running)
        turn = asyncio.create_task(stage.running.database.run(lambda c: c.execute(text("DELETE FROM cursor"))))
        with pytest.raises(NotAloneError):
            await running
        with pytest.raises(LostError):
            await turn
        assert len(stage.texts(PERSON)) == heard
        await other.close()
    postgres.drop(url)


@pytest.mark.parametrize(
    ("fault", "passes"),
    [
        (ConnectionRefusedError(), True),
        (TimeoutError(), True),
        (socket.gaierror(-3, "Temporary failure in name resolution"), True),
        (OSError(errno.EHOSTUNREACH, "No route to host"), True),
        (FileNotFoundError(errno.ENOENT, "No such file"), False),
        (ValueError(), False),
    ],
)
def test_a_server_that_nobody_reaches_is_waited_for(fault: Exception, passes: bool) -> None:
    """Whatever the system says of that: no row is given up over it."""
    assert is_passing(fault) is passes


@pytest.mark.proof
async def test_killed_ten_times_under_load() -> None:
    """The server is killed and started anew, while people tell their projects: each is there, once, as it was told."""
    luck = random.Random("away")
    with postgresql.running(durable=True) as server:
        url = server.migrated()
        async with on_the_wire(url) as stage:
            running = asyncio.create_task(stage.running.wait())
            told: list[Holder] = []

            async def tell(first: int) -> None:
                for number in itertools.count(first, 5):
                    if enough.is_set():
                        return
                    holder = Holder(stage.world, number)
                    await holder.tell()
                    told.append(holder)

            enough = asyncio.Event()
            crowd = [asyncio.create_task(tell(number)) for number in range(1, 6)]
            for _ in range(10):
                await asyncio.sleep(luck.uniform(0.2, 1.5))
                await asyncio.to_thread(server.crash)
            enough.set()
            await asyncio.gather(*crowd)
            await stage.settle()
            assert not running.done()
            running.cancel()
            kept = {row.person_id: row.answers for row in await rows(url, "SELECT person_id, answers FROM case_file")}
            assert await value(url, "SELECT count(*) FROM case_file") == len(kept) == len(told)
            assert {h.number: h.wrong(kept[h.id]) for h in told if h.wrong(kept[h.id])} == {}
            assert await value(url, "SELECT count(*) FROM inbox WHERE status = 'parked'") == 0
            assert await value(url, "SELECT count(*) FROM outbox WHERE status = 'dead'") == 0
            queued = await value(url, "SELECT count(*) FROM outbox WHERE method = 'sendMessage' AND status = 'sent'")
            assert sum(call.ok for call in stage.world.calls_of("sendMessage")) == queued, "a message was sent twice"
            print(f"{len(told)} projects told over ten kills of the server")
