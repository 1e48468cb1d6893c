"""Reading before the turn: what lists or counts reads beside whatever is written, and its right is looked at twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from handlers.features import REGISTER
from handlers.turn.register import Command
from handlers.turn.turn import Turn
from storage.engine import yielding
from storage.engine.database import Connection, Database
from tests.stage import BOUCHE, COORDINATOR, PERSON, Stage, on_the_wire, staged
from tests.stage.inside import press, rows, send_case
from tests.stage.quick import Quick

Read = Callable[[Turn, int, str], Awaitable[Any]]

LISTS = [
    command
    for command in dict.fromkeys(REGISTER.commands.values())
    if command.name in ("attente", "mesdossiers", "point", "dossier", "stats", "mes_donnees")
]


@contextmanager
def reading(stage: Stage, word: str, read: Callable[[Read], Read]) -> Iterator[None]:
    """A block in which the reading of a command is another, made of its own."""
    known = stage.running.runtime.register.commands
    own = known[word]
    assert own.reads is not None
    changed = {**known, word: replace(own, reads=read(own.reads))}
    stage.running.runtime.register.commands = changed
    stage.running.runtime.register.feature_of[changed[word]] = "other"
    try:
        yield
    finally:
        stage.running.runtime.register.commands = known


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What only reads has a connection of its own, as in the world, so that somebody can change something meanwhile."""
    monkeypatch.setattr(Quick, "read", Database.read)


@pytest.mark.parametrize("command", LISTS, ids=lambda command: command.name)
def test_what_lists_says_so(command: Command) -> None:
    """In one word of its table."""
    assert command.reads is not None


@pytest.mark.usefixtures("beside")
async def test_a_right_that_went_meanwhile_is_refused(database_url: str) -> None:
    """Somebody ceased to be a referent between the reading and the turn: nothing that was read is shown."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await press(stage, BOUCHE, "take|SV-0001|technical")

        def unbound(own: Read) -> Read:
            async def read(turn: Turn, account: int, argument: str) -> Any:
                found = await own(turn, account, argument)
                await rows(database_url, "DELETE FROM account WHERE telegram_id = :who", who=BOUCHE)
                return found

            return read

        with reading(stage, "mesdossiers", unbound):
            await stage.say(BOUCHE, "/mesdossiers")
        assert "SV-0001" not in stage.last(BOUCHE)
        assert "réservée" in stage.last(BOUCHE)


async def test_nothing_is_read_for_whoever_may_not(database_url: str) -> None:
    """A stranger who asks for figures has none counted."""
    async with staged(database_url) as stage:
        asked: list[int] = []

        def noted(own: Read) -> Read:
            async def read(turn: Turn, account: int, argument: str) -> Any:
                asked.append(account)
                return await own(turn, account, argument)

            return read

        with reading(stage, "stats", noted):
            await stage.say(PERSON, "/stats")
            await stage.say(COORDINATOR, "/stats")
        assert asked == [COORDINATOR]


@pytest.mark.usefixtures("beside")
async def test_a_case_that_is_erased_meanwhile_is_not_shown(database_url: str) -> None:
    """What is held was read, then the case went: it is read again, and the words of the case are nowhere."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.settle()
        seen: list[int] = []

        def erased(own: Read) -> Read:
            async def read(turn: Turn, account: int, argument: str) -> Any:
                found = await own(turn, account, argument)
                if not seen:
                    for table in ("slot", "case_act", "case_invite", "case_fact"):
                        await rows(database_url, f"DELETE FROM {table}")  # noqa: S608
                    await rows(database_url, "DELETE FROM case_file")
                seen.append(len(found.of_cases))
                return found

            return read

        with reading(stage, "mes_donnees", erased):
            await stage.say(PERSON, "/mes_donnees")
        assert seen == [1, 0]
        assert "boulangerie" not in "".join(stage.texts(PERSON)[-2:])


async def test_a_long_reading_holds_nobody_up(database_url: str) -> None:
    """While figures are counted, which may take as long as it will, somebody else is answered."""
    async with on_the_wire(database_url) as stage:
        begun, over = asyncio.Event(), asyncio.Event()

        def slow(own: Read) -> Read:
            async def read(turn: Turn, account: int, argument: str) -> Any:
                found = await own(turn, account, argument)
                begun.set()
                await over.wait()
                return found

            return read

        with reading(stage, "stats", slow):
            had = len(stage.texts(COORDINATOR))
            stage.world.say(COORDINATOR, COORDINATOR, "/stats")
            await begun.wait()
            stage.world.start(PERSON)
            await stage.world.until(lambda: stage.texts(PERSON), 60)
            assert len(stage.texts(COORDINATOR)) == had
            over.set()
            await stage.settle()
        assert len(stage.texts(COORDINATOR)) == had + 1


@pytest.mark.parametrize("maker", ["postgresql"], indirect=True)
@pytest.mark.parametrize("patience", [3600.0, 0.0])
async def test_a_reading_stands_back(patience: float, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL it goes on once nothing is under way, or when it has stood back for long enough."""
    monkeypatch.setattr(yielding, "PATIENCE", patience)
    database, own = Database(database_url), yielding.UnderWay.over
    begun, stands, over = asyncio.Event(), asyncio.Event(), asyncio.Event()
    said: list[str] = []

    async def noticed(under_way: yielding.UnderWay, left: float) -> float:
        stands.set()
        left = await own(under_way, left)
        said.append("let go")
        return left

    monkeypatch.setattr(yielding.UnderWay, "over", noticed)

    async def work(connection: Connection) -> None:
        await connection.exec_driver_sql("SELECT 1")
        begun.set()
        await over.wait()
        said.append("worked")

    async def look(connection: Connection) -> None:
        await connection.exec_driver_sql("SELECT 1")
        said.append("read")
        over.set()

    working = asyncio.create_task(database.run(work))
    await begun.wait()
    reading = asyncio.create_task(database.read(look))
    standing = asyncio.create_task(stands.wait())
    await asyncio.wait((reading, standing), return_when=asyncio.FIRST_COMPLETED)
    if patience:
        over.set()
    await asyncio.gather(working, reading, standing)
    await database.close()
    assert said == (["worked", "let go", "read"] if patience else ["let go", "read", "worked"])
