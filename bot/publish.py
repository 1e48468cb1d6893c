"""Publishing by hand: the page for everybody, as the database has it now, in a folder."""

from __future__ import annotations

from pathlib import Path

from bot.clock import real_now
from bot.open_database import existing
from bot.program import username_of
from bot.settings import Settings
from bot.site import Publisher
from bot.wire.request import AiohttpRequest, Transport


async def publish(settings: Settings, folder: Path, transport: Transport = AiohttpRequest) -> int:
    """Write the page. Returns how many offers stand there.

    Raises:
        SettingsError: Telegram does not tell the bot’s name.
        FolderError: the folder holds somebody else’s page.
        OSError: it cannot be written to.
    """
    link = f"https://t.me/{await username_of(settings, transport)}"
    async with existing(settings) as (database, network_id):
        while (count := await Publisher(database, network_id, link, real_now).publish(folder)) is None:
            pass  # a picture went meanwhile
        return count
