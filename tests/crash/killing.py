"""Killing: the program of a stage, in a process of its own that kills itself at a step of its mails."""

from __future__ import annotations

import os

from tests.crash import victim
from tests.stage.forked import forked
from tests.stage.letter_box import LetterBox
from tests.stage.post_office import Office
from tests.stage.stage import GROUP, Stage


async def killed(stage: Stage, step: str, office: Office, box: LetterBox | None = None) -> int:
    """Run it until it reaches that step for the first time. Returns how it ended."""
    environment = {
        "PATH": os.environ["PATH"],
        "BOT_TOKEN": stage.settings.bot_token.get_secret_value(),
        "TELEGRAM_API_URL": stage.settings.telegram_api_url,
        "DATABASE_URL": stage.settings.database_url,
        "NETWORK_FILE": str(stage.settings.network_file),
        "PARTNER_GROUP_ID": str(GROUP),
        "SMTP_URL": office.url,
        **({"IMAP_URL": box.url} if box else {}),
        "LOG_LEVEL": "ERROR",
        "KILL_AT": step,
        "KILL_AFTER": "1",
    }
    async with forked(victim.main, environment) as program:
        return await program.wait()
