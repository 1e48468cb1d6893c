"""Dropping: the coordination erases the case of somebody without Telegram who asked for it."""

from __future__ import annotations

from handlers.privacy import mydata
from handlers.turn.screens import labelled, text_payloads, toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage.cases import Case


async def drop(turn: Turn, telegram_id: int, case: Case, sure: str) -> None:
    """A person without Telegram asked for everything to be erased: a coordinator does it, after a second press."""
    reference = case.reference
    if case.person_id is not None:
        turn.toast = toast(PARTNER_LOCALE, phrase("press.over"))
    elif sure == "yes":
        await mydata.erase_case(turn, case)
    elif sure == "no":
        kept = text_payloads(PARTNER_LOCALE, [phrase("drop.kept", reference=reference)])[0]
        await turn.call(telegram_id, "editMessageText", kept, f"drop:{reference}")
    else:
        payloads = text_payloads(PARTNER_LOCALE, [phrase("drop.ask", reference=reference)])
        rows = [[labelled(PARTNER_LOCALE, f"drop.{answer}", f"drop|{reference}|{answer}")] for answer in ("yes", "no")]
        payloads[-1]["reply_markup"] = {"inline_keyboard": rows}
        await turn.send(telegram_id, payloads, f"drop:{reference}")
