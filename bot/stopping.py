"""Stopping: what runs goes on until a signal says so, then cleans up."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any


async def until_told_to_stop(main: Coroutine[Any, Any, None]) -> None:
    """Run `main` until SIGINT, SIGTERM or SIGHUP, which may come while it is still starting; then let it clean up."""
    loop, running, told = asyncio.get_running_loop(), asyncio.create_task(main), asyncio.Event()

    def stop() -> None:
        if not told.is_set():  # a second signal does not disturb the cleaning up
            told.set()
            running.cancel()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop)
    with suppress(asyncio.CancelledError):
        await running
