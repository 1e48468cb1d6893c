"""Proposals: a confidential case gets no card; it is proposed in private, to one person at a time."""

from __future__ import annotations

from handlers.card import card_name, facts, redraw_card, show_card, tell_nobody
from handlers.screens import button, day, plain, text_payloads, toast
from handlers.turn import GROUP_LOCALE, Turn
from network.phrase import from_json, phrase
from storage import cases, people
from storage.cases import Case, Slot

VERSION = "1"


async def propose_all(turn: Turn, case: Case) -> None:
    """Propose every slot of a confidential case that waits for somebody."""
    for role, slot in case.slots.items():
        if slot.status == "proposed":
            await propose(turn, case, role)
        elif slot.status == "coordinator":
            await tell_nobody(turn, case, role, from_json(slot.reason))


async def propose(turn: Turn, case: Case, role: str) -> None:
    """Propose a slot to the first who fits, has not passed and can be written to; else the coordination looks."""
    slot = case.slots[role]
    candidates = [r for r in (slot.referent, *slot.others) if r and r not in slot.passed]
    within_reach = [r for r in candidates if await _can_be_written_to(turn, r)]
    chosen = within_reach[0] if within_reach else None
    others = tuple(r for r in candidates if r != chosen)
    status = "proposed" if chosen is not None else "coordinator"
    new = Slot(
        slot.case_id, role, status, chosen, others, slot.reason, slot.take_by, slot.contact_by, passed=slot.passed
    )
    if not await cases.propose(turn.connection, new):
        return
    if chosen is None:
        left = await cases.get(turn.connection, turn.network_id, case.reference)
        await tell_nobody(turn, left, role, phrase("confidential.nobody_left"))
        return
    until = day(GROUP_LOCALE, slot.take_by, turn.network.network.timezone) if slot.take_by else ""
    said = phrase(
        "confidential.proposal",
        reference=case.reference,
        until=until,
        slot=phrase(f"case.slot.{role}"),
        **facts(turn.network, case.answers),
    )
    payloads = text_payloads(GROUP_LOCALE, [said])
    payloads[-1]["reply_markup"] = {
        "inline_keyboard": [
            [button(plain(GROUP_LOCALE, phrase("confidential.take")), f"take|{case.reference}|{role}")],
            [button(plain(GROUP_LOCALE, phrase("confidential.pass")), f"pass|{case.reference}|{role}")],
        ]
    }
    await turn.send(turn.accounts[chosen], payloads, f"proposal:{case.reference}:{role}")


async def _can_be_written_to(turn: Turn, referent_id: str) -> bool:
    account = turn.accounts.get(referent_id)
    known = await people.find(turn.connection, account) if account is not None else None
    return known is not None and known.blocked_at is None


async def pass_on(turn: Turn, telegram_id: int, reference: str, role: str) -> None:
    """Whoever was proposed cannot: the next one is."""
    case = await cases.load(turn.connection, turn.network_id, reference)
    referent = turn.referent_of(telegram_id)
    slot = case.slots.get(role) if case is not None else None
    if case is None or slot is None or referent is None or (slot.status, slot.referent) != ("proposed", referent.id):
        turn.toast = toast(GROUP_LOCALE, phrase("confidential.over"))
        return
    await cases.note_act(turn.connection, case.id, "passed", referent.id, turn.now, {"role": role})
    await close(turn, case, role, telegram_id, "confidential.passed")
    passed = Slot(
        slot.case_id, role, "proposed", slot.referent, slot.others, slot.reason, slot.take_by, slot.contact_by,
        passed=(*slot.passed, referent.id),
    )  # fmt: skip
    await cases.propose(turn.connection, passed)
    await propose(turn, await cases.get(turn.connection, turn.network_id, reference), role)


async def close(turn: Turn, case: Case, role: str, telegram_id: int, key: str) -> None:
    """The private proposal loses its buttons and says what became of it."""
    payload = text_payloads(GROUP_LOCALE, [phrase(key)])[0]
    await turn.call(telegram_id, "editMessageText", payload, f"proposal:{case.reference}:{role}")


async def propose_instead(turn: Turn, before: Case, role: str) -> None:
    """Other people fit a slot of a confidential case than `before`: whoever was asked then need not answer."""
    await _take_back(turn, before, role)
    case = await cases.get(turn.connection, turn.network_id, before.reference)
    if case.slots[role].status == "proposed":
        await propose(turn, case, role)


async def _take_back(turn: Turn, case: Case, role: str) -> None:
    slot = case.slots[role]
    if slot.status == "proposed" and slot.referent and await _can_be_written_to(turn, slot.referent):
        await close(turn, case, role, turn.accounts[slot.referent], "confidential.over")


async def change_discretion(turn: Turn, case: Case, choice: str) -> None:
    """The person changed their mind about `case`, as it was before: the card goes, or comes. Kept with the version of
    the text and the date.
    """
    reference = case.reference
    if choice == case.discretion or choice not in ("card", "confidential"):
        return
    await cases.set_discretion(turn.connection, case.id, choice, VERSION, turn.now)
    await cases.note_act(turn.connection, case.id, f"discretion_{choice}", "person", turn.now)
    changed = await cases.get(turn.connection, turn.network_id, reference)
    if choice == "confidential":
        if turn.group is not None:
            payload = text_payloads(GROUP_LOCALE, [phrase("confidential.withdrawn")])[0]
            await turn.call(turn.group, "editMessageText", payload, card_name(reference))
        await propose_all(turn, changed)
        return
    for role in case.slots:
        await _take_back(turn, case, role)
    await show_card(turn, changed)


async def after_taking(turn: Turn, case: Case, role: str, telegram_id: int) -> None:
    """What a taken slot shows: the card says so, or the private proposal does."""
    if case.confidential:
        await close(turn, case, role, telegram_id, "press.won")
    else:
        await redraw_card(turn, case)
