"""Processes that a test starts: whatever happens to the test, none of them is left running behind it."""

from __future__ import annotations

import asyncio
import os
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from simulator.world import World
from tests.stage.stage import GROUP


def environment_of(world: World, address: str, url: str, **more: str) -> dict[str, str]:
    """What a program of its own reads: a world that is served at an address, a database, and further settings."""
    return {
        "PATH": os.environ["PATH"],
        "BOT_TOKEN": world.bot.token,
        "TELEGRAM_API_URL": address,
        "DATABASE_URL": url,
        "PARTNER_GROUP_ID": str(GROUP),
        "LOG_LEVEL": "ERROR",
        **more,
    }


@asynccontextmanager
async def started(*command: str, **how: Any) -> AsyncIterator[Process]:
    """A process as `asyncio.create_subprocess_exec` starts it, killed at the end where it has not ended."""
    process = await asyncio.create_subprocess_exec(*command, **how)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
