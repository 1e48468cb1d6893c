"""On behalf: what a coordinator writes down for a referent without Telegram, after they have talked; shown as such."""

from __future__ import annotations

from handlers.slots import following, record, reorient
from handlers.slots.lists import coordinator_buttons
from handlers.turn.reach import way_to
from handlers.turn.screen import Screen, toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.machine import By
from network.phrase import phrase
from network.slots import PassReason, Status
from storage.cases import Case


async def act(turn: Turn, telegram_id: int, case: Case, role: str, verb: str, version: int) -> None:
    """A coordinator's press on "… s'en occupe", "… a appelé", "… réoriente"."""
    slot = case.slots[role]
    if slot.owner is None or slot.version != version:
        turn.toast = toast(PARTNER_LOCALE, phrase("press.closed"))
        return
    noted, by = Act(verb), By(slot.owner, coordinates=True, noted_by=turn.actor(telegram_id))
    after = await _do(turn, case, role, noted, by)
    turn.toast = toast(PARTNER_LOCALE, phrase("behalf.noted" if after is not None else "press.noted"))
    if after is not None:
        if noted is Act.TAKE and await way_to(turn, slot.owner) == "telegram":
            await record.show(turn, after, role, turn.accounts[slot.owner])
        await _confirm(turn, after, role, telegram_id, slot.owner, verb)


async def _do(turn: Turn, case: Case, role: str, act: Act, by: By) -> Case | None:
    if act is Act.PASS:
        return await reorient.pass_on(turn, case, role, by, PassReason.OTHER)
    return await following.follow(turn, case, role, act, by)


async def _confirm(turn: Turn, case: Case, role: str, telegram_id: int, owner: str, verb: str) -> None:
    """What was written down, and the way back for five minutes; for a record that must be read out, how to get it."""
    referent = turn.network.referent_by_id.get(owner)
    name = referent.name.fr if referent is not None else owner
    said = phrase(f"behalf.confirmed.{verb}", reference=case.reference, referent=name)
    rows = [[record.undo_button(case, role, case.slots[role].version)]]
    if case.slots[role].status != Status.COORDINATOR:
        rows += await coordinator_buttons(turn, case, role)
    await turn.show(telegram_id, Screen([said], rows, PARTNER_LOCALE), f"behalf:{case.reference}:{role}")
