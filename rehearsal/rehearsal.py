"""A rehearsal: a local Telegram and the real bot, two processes on a fresh database, with a clock that can be moved."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import aiohttp

from bot.clock import Clock, real_now
from bot.settings import Settings, SettingsError
from network import file
from network.calendar import add_working_days, in_sending_hours, next_sending_time
from rehearsal import kept_past
from storage.engine import private

END_WITHIN = 10.0
MOST_AT_ONCE = 20
ASKS = "?"
"""How a line begins that asks the bot how things stand."""
Process = asyncio.subprocess.Process


@dataclass(slots=True)
class Rehearsal:
    """Use as ``async with Rehearsal(…) as rehearsal``. Both processes end with the block, and with this process.

    `database` is a file that begins empty, another one while somebody else’s rehearsal has it; `control` is the address
    whose buttons the web chat offers; with `quiet`, the bot's log is not shown. Raises on entering:
        SettingsError: one of the two did not start.
        NetworkFileError: the network file is wrong.
    """

    database: Path
    cast: Path
    network_file: Path
    port: int = 0
    control: str = ""
    quiet: bool = False
    clock: Clock = field(default_factory=lambda: Clock(opening(real_now())))
    address: str = ""
    _timezone: str = ""
    _bot: Process | None = None
    _stood: Mapping[str, Any] = field(default_factory=dict)
    _acting: asyncio.Lock = field(default_factory=asyncio.Lock)
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def __aenter__(self) -> Self:
        """Start both at once: the bot makes ready while the local Telegram opens."""
        self._timezone = file.load(self.network_file).identity.timezone
        try:
            self.database = self._stack.enter_context(claimed(self.database))
            self._clear()
            telegram = await self._open_telegram()
            self._stack.push_async_callback(self.kill, signal.SIGTERM)
            async with self._acting:  # a page that was left open asks how things stand before there is anything to say
                self._bot = await self._spawn_bot()
                await _answers(f"{self.address}/healthz", telegram)
                await self._begin()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the bot, then the local Telegram, each by its process id."""
        await self._stack.aclose()

    # -- what can be done ---------------------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether the bot runs."""
        return self._bot is not None and self._bot.returncode is None

    @property
    def pid(self) -> int | None:
        """The bot's process id, while it runs."""
        return self._bot.pid if self._bot is not None and self.running else None

    @property
    def now(self) -> datetime:
        """Business time, in the network's time zone."""
        return self.clock.now().astimezone(ZoneInfo(self._timezone))

    async def pass_time(self, by: timedelta) -> None:
        """Let business time pass; a bot that does not run learns of it when it starts."""
        async with self._acting:
            self.clock.advance(by)
            await self._tell()

    def until_tomorrow(self) -> timedelta:
        """To the same hour of the next day."""
        return self._until(self.now + timedelta(days=1))

    def until_working_day(self, days: int) -> timedelta:
        """To the same hour of that working day, as the network's deadlines count them."""
        day = add_working_days(self.now, days, self._timezone)
        return self._until(datetime.combine(day, self.now.time(), ZoneInfo(self._timezone)))

    def _until(self, then: datetime) -> timedelta:
        return timedelta(seconds=then.timestamp() - self.now.timestamp())

    async def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End the bot; by SIGKILL, it cannot even put its papers in order."""
        async with self._acting:
            await self._end_bot(how)

    async def start(self) -> None:
        """Start the bot again, on the database as it is and with the clock as it is. Raises `SettingsError`."""
        async with self._acting:
            if not self.running:
                self._bot = await self._spawn_bot()
                await self._begin()

    async def standing(self) -> Mapping[str, Any]:
        """How things stand for everybody on the page (`rehearsal.standing`); what was so last, while no bot runs."""
        async with self._asking:
            bot = self._bot
            if self._acting.locked() or bot is None or bot.stdin is None or bot.stdout is None or not self.running:
                return self._stood
            with suppress(ConnectionError, ValueError):  # it may be killed at any moment
                bot.stdin.write(f"{ASKS} {self._persons()}\n".encode())
                await bot.stdin.drain()
                self._stood = json.loads(await bot.stdout.readline())
            return self._stood

    def _persons(self) -> str:
        cast: Mapping[str, Any] = json.loads(self.cast.read_text(encoding="utf-8"))
        return " ".join(str(user["id"]) for user in cast["users"] if not user.get("started"))

    async def reset(self) -> None:
        """Begin anew: an empty database, an empty world, the world's own time. Raises `SettingsError`."""
        async with self._acting:
            await self._end_bot(signal.SIGKILL)
            self._clear()
            self._stood = {}
            self.clock.shift = opening(real_now())
            self._bot = await self._spawn_bot()
            async with (
                aiohttp.ClientSession() as session,
                session.post(f"{self.address}/world/act", json={"do": "reset"}) as answer,
            ):
                answer.raise_for_status()
            await self._begin()

    # -- the two processes --------------------------------------------------------------------------------------------

    def _clear(self) -> None:
        """Throw the last rehearsal's database away."""
        for old in self.database.parent.glob(self.database.name + "*"):
            old.unlink()

    async def _open_telegram(self) -> Process:
        with listening(self.port) as listener:
            self.port = listener.getsockname()[1]
            self.address = f"http://127.0.0.1:{self.port}"
            given = str(listener.fileno())
            words = ["-m", "simulator", "--leash", "--listener", given, "--cast", str(self.cast)]
            if self.control:
                words += ["--control", self.control]
            process = await _spawn(*words, stderr=asyncio.subprocess.DEVNULL, pass_fds=(listener.fileno(),))
        self._stack.push_async_callback(_end, process, signal.SIGTERM)
        return process

    async def _spawn_bot(self) -> Process:
        return await _spawn(
            *("-m", "bot", "run", "--rehearsed", *self._past()),
            env=self._environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL if self.quiet else None,
        )

    def _past(self) -> tuple[str, ...]:
        """Who came before, where the cast has people for that: the bot may write to them and to those who `started`.

        A new database begins with the past that another start of today has lived.
        """
        cast: Mapping[str, Any] = json.loads(self.cast.read_text(encoding="utf-8"))
        if "earlier" not in cast:
            return ()
        here = [user["id"] for user in cast["users"] if user.get("started")]
        who = {"first": cast["earlier"]["first"], "here": here}
        kept = kept_past.place(self.database, self.network_file, json.dumps(who), self.now)
        if not self.database.exists():
            kept_past.bring(kept, self.database)
        return ("--past", json.dumps({**who, "keep": str(kept)}))

    def _environment(self) -> dict[str, str]:
        """The bot's settings are these alone: nothing of a real bot's reaches a rehearsal."""
        cast: Mapping[str, Any] = json.loads(self.cast.read_text(encoding="utf-8"))
        around = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
        return around | {
            "BOT_TOKEN": cast["bot"]["token"],
            "TELEGRAM_API_URL": self.address,
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.database}",
            "NETWORK_FILE": str(self.network_file),
            "PARTNER_GROUP_ID": str(cast["chats"][0]["id"]),
            "LOG_LEVEL": "WARNING",
        }

    async def _begin(self) -> None:
        """Tell the bot the time, which it waits for, and wait until it runs, however slow the machine, or has ended."""
        await self._tell()
        bot = self._bot
        assert bot is not None  # noqa: S101 - spawned just before
        assert bot.stdout is not None  # noqa: S101 - a pipe
        if not await bot.stdout.readline():
            await self._end_bot(signal.SIGKILL)
            raise SettingsError("The bot did not start" + (": `python -m bot demo` shows why." if self.quiet else "."))

    async def _tell(self) -> None:
        if self._bot is None or self._bot.stdin is None or not self.running:
            return
        with suppress(ConnectionError):  # it may be killed at any moment
            self._bot.stdin.write(f"{self.clock.shift.total_seconds()}\n".encode())
            await self._bot.stdin.drain()

    async def _end_bot(self, how: signal.Signals) -> None:
        if self._bot is not None:
            await _end(self._bot, how)


async def _spawn(*words: str, **more: Any) -> Process:
    """Start Python with these words. Its standard input ends with this process, and it with that.

    Ctrl+C reaches only us, in a session of its own: the two are ended one after the other.
    """
    return await asyncio.create_subprocess_exec(
        sys.executable, *words, stdin=asyncio.subprocess.PIPE, start_new_session=True, **more
    )


async def _end(process: Process, how: signal.Signals) -> None:
    """End a process that we started, by its process id; one that does not listen is killed."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.send_signal(how)
    try:
        await asyncio.wait_for(process.wait(), END_WITHIN)
    except TimeoutError:
        process.kill()
        await process.wait()


async def _answers(url: str, process: Process) -> None:
    async with aiohttp.ClientSession() as session:
        while process.returncode is None:
            with suppress(aiohttp.ClientError):
                async with session.get(url) as response:
                    if response.status == 200:
                        return
            await asyncio.sleep(0.05)
    raise SettingsError("The local Telegram did not start: try `python -m simulator` to see why.")


def listening(wanted: int) -> socket.socket:
    """A socket that listens on `wanted`, or on another port where that one is taken; it is ours from now on. Raises
    `SettingsError` where none is free.
    """
    for port in (wanted, 0):
        with suppress(OSError):
            return socket.create_server(("127.0.0.1", port))
    raise SettingsError("No port is free on this machine.")


@contextmanager
def claimed(wanted: Path) -> Iterator[Path]:
    """A block in which a database is ours: the `wanted` one, or `demo-2.sqlite3` and so on while another rehearsal,
    whose bot may be dead for a moment, has that. Raises `SettingsError` where too many run.
    """
    for number in range(1, MOST_AT_ONCE + 1):
        name = f"{wanted.stem}-{number}" if number > 1 else wanted.stem
        private.make_folder(wanted.parent)
        with private.make(wanted.with_name(f"{name}.rehearsal.lock")).open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield wanted.with_name(f"{name}{wanted.suffix}")
            return
    raise SettingsError(f"{MOST_AT_ONCE} rehearsals run already: end one.")


def opening(now: datetime, timezone: str = "Europe/Paris") -> timedelta:
    """How far business time is ahead when a rehearsal begins: not at all in sending hours with two of them left, else
    to ten in the next morning, since at night nobody is written to.
    """
    if in_sending_hours(now, timezone) and in_sending_hours(now + timedelta(hours=2), timezone):
        return timedelta(0)
    morning = next_sending_time(now + timedelta(hours=2), timezone)
    return morning.replace(hour=10, minute=0) - now if morning.hour < 10 else timedelta(0)
