"""Killing: the program of a stage, in a process of its own that kills itself at a step of its mails."""

from __future__ import annotations

from tests.crash import victim
from tests.stage.forked import forked
from tests.stage.letter_box import LetterBox
from tests.stage.post_office import Office
from tests.stage.processes import environment_of
from tests.stage.stage import Stage


async def killed(stage: Stage, step: str, office: Office, box: LetterBox | None = None) -> int:
    """Run it until it reaches that step for the first time. Returns how it ended."""
    settings, read = stage.settings, {"IMAP_URL": box.url} if box else {}
    environment = environment_of(
        stage.world, settings.telegram_api_url, settings.database_url, NETWORK_FILE=str(settings.network_file),
        SMTP_URL=office.url, KILL_AT=step, KILL_AFTER="1", **read,
    )  # fmt: skip
    async with forked(victim.main, environment) as program:
        return await program.wait()
