"""Following a person: what whoever holds a slot writes down from their record, in one press."""

from __future__ import annotations

from dataclasses import replace

from handlers.slots import acting, proposals, record
from handlers.turn.screens import toast
from handlers.turn.turn import GROUP_LOCALE, Turn
from network.phrase import phrase
from network.slots import AFTER, Act, may
from storage import cases
from storage.cases import Case

ACTS = {
    "contacted": Act.CONTACT,
    "unreachable": Act.CANNOT_REACH,
    "done": Act.FINISH,
    "not_helped": Act.CANNOT_HELP,
}


async def press(turn: Turn, telegram_id: int, reference: str, role: str, verb: str) -> None:
    """A press on [Contacté], [Injoignable], [Terminé] or [Pas pu aider]."""
    case = await held_by(turn, telegram_id, reference, role)
    if case is None:
        return
    if await follow(turn, case, role, verb) is None:
        turn.toast = toast(GROUP_LOCALE, phrase("press.noted"))
        return
    turn.toast = toast(GROUP_LOCALE, phrase(f"follow.{verb}"))


async def held_by(turn: Turn, telegram_id: int, reference: str, role: str) -> Case | None:
    """The case whose slot this account holds; else the press is answered, and None."""
    case = await cases.load(turn.here, reference)
    slot = case.slots.get(role) if case is not None else None
    referent = turn.referent_of(telegram_id)
    if slot is not None and referent is not None and slot.held and slot.taken_by == referent.id:
        return case
    turn.toast = toast(GROUP_LOCALE, phrase("pass.not_yours"))
    return None


async def follow(turn: Turn, case: Case, role: str, verb: str, by: str | None = None) -> Case | None:
    """Write down what the holder of a slot says of it; None where that is so already, or cannot be. Once their part is
    over they no longer see the record.
    """
    slot, act = case.slots[role], ACTS[verb]
    if not may(slot.status, act) or slot.taken_by is None:
        return None
    after = await acting.act(turn, case, verb, slot.taken_by, replace(slot, status=AFTER[act], noted_by=by), {"by": by})
    if after is None:
        return None
    account = turn.accounts.get(slot.taken_by)
    if account is not None and after.slots[role].held:
        await record.redraw(turn, after, role, account)
    elif account is not None:
        said = phrase(f"record.{verb}", reference=case.reference)
        await record.blank(turn, case, role, account, said, after.slots[role].version)
    await proposals.redraw(turn, after)
    return after
