"""Looks: how many people open the card of an offer, each counted once, and nobody’s name kept."""

from __future__ import annotations

from handlers.offers.verbs import looks_after, owns
from handlers.privacy.looks import mark
from handlers.turn.turn import Turn
from storage import freshness
from storage.offers import Kept


async def count(turn: Turn, account: int, one: Kept) -> None:
    """Somebody has opened its card; whoever speaks for it, or looks after it, is none of those who are interested."""
    if not (looks_after(turn, account, one) or await owns(turn, account, one)):
        await freshness.looked_at(turn.here, one.id, mark(turn, account, one.id), turn.now)
