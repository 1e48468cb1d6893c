"""Sending hours: what nobody asked for at this moment waits for a working hour; an answer never does."""

from __future__ import annotations

from datetime import datetime

from handlers.turn.turn import Turn
from network.calendar import next_sending_time


def soon(turn: Turn, at: datetime) -> datetime:
    """`at`, or the next sending hour after it."""
    return next_sending_time(at, turn.network.network.timezone)
