"""On behalf: what a coordinator writes down for a referent without Telegram, after they have talked; shown as such."""

from __future__ import annotations

from handlers.slots import following, record, reorient, taking
from handlers.slots.lists import coordinator_buttons
from handlers.turn.reach import way_to
from handlers.turn.screens import text_payloads, toast
from handlers.turn.turn import GROUP_LOCALE, Turn
from network.phrase import phrase
from network.slots import Act, PassReason, Status, may
from storage import cases
from storage.cases import Case


async def act(turn: Turn, telegram_id: int, reference: str, role: str, verb: str, version: int) -> None:
    """A coordinator's press on "… s'en occupe", "… a appelé", "… réoriente"."""
    case = await cases.load(turn.here, reference)
    slot = case.slots.get(role) if case is not None else None
    if case is None or slot is None or slot.owner is None or slot.version != version:
        turn.toast = toast(GROUP_LOCALE, phrase("press.closed"))
        return
    after = await _do(turn, case, role, slot.owner, verb, turn.actor(telegram_id))
    turn.toast = toast(GROUP_LOCALE, phrase("behalf.noted" if after is not None else "press.noted"))
    if after is not None:
        if verb == "taken" and await way_to(turn, slot.owner) == "telegram":
            await record.show(turn, after, role, turn.accounts[slot.owner])
        await _confirm(turn, after, role, telegram_id, slot.owner, verb)


async def _do(turn: Turn, case: Case, role: str, owner: str, verb: str, by: str) -> Case | None:
    slot = case.slots[role]
    if verb == "taken":
        referent = turn.network.referent_by_id.get(owner)
        if referent is None or not may(slot.status, Act.TAKE):
            return None
        return await taking.take_slot(turn, case, role, referent, by)
    if verb == "passed":
        return await reorient.pass_on(turn, case, role, owner, PassReason.OTHER, by)
    return await following.follow(turn, case, role, verb, by) if verb in following.ACTS else None


async def _confirm(turn: Turn, case: Case, role: str, telegram_id: int, owner: str, verb: str) -> None:
    """What was written down, and the way back for five minutes; for a record that must be read out, how to get it."""
    referent = turn.network.referent_by_id.get(owner)
    name = referent.name.fr if referent is not None else owner
    said = phrase(f"behalf.confirmed.{verb}", reference=case.reference, referent=name)
    payloads = text_payloads(GROUP_LOCALE, [said])
    rows = [[record.undo_button(case, role, case.slots[role].version)]]
    if case.slots[role].status != Status.COORDINATOR:
        rows += await coordinator_buttons(turn, case, role)
    payloads[-1]["reply_markup"] = {"inline_keyboard": rows}
    await turn.send(telegram_id, payloads, f"behalf:{case.reference}:{role}")
