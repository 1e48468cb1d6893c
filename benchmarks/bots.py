"""The bots that are compared, and how each is started: this one on both databases, and what one would write instead."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen
from tempfile import TemporaryDirectory

from benchmarks.crowd import TOKEN
from tests.stage import GROUP
from tests.stage.postgres import PostgresMissing, running

ROOT = Path(__file__).parents[1]
PEERS = ROOT / ".venv-bench"
SNIFFIO = PEERS / "sniffio"
"""Where the peers' Python does not find it by itself: python-telegram-bot's HTTP client works with it and without."""


@dataclass(frozen=True, slots=True)
class Bot:
    """A program to start, with what its environment holds besides the token and the server's address."""

    name: str
    python: Path
    arguments: tuple[str, ...]
    environment: Callable[[str], dict[str, str]] = lambda _folder: {}
    path: tuple[Path, ...] = ()

    @asynccontextmanager
    async def running(self, address: str, *under: str) -> AsyncIterator[asyncio.subprocess.Process]:
        """The program, `under` another one if need be, in a folder of its own; it is told to stop at the end."""
        with TemporaryDirectory() as folder:
            process = await asyncio.create_subprocess_exec(
                *under,
                str(self.python),
                *self.arguments,
                cwd=folder,
                stdout=DEVNULL,
                env={
                    "PATH": os.environ["PATH"],
                    "PYTHONPATH": os.pathsep.join(map(str, (ROOT, *self.path))),
                    "BOT_TOKEN": TOKEN,
                    "TELEGRAM_API_URL": address,
                    **self.environment(folder),
                },
            )
            try:
                yield process
            finally:
                if process.returncode is None:
                    process.terminate()
                await process.wait()


def peer(name: str, module: str, *path: Path, **environment: str) -> Bot:
    """One of the bots of `peers/`."""
    python = PEERS / "bin" / "python"
    return Bot(name, python, ("-m", f"benchmarks.peers.{module}"), lambda _: environment, path)


def ours(name: str, url: Callable[[str], str]) -> Bot:
    """This bot, with a database for each start."""

    def environment(folder: str) -> dict[str, str]:
        return {
            "DATABASE_URL": url(folder),
            "NETWORK_FILE": str(ROOT / "networks" / "sancy-volcans.toml"),
            "PARTNER_GROUP_ID": str(GROUP),
            "LOG_LEVEL": "ERROR",
        }

    return Bot(f"this bot, {name}", Path(sys.executable), ("-m", "bot", "run"), environment)


@contextmanager
def all_of_them(say: Callable[[str], None]) -> Iterator[list[Bot]]:
    """Every bot that can run here; `say` hears of those that cannot."""
    recipe = "python-telegram-bot, ConversationHandler + PicklePersistence"
    bots = [
        ours("SQLite", lambda folder: f"sqlite+aiosqlite:///{folder}/bot.sqlite3"),
        peer(recipe, "recipe"),
        peer("the same with sniffio", "recipe", SNIFFIO),
        peer("aiogram 3, states in memory", "aiogram_form"),
    ]
    with _postgres(say) as ours_too, _redis(say) as theirs_too:
        yield [bots[0], *ours_too, *bots[1:], *theirs_too]


@contextmanager
def _postgres(say: Callable[[str], None]) -> Iterator[list[Bot]]:
    try:
        server = running(durable=True)
        found = server.__enter__()
    except PostgresMissing as missing:
        say(f"Without PostgreSQL: {missing}")
        yield []
        return
    try:
        yield [ours("PostgreSQL", lambda _: found.empty())]
    finally:
        server.__exit__(None, None, None)


@contextmanager
def _redis(say: Callable[[str], None]) -> Iterator[list[Bot]]:
    if (program := shutil.which("redis-server")) is None:
        say("Without Redis: no redis-server is installed.")
        yield []
        return
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = str(door.getsockname()[1])
    with TemporaryDirectory() as folder:
        server = Popen([program, "--port", port, "--dir", folder, "--appendonly", "yes"], stdout=DEVNULL)  # noqa: S603
        try:
            yield [peer("aiogram 3, states in Redis", "aiogram_form", REDIS_URL=f"redis://127.0.0.1:{port}/0")]
        finally:
            server.terminate()
            server.wait()
