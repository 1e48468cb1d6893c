"""Dropping: the case of somebody without Telegram is erased, by the coordination that they asked, or by their mails."""

from __future__ import annotations

from handlers.privacy import erasing
from handlers.privacy.verbs import DROP, DROP_OWN
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
        await erasing.erase_case(turn, case)
    elif sure == "no":
        kept = Screen([phrase("drop.kept", reference=reference)], locale=PARTNER_LOCALE)
        await turn.edit(telegram_id, kept, f"drop:{reference}")
    else:
        rows = [[DROP.button(f"drop.{answer}", reference, answer)] for answer in ("yes", "no")]
        asked = Screen([phrase("drop.ask", reference=reference)], rows, PARTNER_LOCALE)
        await turn.show(telegram_id, asked, f"drop:{reference}")


async def ask_by_mail(turn: Turn, account: int, case: Case) -> None:
    """A person wrote SUPPRIMER in answer to a letter of ours: what would go, and a link that has it go."""
    yes, no = (
        DROP_OWN.button("drop_own.yes", case.reference, "yes"),
        DROP_OWN.button("drop_own.no", case.reference, "no"),
    )
    asked = Screen([phrase("drop_own.ask", reference=case.reference)], [[yes], [no]], PARTNER_LOCALE)
    await turn.show(account, asked, f"drop:{case.reference}")


async def drop_own(turn: Turn, account: int, case: Case, sure: str) -> None:
    """The second mail: everything of their case goes, or nothing."""
    if case.person_id is not None:
        turn.answer(phrase("press.over"))
    elif sure == "yes":
        await erasing.erase_case(turn, case)
        turn.answer(phrase("drop_own.done"))
    else:
        turn.answer(phrase("drop_own.kept"))
