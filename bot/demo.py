"""The demonstration: a local Telegram and the real bot, on a fresh database. The bot polls over HTTP, as always."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from rich.console import Console

from bot.program import Program
from bot.settings import SettingsError, load

DATABASE = Path("data/demo.sqlite3")
console = Console(highlight=False)


async def demonstrate(port: int, cast: Path) -> None:
    """Serve the web chat until cancelled."""
    port = _free_port(port)
    address = f"http://127.0.0.1:{port}"
    who = _prepare(cast)
    settings = load(
        bot_token=who["bot"]["token"],
        telegram_api_url=address,
        database_url=f"sqlite+aiosqlite:///{DATABASE}",
        network_file=Path("networks/sancy-volcans.toml"),
        partner_group_id=who["chats"][0]["id"],
        coordinator_ids=frozenset(),
        smtp_url=None,
        log_level="WARNING",
    )
    async with _simulator(port, cast, address), Program(settings) as program:
        console.print(f"\nThe story is ready: open [bold]{address}[/bold] in a browser. Ctrl+C ends it.\n")
        await program.wait()


def _prepare(cast: Path) -> Any:
    """Throw the last demonstration's database away; read who takes part."""
    for old in DATABASE.parent.glob(DATABASE.name + "*"):
        old.unlink()
    return json.loads(cast.read_text(encoding="utf-8"))


@asynccontextmanager
async def _simulator(port: int, cast: Path, address: str) -> AsyncIterator[None]:
    """The local Telegram as a process of its own, ended by its process id."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulator", "--port", str(port), "--cast", str(cast), stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await _answers(f"{address}/healthz", process)
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _answers(url: str, process: asyncio.subprocess.Process) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(200):
            if process.returncode is not None:
                raise SettingsError("The local Telegram did not start: try `python -m simulator` to see why.")
            try:
                async with session.get(url) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)
    raise SettingsError("The local Telegram did not answer within 20 seconds.")


def _free_port(wanted: int) -> int:
    """`wanted`, or another where it is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise SettingsError("No port is free on this machine.")
