"""The typing indicator: shown to whoever waits for an answer longer than a moment."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from telegram.error import TelegramError

MOMENT = 0.3
"""Seconds after which somebody wonders whether they were heard."""


@contextmanager
def typing(ask: Callable[..., Awaitable[Any]], chat_id: int) -> Iterator[None]:
    """Show that an answer is being written, in a private chat, once the block has taken a moment; best effort."""
    loop, shown = asyncio.get_running_loop(), list[asyncio.Task[None]]()
    later = (
        loop.call_later(MOMENT, lambda: shown.append(loop.create_task(_show(ask, chat_id)))) if chat_id > 0 else None
    )
    try:
        yield
    finally:
        if later is not None:
            later.cancel()
        for task in shown:
            task.cancel()


async def _show(ask: Callable[..., Awaitable[Any]], chat_id: int) -> None:
    with suppress(TelegramError):
        await ask("sendChatAction", {"chat_id": chat_id, "action": "typing"})
