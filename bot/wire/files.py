"""A file that somebody sent, read from Telegram’s server."""

from __future__ import annotations

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.wire import api
from handlers.turn.runtime import FetchError

MOST = 20 * 1024 * 1024
"""Bytes of the biggest file that the Bot API gives."""
PATIENCE = 60.0
"""Seconds that a file may take."""


async def fetch(bot: Bot, file_id: str) -> bytes:
    """What is in the file of that name. Raises FetchError."""
    try:
        about = await api.call(bot.request, bot.base_url, "getFile", {"file_id": file_id})
        if about.get("file_size", 0) > MOST:
            raise FetchError("big")
        return await bot.request.retrieve(f"{bot.base_file_url}/{about['file_path']}", read_timeout=PATIENCE)
    except BadRequest as error:
        raise FetchError("big" if "too big" in str(error).lower() else "away") from None
    except TelegramError:
        raise FetchError("away") from None


async def fetch_unless_big(bot: Bot, file_id: str) -> bytes | None:
    """As `fetch`; None where nobody gets the file from there, however often they ask."""
    try:
        return await fetch(bot, file_id)
    except FetchError as error:
        if error.why == "big":
            return None
        raise
