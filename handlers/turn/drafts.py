"""Drafts: a form that lies still is recalled once, gently; then its end is told beforehand; then it is erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.turn.turn import Turn
from network.calendar import next_sending_time
from storage.durable import due

KIND = "draft"

STAGES: tuple[tuple[str, timedelta], ...] = (
    ("remind", timedelta(hours=24)),
    ("warn", timedelta(days=27)),
    ("forget", timedelta(days=30)),
)
"""What happens how long after the person's last word."""
WARN, FORGET = 1, 2


async def watch(turn: Turn, chat_id: int, *, was: bool, now: bool) -> None:
    """Begin to watch a draft when there is one, and stop when there is none any more."""
    if now and not was:
        await _schedule(turn, chat_id, 0, turn.now)
    elif was and not now:
        await due.cancel(turn.connection, chat_id, KIND)


async def _schedule(turn: Turn, chat_id: int, stage: int, spoken_at: datetime) -> None:
    wanted = spoken_at + STAGES[stage][1]
    if stage == FORGET:  # the word before it promised so many days, and may have waited for sending hours
        wanted = max(wanted, turn.now + STAGES[FORGET][1] - STAGES[WARN][1])
    at = next_sending_time(wanted, turn.network.network.timezone)
    expects = {"stage": stage, "spoken_at": spoken_at.isoformat()}
    await due.schedule(turn.here, KIND, chat_id, at, expects)


def restarted(expects: Mapping[str, Any], spoken_at: datetime) -> bool:
    """Whether the person has said something since the date was set."""
    return datetime.fromisoformat(expects["spoken_at"]) != spoken_at


async def follow(turn: Turn, chat_id: int, stage: int, spoken_at: datetime) -> None:
    """Set the date of a stage, counted from the person's last word."""
    await _schedule(turn, chat_id, stage, spoken_at)
