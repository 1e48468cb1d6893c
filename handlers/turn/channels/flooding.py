"""Flooding: somebody sends more, in private, than can be answered one by one. Everything is worked all the same."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from network.phrase import phrase
from storage.durable import flood, inbox, once

if TYPE_CHECKING:
    from handlers.turn.turn import Turn

TOLD = timedelta(hours=1)
"""How long nobody is told again that they sent many messages at once."""


async def begin(turn: Turn) -> None:
    """Many words wait behind this one: the person is told, before whatever this one leads to."""
    if _in_private(turn) and turn.row.behind >= inbox.CROWD:
        await _tell(turn)


async def fold(turn: Turn) -> None:
    """In a flood only those answers are sent that still matter, a moment later, and the person is told once."""
    crowded = turn.row.behind >= inbox.CROWD or any(put.ahead >= inbox.CROWD for put, _ in turn.replies)
    if not turn.replies or not crowded or not _in_private(turn):
        return
    chat_id, first = turn.row.lane, turn.replies[0][0].id
    if await flood.fold(turn.connection, chat_id, first, any(asks for _, asks in turn.replies)):
        await _tell(turn)
    await flood.hold(turn.connection, chat_id, turn.runtime.real_now())


async def _tell(turn: Turn) -> None:
    chat_id = turn.row.lane
    if await once.mark_within(turn.connection, f"flood:{chat_id}", turn.now, TOLD, chat_id):
        await turn.say(chat_id, phrase("flood"))


def _in_private(turn: Turn) -> bool:
    return turn.row.source == "telegram" and turn.row.lane > 0
