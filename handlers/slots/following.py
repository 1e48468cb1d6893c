"""Following a person: what whoever holds a slot writes down from their record, in one press."""

from __future__ import annotations

from handlers.slots import acting
from handlers.turn.screens import toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.machine import By, decide
from network.phrase import phrase
from storage import cases
from storage.cases import Case


async def press(turn: Turn, telegram_id: int, reference: str, role: str, verb: str) -> None:
    """A press on [Contacté], [Injoignable], [Terminé] or [Pas pu aider]."""
    case = await held_by(turn, telegram_id, reference, role)
    if case is None:
        return
    if await follow(turn, case, role, Act(verb), acting.by_account(turn, telegram_id)) is None:
        turn.toast = toast(PARTNER_LOCALE, phrase("press.noted"))
        return
    turn.toast = toast(PARTNER_LOCALE, phrase(f"follow.{verb}"))


async def held_by(turn: Turn, telegram_id: int, reference: str, role: str) -> Case | None:
    """The case whose slot this account holds; else the press is answered, and None."""
    case = await cases.load(turn.here, reference)
    slot = case.slots.get(role) if case is not None else None
    referent = turn.referent_of(telegram_id)
    if slot is not None and referent is not None and slot.held and slot.taken_by == referent.id:
        return case
    turn.toast = toast(PARTNER_LOCALE, phrase("pass.not_yours"))
    return None


async def follow(turn: Turn, case: Case, role: str, act: Act, by: By) -> Case | None:
    """Write down what the holder of a slot says of it; None where that is so already, or cannot be."""
    return await acting.carry_out(turn, case, act, by, decide(case.slots[role], act, by=by, now=turn.now))
