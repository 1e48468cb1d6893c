"""What was asked to be taken out waits for its turn: it is gathered before that, nothing of it is kept until then."""

from __future__ import annotations

from typing import Any

from handlers.turn.turn import Turn
from storage.durable import due

KIND = "exports:make"


async def begin(turn: Turn, account: int, expects: dict[str, Any]) -> None:
    """It is gathered before the next turn of the chat: `expects` says what, in which format, and of what."""
    await due.schedule(turn.here, KIND, account, turn.now, expects)
