"""Start the simulator: ``python -m simulator --port 8081 --cast networks/demo-cast.json``."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dataclasses
import gc
import logging
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from simulator.cast import read_cast
from simulator.server import serve
from simulator.world import World

_CAST = Path(__file__).parent.parent / "networks" / "demo-cast.json"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m simulator", description="A local Telegram with a web chat.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8081, help="port to listen on (default: 8081)")
    parser.add_argument("--listener", type=int, help="a socket that listens already (for a program that starts this)")
    parser.add_argument("--cast", type=Path, default=_CAST, help="file that tells who is there")
    parser.add_argument("--token", help="the bot's token, instead of the cast's")
    parser.add_argument("--no-privacy", action="store_true", help="the bot reads everything in groups")
    parser.add_argument("--budgets", action="store_true", help="apply Telegram's own rate limits")
    parser.add_argument("--callback-lifetime", type=float, default=15.0, help="seconds a press can be answered")
    parser.add_argument("--control", help="address whose buttons the page offers")
    parser.add_argument(
        "--leash", action="store_true", help="end when standard input ends (for a program that starts this)"
    )
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    try:
        cast = read_cast(options.cast)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    if options.token:
        cast = dataclasses.replace(cast, bot=dataclasses.replace(cast.bot, token=options.token))
    world = World(
        cast,
        privacy=not options.no_privacy,
        budgets=options.budgets,
        callback_lifetime=options.callback_lifetime,
    )
    world.arrive()
    try:
        asyncio.run(_run(world, options))
    except OSError as error:
        parser.error(f"cannot listen on {options.host}:{options.port} ({error.strerror}): choose another --port")


class _Leash(asyncio.Protocol):
    """Whoever started this holds the other end of standard input; when they are gone, it ends."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop

    def connection_lost(self, _: Exception | None) -> None:
        """The other end is gone."""
        self._stop.set()


async def _run(world: World, options: argparse.Namespace) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    if options.leash:
        await loop.connect_read_pipe(lambda: _Leash(stop), sys.stdin)
    given = socket.socket(fileno=options.listener) if options.listener is not None else None
    async with serve(world, options.port, options.host, options.control, given) as address:
        logging.getLogger("simulator").info("web chat and Bot API at %s (bot @%s)", address, world.bot.username)
        await stop.wait()


if __name__ == "__main__":
    gc.freeze()  # what is loaded stays
    main()
