"""Following a person: what whoever holds a slot writes down from their record, in one press."""

from __future__ import annotations

from handlers.slots import acting
from handlers.turn.screen import toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.machine import By, decide
from network.phrase import phrase
from storage.cases import Case


async def press(turn: Turn, telegram_id: int, case: Case, role: str, verb: str) -> None:
    """A press on [Contacté], [Injoignable], [Terminé] or [Pas pu aider]."""
    after = await follow(turn, case, role, Act(verb), acting.by_account(turn, telegram_id))
    turn.toast = toast(PARTNER_LOCALE, phrase(f"follow.{verb}" if after is not None else "press.noted"))


async def follow(turn: Turn, case: Case, role: str, act: Act, by: By) -> Case | None:
    """Write down what the holder of a slot says of it; None where that is so already, or cannot be."""
    return await acting.carry_out(turn, case, act, by, decide(case.slots[role], act, by=by, now=turn.now))
