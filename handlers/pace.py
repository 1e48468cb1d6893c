"""Pace: what nobody asked for comes one at a time, however much came due at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from handlers.hours import soon
from handlers.turn import Turn
from storage import due
from storage.once import first_in, happened_in

GAP = timedelta(hours=1)


async def is_free(turn: Turn, ear: int | str) -> bool:
    """Whether an account, or an address, has heard nothing of what waits within the hour; now it does."""
    return await first_in(turn.connection, f"told:{ear}", turn.now, GAP)


async def note(turn: Turn, ears: Iterable[int | str]) -> None:
    """They hear now of something that waits: what is less pressing waits for an hour."""
    for ear in ears:
        await is_free(turn, ear)


async def put_off(turn: Turn, kind: str, expects: Mapping[str, Any], ears: Iterable[int | str]) -> bool:
    """Whether a question that does not press must wait, since one of those who would get it has heard something else
    just now: then its date comes again in an hour.
    """
    if not any([await _is_busy(turn, ear) for ear in ears]):
        return False
    await again(turn, kind, expects)
    return True


async def again(turn: Turn, kind: str, expects: Mapping[str, Any]) -> None:
    """The date that has come comes again in an hour."""
    at = soon(turn, turn.now + GAP + timedelta(minutes=1))
    await due.schedule(turn.connection, turn.network_id, kind, turn.row.lane, at, dict(expects))


async def _is_busy(turn: Turn, ear: int | str) -> bool:
    told = await happened_in(turn.connection, f"told:{ear}", turn.now, GAP)
    return told or not await first_in(turn.connection, f"asked:{ear}", turn.now, GAP)
