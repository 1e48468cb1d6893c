"""Reopening: the coordination asks somebody else for a slot that is late; a closed case begins again."""

from __future__ import annotations

from handlers.slots import acting, candidates
from handlers.turn.screen import toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.machine import decide
from network.phrase import phrase
from network.slots import Status
from storage.cases import Case


async def slot(turn: Turn, telegram_id: int, case: Case, role: str, version: int) -> None:
    """A coordinator's press on [Rouvrir aux autres]: the slot goes on to the next who fits."""
    late = case.slots[role]
    if late.version != version or late.owner is None:
        turn.toast = toast(PARTNER_LOCALE, phrase("press.closed"))
        return
    by, fits = acting.by_account(turn, telegram_id), await candidates.of(turn, case, role)
    new = decide(late, Act.REOPEN, by=by, now=turn.now, fits=fits)
    after = await acting.carry_out(turn, case, Act.REOPEN, by, new, {"owner": late.owner})
    if after is None:
        turn.toast = toast(PARTNER_LOCALE, phrase("press.closed"))
        return
    key = "digest.reopened" if after.slots[role].status == Status.PROPOSED else "digest.basket"
    turn.toast = toast(PARTNER_LOCALE, phrase(key))
