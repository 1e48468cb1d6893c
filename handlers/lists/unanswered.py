"""Unanswered: whoever asked for an offer and has no answer in time, for the coordination; no offer is named here."""

from __future__ import annotations

from handlers.interests.verbs import OPEN
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import interests

MOST = 10
"""The longest unanswered, which are told of."""


async def lines(turn: Turn) -> tuple[list[Paragraph], list[list[Button]]]:
    """What is said of them, and a button for each; nothing where everybody has an answer."""
    late = (await interests.late(turn.here))[:MOST]
    if not late:
        return [], []
    told = tuple(
        phrase("interest.waiting", number=one.id, offer=one.offer_id, date=turn.day(one.asked_at)) for one in late
    )
    rows = [[OPEN.button("interest.open", "open", one.id, number=one.id)] for one in late]
    return [(phrase("interest.waiting.title"), *told)], rows


async def show(turn: Turn, chat_id: int) -> bool:
    """Tell a coordinator of them. Returns whether there are any."""
    said, rows = await lines(turn)
    if said:
        await turn.show(chat_id, Screen(said, rows, PARTNER_LOCALE), f"unanswered:{chat_id}:{turn.row.id}")
    return bool(said)
