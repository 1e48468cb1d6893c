"""The rehearsal that `demo` and `play` hold: its clock moves, its bot is killed and started, and nothing is lost."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import Clock, real_now
from rehearsal.control import Control, served
from rehearsal.rehearsal import Rehearsal, opening
from simulator import faults
from tests.rehearsal.shelf import with_past
from tests.stage import BOUCHE, CAST, COORDINATOR, NETWORK, PERSON
from tests.stage.inside import rows, value
from tests.stage.processes import started

CROWD = range(2001, 2009)
HELP = "01 99 00 00 31"


class Room:
    """A rehearsal, seen as the page sees it: over HTTP alone."""

    def __init__(self, rehearsal: Rehearsal, session: aiohttp.ClientSession) -> None:
        self.rehearsal = rehearsal
        self.session = session
        self.url = f"sqlite+aiosqlite:///{rehearsal.database}"

    async def ask(self, way: str, path: str, **order: Any) -> dict[str, Any]:
        url = f"{self.rehearsal.address}/world{path}"
        async with self.session.request(way, url, json=order or None) as answer:
            body: dict[str, Any] = await answer.json()
            return body

    async def say(self, who: int, text: str) -> None:
        assert (await self.ask("POST", "/act", do="say", user_id=who, chat_id=who, text=text))["ok"]

    async def press(self, button: str) -> str:
        """Press a button of the control. Gives what is said of it, in English."""
        answer = await self.ask("POST", "/control", id=button)
        assert answer["ok"], answer
        return str(answer["said"]["en"])

    async def state(self) -> dict[str, Any]:
        state: dict[str, Any] = (await self.ask("GET", "/control"))["state"]
        return state

    async def told(self, who: int) -> list[str]:
        """What the bot has said to somebody."""
        world = await self.ask("GET", "")
        messages = [m for chat in world["chats"] if chat["id"] == who for m in chat["messages"]]
        said = (m.get("text", "") for m in messages if m["mine"] == world["bot"]["id"])
        return [text.replace("\u202f", " ").replace("\u00a0", " ") for text in said]

    async def until(self, who: int, ready: Callable[[list[str]], object]) -> list[str]:
        """What the bot has said to somebody, once it is as wanted."""
        while not ready(told := await self.told(who)):  # noqa: ASYNC110 - another process answers
            await asyncio.sleep(0.05)
        return told

    async def refused(self) -> None:
        """Wait until Telegram has refused a message."""

        async def entries() -> list[Any]:
            return [e for e in (await self.ask("GET", "/traffic"))["entries"] if e["name"] == "sendMessage"]

        while all(entry["ok"] for entry in await entries()):  # noqa: ASYNC110 - another process sends
            await asyncio.sleep(0.05)


@asynccontextmanager
async def room(folder: Path, cast: Path | None = None, at: datetime | None = None) -> AsyncIterator[Room]:
    """A rehearsal before which nobody came, unless the `cast` says so: to live a past takes its time."""
    clock = Clock(at - real_now() if at else timedelta(0))
    rehearsal = Rehearsal(folder / "rehearsal.sqlite3", cast or newcomers(folder), NETWORK, clock=clock)
    with with_past(folder):
        async with (
            served(Control(rehearsal)) as rehearsal.control,
            rehearsal,
            aiohttp.ClientSession() as session,
        ):
            yield Room(rehearsal, session)


def newcomers(folder: Path, crowd: Iterable[int] = ()) -> Path:
    """The cast, before which nobody came, with a crowd of people more who have a project."""
    cast = json.loads(CAST.read_text(encoding="utf-8"))
    del cast["earlier"]
    cast["users"] += [{"id": number, "first_name": "Vous", "phone": f"+3319900{number}"} for number in crowd]
    path = folder / "cast.json"
    path.write_text(json.dumps(cast), encoding="utf-8")
    return path


async def test_the_clock_survives_the_bot(tmp_path: Path) -> None:
    """Business time alone moves. Whoever stopped half-way is reminded after a day, by a bot that was killed since."""
    tuesday = datetime(2027, 3, 9, 9, 0, tzinfo=UTC)
    async with room(tmp_path, at=tuesday) as it:
        await it.say(PERSON, "/start")
        await it.until(PERSON, len)
        assert "Tuesday 9 March, 10:01" in await it.press("minute")
        assert "11:01" in await it.press("hour")
        assert await it.press("kill")
        assert "Wednesday 10 March, 11:01" in await it.press("day")
        state = await it.state()
        assert (state["running"], state["now"][:16]) == (False, "2027-03-10T11:01")
        before = len(await it.told(PERSON))
        await it.press("start")
        await it.until(PERSON, lambda said: any("pas encore parlé" in words for words in said[before:]))
        assert "Wednesday 17 March, 11:01" in await it.press("working_days"), "a weekend does not count"
        state = await it.state()
        assert state["running"]
        assert re.fullmatch(r"The bot runs · clock \d+ d .* ahead", state["words"]["en"])


async def test_killed_and_started(tmp_path: Path) -> None:
    """In one rehearsal, for each start takes its time."""
    async with room(tmp_path) as it:
        await a_button_that_is_not_there(it)
        assert await stands(it) == {"reached": "", "rounds": 0, "asked": "", "question": "", "half": False}
        await what_is_said_to_a_dead_bot_is_answered_later(it)
        await a_dead_bots_last_word_stands(it)


async def a_button_that_is_not_there(it: Room) -> None:
    assert await it.ask("POST", "/control", id="self-destruction") == {"ok": False, "error": "no such button"}
    async with it.session.post(it.rehearsal.control, data='{"id": "kill"}') as answer:
        assert answer.status == 415, "a foreign page can only send forms and plain text"
    assert it.rehearsal.running


async def what_is_said_to_a_dead_bot_is_answered_later(it: Room) -> None:
    pid = it.rehearsal.pid
    assert pid is not None
    await it.press("kill")
    assert it.rehearsal.pid is None
    assert "already" in await it.press("kill")
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    await it.say(PERSON, "/start")
    await it.say(PERSON, "/aide")
    assert await it.told(PERSON) == []
    await it.press("start")
    told = await it.until(PERSON, lambda said: any(HELP in text for text in said[1:]))
    assert "Sancy Volcans" in told[0]
    assert "already" in await it.press("start")


async def a_dead_bots_last_word_stands(it: Room) -> None:
    """What the guide goes by: how far somebody is, and the open question’s kind."""
    assert (met := await stands(it))["reached"] == "met"
    assert met["asked"] == "notice"
    await it.press("kill")
    assert await stands(it) == met
    await it.press("start")
    assert await stands(it) == met


async def stands(it: Room) -> dict[str, Any]:
    """How things stand for the person."""
    facts: dict[str, Any] = (await it.state())["facts"]["of"][str(PERSON)]
    return facts


@pytest.mark.proof
async def test_killed_in_the_middle_of_a_burst(tmp_path: Path) -> None:
    """Eight people ask for help six times each; the bot dies four times meanwhile. Each question gets its answer."""
    async with room(tmp_path, newcomers(tmp_path, CROWD)) as it:

        async def ask(who: int) -> None:
            for _ in range(6):
                await it.say(who, "/aide")
                await asyncio.sleep(0.15)

        async with asyncio.TaskGroup() as asking:
            for who in CROWD:
                asking.create_task(ask(who))
            for answered in (1, 2, 3, 4):
                await it.until(CROWD[answered], lambda said, most=answered: len(said) >= most)  # type: ignore[misc]
                await it.press("kill")
                await it.press("start")
        helped = [await it.until(who, lambda said: len(said) >= 6) for who in CROWD]
        while await value(it.url, "SELECT count(*) FROM inbox WHERE status <> 'done'"):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        answers = "SELECT chat_id, count(*) FROM outbox WHERE chat_id BETWEEN 2001 AND 2008 GROUP BY chat_id"
        assert {row[0]: row[1] for row in await rows(it.url, answers)} == dict.fromkeys(CROWD, 6)
        again = sum(len(said) for said in helped) - 6 * len(CROWD)
        assert 0 <= again <= 4 * len(CROWD), "only what was being sent at a kill may come twice"


@pytest.mark.proof
async def test_trouble_loses_nothing(tmp_path: Path) -> None:
    """Telegram is slow, then down, then flooded: whatever was asked meanwhile is answered, once."""
    async with room(tmp_path) as it:
        for number, kind in enumerate(("slow", "down", "flood"), 1):
            await it.ask("POST", "/trouble", kind=kind)
            assert (await it.ask("GET", ""))["trouble"] == kind
            await it.say(PERSON, "/aide")
            if kind == "flood":  # while it is down nothing is even asked
                await it.refused()
            if kind != "slow":
                assert len(await it.told(PERSON)) == number - 1
                await it.ask("POST", "/trouble", kind="none")
            await it.until(PERSON, lambda said, most=number: len(said) >= most)  # type: ignore[misc]
        assert [HELP in text for text in await it.told(PERSON)] == [True] * 3
        entries = (await it.ask("GET", "/traffic"))["entries"]
        asked, told = (next(e["at"] for e in entries if e["name"] == name) for name in ("message", "sendMessage"))
        assert told - asked >= faults.SLOW
        assert "Too Many Requests: retry after 5" in [entry["said"] for entry in entries if not entry["ok"]]


async def test_start_again(tmp_path: Path) -> None:
    """An empty database, an empty world, the world's own time; whoever has always started does so again."""
    async with room(tmp_path) as it:
        await it.say(PERSON, "/start")
        await it.until(PERSON, len)
        await it.press("day")
        before = await it.ask("GET", "")
        await it.press("reset")
        after = await it.ask("GET", "")
        assert after["epoch"] != before["epoch"]
        assert await it.told(PERSON) == []
        for who in (BOUCHE, COORDINATOR):
            told = await it.until(who, len)
            assert "Bonjour" in told[0]
        said = (await it.state())["words"]["en"]
        assert said.startswith("The bot runs")
        assert ("ahead" in said) == bool(opening(real_now())), "at night it begins in the morning"
        assert await value(it.url, "SELECT count(*) FROM person WHERE telegram_id = :who", who=PERSON) == 0
        await it.say(PERSON, "/start")
        await it.until(PERSON, len)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only /proc tells who is whose child")
async def test_nobody_is_left_behind(tmp_path: Path) -> None:
    """Even when the demonstration itself is killed, both of its processes end."""
    root = Path(__file__).parents[2]
    (tmp_path / "networks").symlink_to(root / "networks")
    async with started(
        *(sys.executable, "-m", "bot", "demo", "--port", "0"),
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(root), "COLUMNS": "200"},
        stdout=asyncio.subprocess.PIPE,
    ) as demo:
        assert demo.stdout is not None
        while b"http://" not in (line := await demo.stdout.readline()):
            assert line, "the demonstration ended"
        children = {pid for pid, parent in _processes().items() if parent == demo.pid}
        assert len(children) == 2
    while children & set(_processes()):  # noqa: ASYNC110 - other processes end
        await asyncio.sleep(0.05)


@pytest.mark.proof
async def test_a_bot_that_is_left_while_it_starts(tmp_path: Path) -> None:
    """Whoever started it is gone before it runs, and so is its Telegram, for which it would wait: it ends."""
    asked, over = asyncio.Event(), asyncio.Event()

    async def never_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        with suppress(ConnectionError):
            await reader.read()
        writer.close()
        over.set()

    telegram = await asyncio.start_server(never_answer, "127.0.0.1", 0)
    port = telegram.sockets[0].getsockname()[1]
    async with (
        telegram,
        started(
            *(sys.executable, "-m", "bot", "run", "--rehearsed"),
            stdin=asyncio.subprocess.PIPE,
            env={
                **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
                "BOT_TOKEN": "1:" + "a" * 35,
                "TELEGRAM_API_URL": f"http://127.0.0.1:{port}",
                "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/bot.sqlite3",
                "NETWORK_FILE": str(NETWORK),
            },
        ) as bot,
    ):
        assert bot.stdin is not None
        bot.stdin.write(b"0\n")
        await asked.wait()
        bot.stdin.close()
        assert await bot.wait() == 0
        await over.wait()


def _processes() -> dict[int, int]:
    """Every process id that is no zombie's, and its parent's."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
            if state != "Z":
                found[int(path.parent.name)] = int(parent)
    return found


async def test_a_second_one_leaves_the_first_alone(tmp_path: Path) -> None:
    """It has a database and a port of its own, also while the first one’s bot is dead; what was said there is kept."""
    async with room(tmp_path) as first:
        await first.say(PERSON, "/start")
        await first.until(PERSON, len)
        await first.press("kill")
        clock = Clock(timedelta(0))
        database, port = tmp_path / "rehearsal.sqlite3", first.rehearsal.port
        async with Rehearsal(database, first.rehearsal.cast, NETWORK, port, clock=clock) as second:
            assert second.database == tmp_path / "rehearsal-2.sqlite3"
            assert second.port != first.rehearsal.port
        await first.press("start")
        assert await value(first.url, "SELECT count(*) FROM person WHERE telegram_id = :who", who=PERSON) == 1


async def test_a_page_that_was_left_open_asks_too_early(tmp_path: Path) -> None:
    """A tab of an earlier demonstration asks how things stand while the bot still starts, and spoils nothing."""
    rehearsal = Rehearsal(tmp_path / "rehearsal.sqlite3", newcomers(tmp_path), NETWORK)
    entering = asyncio.create_task(rehearsal.__aenter__())
    early: list[object] = []
    try:
        while not entering.done():
            if rehearsal.running:
                early.append(await rehearsal.standing())
            await asyncio.sleep(0.05)
        await entering
        assert early
        assert not any(early)
        assert (await rehearsal.standing())["of"][str(PERSON)]["reached"] == ""
    finally:
        await rehearsal.__aexit__()
