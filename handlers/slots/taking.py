"""Taking: a referent presses "Je m'en occupe"; one wins and gets the record; the others are told by whom."""

from __future__ import annotations

from handlers.slots import acting, candidates, record
from handlers.turn.reach import can_be_written_to
from handlers.turn.screen import toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act, may
from network.machine import By, Candidates, Refused, decide
from network.model import Referent, Role
from network.phrase import phrase
from network.slots import Slot, Status
from storage import cases
from storage.cases import Case

RECORD = "dossier-"
"""How the payload of a link begins that asks for a record."""


async def take(turn: Turn, telegram_id: int, case: Case, role: str) -> None:
    """A press on "Je m'en occupe"."""
    referent, slot = turn.referent_of(telegram_id), case.slots[role]
    if referent is None or not (slot.held or may(slot.status, Act.TAKE)):
        turn.toast = toast(PARTNER_LOCALE, phrase("press.closed"))
        return
    if slot.held:
        turn.toast = _too_late(turn, slot, referent)
        return
    by = By(referent.id, coordinates=Role.COORDINATOR in referent.roles)
    new = decide(slot, Act.TAKE, by=by, now=turn.now, fits=await _fitting(turn, case, slot, referent))
    if new is Refused.NOT_THEIRS:
        turn.toast = toast(PARTNER_LOCALE, phrase("press.unfit"))
    elif (after := await acting.carry_out(turn, case, Act.TAKE, by, new)) is not None:
        turn.toast = toast(PARTNER_LOCALE, phrase("press.won"))
        await hand_over(turn, after, role, telegram_id)
    else:
        now_taken = (await cases.get(turn.here, case.reference)).slots[role]
        turn.toast = _too_late(turn, now_taken, referent)


async def _fitting(turn: Turn, case: Case, slot: Slot, referent: Referent) -> Candidates | None:
    """Who else fits: whoever is proposed needs nobody's leave, and without a card nobody else may take it."""
    proposed = slot.status == Status.PROPOSED
    if proposed and (case.confidential or referent.id == slot.referent):
        return None
    return await candidates.of(turn, case, slot.role)


def _too_late(turn: Turn, slot: Slot, referent: Referent) -> str:
    if slot.taken_by == referent.id:
        return toast(PARTNER_LOCALE, phrase("press.already_yours"))
    winner = turn.network.referent_by_id.get(slot.taken_by or "")
    if winner is None:
        return toast(PARTNER_LOCALE, phrase("press.closed"))
    organisation = turn.network.organisation_by_id[winner.organisation].name
    said = phrase("press.lost", referent=winner.name.in_(PARTNER_LOCALE), organisation=organisation)
    return toast(PARTNER_LOCALE, said)


async def hand_over(turn: Turn, case: Case, role: str, telegram_id: int) -> None:
    """Send the record to the taker. Whoever never wrote to the bot cannot be written to: the press opens the chat."""
    if await can_be_written_to(turn, telegram_id):
        await record.show(turn, case, role, telegram_id)
    else:
        turn.link = f"https://t.me/{turn.runtime.bot_username}?start={RECORD}{case.reference}"


async def show_records(turn: Turn, telegram_id: int, referent: Referent, reference: str = "") -> int:
    """Send the records a referent holds: that of `reference`, or all of them. Returns how many."""
    sent = 0
    for case in await cases.taken_by(turn.here, referent.id):
        for role, slot in case.slots.items():
            if slot.held and slot.taken_by == referent.id and reference in ("", case.reference):
                await record.show(turn, case, role, telegram_id)
                sent += 1
    return sent
