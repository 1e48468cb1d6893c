"""Looks: how many people open the card of an offer, each counted once, and nobody’s name kept."""

from __future__ import annotations

from handlers.offers.verbs import looks_after, owns
from handlers.turn.turn import Turn
from storage import freshness
from storage.offers import Kept


def mark(turn: Turn, account: int, number: int) -> str:
    """What is kept of somebody who looked at an offer: a keyed hash of both."""
    return turn.runtime.marks.of(f"look:{turn.here.network_id}:{number}:{account}")


async def count(turn: Turn, account: int, one: Kept) -> None:
    """Somebody has opened its card; whoever speaks for it, or looks after it, is none of those who are interested."""
    if not (looks_after(turn, account, one) or await owns(turn, account, one)):
        await freshness.looked_at(turn.here, one.id, mark(turn, account, one.id), turn.now)


async def forget(turn: Turn, account: int) -> None:
    """Nothing says any more at which offers somebody has looked."""
    numbers = await freshness.looked_upon(turn.here)
    await freshness.forget_marks(turn.here, [mark(turn, account, number) for number in numbers])
