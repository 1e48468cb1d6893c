"""Questions that stories and filled databases know: what the intake has come to ask since is skipped by whoever tells
a project in them. An optional question more changes none of them until it stands here, so that one may speak of it.
"""

from __future__ import annotations

import re

from tests.stage.stage import Stage

KNOWN = frozenset(
    ["info", "project", "understood", "sector", "nature", "jobs", "place", "elsewhere", "when", "stage", "household",
     "needs", "followed", "name", "contact", "hours", "way", "discretion", "recap"]
)  # fmt: skip


async def skip_newer(stage: Stage, who: int) -> bool:
    """Somebody skips the question they are asked, as long as it is newer. Whether one was."""
    skipped = False
    while newer := _newer(stage, who):
        await stage.forge(who, who, *newer)
        skipped = True
    return skipped


def _newer(stage: Stage, who: int) -> tuple[int, str] | None:
    """The message that asks a question which is newer, and what the button sends that skips it."""
    for message in stage.world.said_by_bot(who)[-1:]:
        for data in (button.get("callback_data", "") for row in message.buttons for button in row):
            asked = re.fullmatch(r"intake\|(\w+)\|\d+\|skip", data)
            if asked and asked[1] not in KNOWN:
                return message.message_id, data
    return None
