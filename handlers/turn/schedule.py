"""Sending hours: what nobody asked for at this moment waits for a working hour; an answer never does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.turn.turn import AboutArm, Turn
from network.calendar import in_sending_hours, next_sending_time
from storage import due


def within(kind: str, arm: AboutArm) -> AboutArm:
    """The arm of a due date, put off to the next sending hour where it comes outside of them."""

    async def at_a_good_hour(turn: Turn, expects: Mapping[str, Any]) -> None:
        zone = turn.network.network.timezone
        if in_sending_hours(turn.now, zone):
            await arm(turn, expects)
        else:
            at = next_sending_time(turn.now, zone)
            await due.schedule(turn.connection, turn.network_id, kind, turn.row.lane, at, dict(expects))

    return at_a_good_hour


def soon(turn: Turn, at: datetime) -> datetime:
    """`at`, or the next sending hour after it."""
    return next_sending_time(at, turn.network.network.timezone)
