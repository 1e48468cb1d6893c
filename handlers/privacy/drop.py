"""Dropping: the coordination erases the case of somebody without Telegram who asked for it."""

from __future__ import annotations

from handlers.privacy import mydata
from handlers.privacy.verbs import DROP
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage.cases import Case


async def drop(turn: Turn, telegram_id: int, case: Case, sure: str) -> None:
    """A person without Telegram asked for everything to be erased: a coordinator does it, after a second press."""
    reference = case.reference
    if case.person_id is not None:
        turn.answer(phrase("press.over"))
    elif sure == "yes":
        await mydata.erase_case(turn, case)
    elif sure == "no":
        kept = Screen([phrase("drop.kept", reference=reference)], locale=PARTNER_LOCALE)
        await turn.edit(telegram_id, kept, f"drop:{reference}")
    else:
        rows = [[DROP.button(f"drop.{answer}", reference, answer)] for answer in ("yes", "no")]
        asked = Screen([phrase("drop.ask", reference=reference)], rows, PARTNER_LOCALE)
        await turn.show(telegram_id, asked, f"drop:{reference}")
