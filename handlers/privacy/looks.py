"""Looks: what is kept of whoever opens the card of an offer, and how it goes with everything else of theirs."""

from __future__ import annotations

from handlers.turn.turn import Turn
from storage import freshness


def mark(turn: Turn, account: int, number: int) -> str:
    """What is kept of somebody who looked at an offer: a keyed hash of both."""
    return turn.runtime.marks.of(freshness.look_of(turn.here, number, account))


async def held(turn: Turn, account: int) -> int:
    """Of how many offers it is kept that somebody has opened them."""
    return await freshness.marked(turn.here, await _marks(turn, account))


async def forget(turn: Turn, account: int) -> None:
    """Nothing says any more at which offers somebody has looked; how many people have is as it was."""
    await freshness.forget_marks(turn.here, await _marks(turn, account))


async def _marks(turn: Turn, account: int) -> list[str]:
    return [mark(turn, account, number) for number in await freshness.looked_upon(turn.here)]
