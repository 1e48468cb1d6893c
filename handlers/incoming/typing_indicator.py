"""The typing indicator: shown to whoever waits for an answer longer than a moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

MOMENT = 0.3
"""Seconds after which somebody wonders whether they were heard."""


@asynccontextmanager
async def typing(bot: Bot, chat_id: int) -> AsyncIterator[None]:
    """Show that an answer is being written, in a private chat, once the block has taken a moment; best effort."""
    task = asyncio.create_task(_show(bot, chat_id)) if chat_id > 0 else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _show(bot: Bot, chat_id: int) -> None:
    await asyncio.sleep(MOMENT)
    with suppress(TelegramError):
        await bot.send_chat_action(chat_id, ChatAction.TYPING)
