"""Processes that a test starts: whatever happens to the test, none of them is left running behind it."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


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
