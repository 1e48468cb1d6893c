"""Acting on a slot: what was decided is stored, written down with what was before, and shown wherever it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.slots import news, proposals, record, to_assign
from handlers.turn.audience import can_be_written_to
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.events import SlotChanged
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import ACTS, UNDO_BY_MAIL, Act, Hears
from network.answering import Answer, Way, waited
from network.machine import By, Done, Refused, decide
from network.phrase import Phrase, phrase
from network.slots import Slot, Status
from storage import acts, cases, slots
from storage.cases import Case

BUILT_KEYS = {"record.{}": {rule.gone for rule in ACTS.values() if rule.gone}}


def by_account(turn: Turn, telegram_id: int) -> By:
    """Who acts with an account."""
    return By(turn.actor(telegram_id), coordinates=turn.coordinates(telegram_id))


# --- carrying out -----------------------------------------------------------------------------------------------------


async def carry_out(
    turn: Turn,
    case: Case,
    act: Act,
    by: By,
    new: Slot | Refused,
    detail: Mapping[str, Any] | None = None,
    *,
    said: Phrase | None = None,
    why: Phrase | None = None,
) -> Case | None:
    """What was decided happens, and everybody sees it who saw the slot. Returns the case as it is then; None where it
    was refused, or somebody was faster.

    `said` is what whoever had the slot hears besides; `why` says to the person what became of them.
    """
    after = await keep(turn, case, act, by, new, detail)
    if isinstance(new, Refused) or after is None:
        return None
    await _show(turn, case, after, new.role, act, said)
    if ACTS[act].hears is Hears.AT_ONCE:
        await news.tell(turn, after, new.role, why)
    return after


async def keep(
    turn: Turn, case: Case, act: Act, by: By, new: Slot | Refused, detail: Mapping[str, Any] | None = None
) -> Case | None:
    """What was decided is stored and written down, with its clock and what it leads to later. Nobody sees it yet."""
    if isinstance(new, Refused) or (after := await cases.change_slot(turn.here, case, new)) is None:
        return None
    noted = {"by": by.noted_by} if ACTS[act].on_behalf else {}
    known = {**(detail or {}), **noted, "before": slots.as_it_was(case.slots[new.role])}
    answer = _answer(turn, case.slots[new.role], act, by)
    await acts.note_act(turn.here, case.id, act, by.actor, turn.now, known, new.role, new.version, answer)
    if ACTS[act].hears is Hears.IN_A_MINUTE:
        await news.later(turn, after, new.role)
    await turn.happened(SlotChanged(case, after, new.role, act))
    return after


def _answer(turn: Turn, before: Slot, act: Act, by: By) -> Answer | None:
    """How whoever was asked has answered, and after how long; None where nobody waited for that, or the coordination
    writes it down for them.
    """
    zone = turn.network.identity.timezone
    days = waited(before, act, by.actor, turn.now, zone) if by.noted_by is None else None
    return None if days is None else Answer(Way.MAIL if is_by_mail(turn.caller.account) else Way.TELEGRAM, days)


# --- showing ----------------------------------------------------------------------------------------------------------


async def _show(turn: Turn, before: Case, after: Case, role: str, act: Act, said: Phrase | None) -> None:
    """Whoever had the slot and whoever has it now, the coordination's basket, and the card say what is so."""
    was, now = before.slots[role], after.slots[role]
    if was.taken_by is not None and was.taken_by == now.taken_by:
        await _show_followed(turn, before, after, role, act)
    elif act is Act.TAKE:
        await _show_taken(turn, before, after, role)
    else:
        await _show_passed_on(turn, before, after, role, act, said)
    await proposals.redraw(turn, after)


async def _show_followed(turn: Turn, before: Case, after: Case, role: str, act: Act) -> None:
    """Whoever follows the person has written something down. Once their part is over they no longer see the record."""
    slot = after.slots[role]
    account = turn.accounts.get(slot.taken_by or "")
    if account is not None and slot.held:
        await record.redraw(turn, after, role, account)
    elif account is not None:
        said = phrase(f"record.{ACTS[act].gone}", reference=after.reference)
        await record.blank(turn, before, role, account, said, slot.version)


async def _show_taken(turn: Turn, before: Case, after: Case, role: str) -> None:
    """Whoever was proposed need not answer any more."""
    proposed, taker = before.slots[role].owner, after.slots[role].taken_by
    account = turn.accounts.get(proposed or "")
    if account is not None:
        said = phrase("press.won") if proposed == taker else phrase("proposal.taken")
        await proposals.close(turn, before, role, account, said)
    await to_assign.close(turn, after, role)


async def _show_passed_on(turn: Turn, before: Case, after: Case, role: str, act: Act, said: Phrase | None) -> None:
    """Whoever had the slot no longer sees anything of it; whoever has it now, or is asked, does."""
    owner, now = before.slots[role].owner, after.slots[role]
    if owner is not None:
        await _leave(turn, before, role, owner, phrase(f"record.{ACTS[act].gone}", reference=before.reference), said)
    account = turn.accounts.get(now.taken_by or "") if now.held else None
    if account is not None:
        await record.show(turn, after, role, account)
    await proposals.announce(turn, after, role, renewed=True)


async def _leave(turn: Turn, before: Case, role: str, referent_id: str, gone: Phrase, said: Phrase | None) -> None:
    account = turn.accounts.get(referent_id)
    if account is None:
        return
    if before.slots[role].held:  # also in the chat of whoever has blocked the bot: there it is owed
        await record.blank(turn, before, role, account, gone)
    await proposals.close(turn, before, role, account, gone)
    if said is not None and await can_be_written_to(turn, account):
        await turn.say(account, said, locale=PARTNER_LOCALE)


# --- taking back ------------------------------------------------------------------------------------------------------


async def undo(turn: Turn, telegram_id: int, case: Case, role: str, version: int) -> None:
    """Take the last act on a slot back: silently within a minute; until five minutes, or by mail for a day, the person
    gets a correction. Nothing goes back to somebody who has left the network meanwhile.
    """
    locale = await turn.locale_of(telegram_id)
    kept = await _act_at(turn, case, role, version) if case.closed_at is None else None
    if kept is None:
        turn.answer(phrase("undo.over"), locale)
        return
    slot, who, done = case.slots[role], by_account(turn, telegram_id), acts.done(kept, case.slots[role])
    if is_by_mail(telegram_id):
        done = replace(done, within=UNDO_BY_MAIL)
    new = decide(slot, Act.UNDO, by=who, now=turn.now, done=done)
    there = isinstance(new, Slot) and (new.owner is None or new.owner in turn.network.referent_by_id)
    after = await cases.change_slot(turn.here, case, new) if isinstance(new, Slot) and there else None
    if after is None or isinstance(new, Refused):
        late = "undo.late.mail" if is_by_mail(telegram_id) else "undo.late"
        turn.answer(phrase(late if new is Refused.LATE else "undo.over"), locale)
        return
    await acts.note_act(turn.here, case.id, Act.UNDO, who.actor, turn.now, {"act": kept.id}, role, new.version)
    turn.answer(phrase("undo.done"), locale)
    await turn.happened(SlotChanged(case, after, role, Act.UNDO))
    await _show_undone(turn, case, after, role, done)
    if turn.now - done.at >= news.SILENT:
        await news.tell(turn, after, role)
    else:
        await news.later(turn, after, role)


async def _act_at(turn: Turn, case: Case, role: str, version: int) -> acts.Act | None:
    """The act that left the slot at `version`, where it still stands so."""
    slot = case.slots.get(role)
    if slot is None or slot.version != version:
        return None
    done = [act for act in await acts.acts_of(turn.here, case.id) if act.role == role]
    return next((act for act in done if act.slot_version == version and "before" in act.detail), None)


async def _show_undone(turn: Turn, before: Case, after: Case, role: str, done: Done) -> None:
    was, now = before.slots[role], after.slots[role]
    if was.status == Status.PROPOSED and was.referent != now.owner:
        await proposals.take_back(turn, before, role)
    await to_assign.close(turn, after, role)
    account = turn.accounts.get(done.by.actor)
    if account is not None and now.held and now.taken_by == done.by.actor:
        await record.redraw(turn, after, role, account, blanked=bool(ACTS[done.act].gone))
    elif account is not None and done.act is Act.TAKE:
        await record.blank(turn, after, role, account, phrase("record.undone", reference=after.reference))
    if done.act is Act.PASS:
        await proposals.pass_is_undone(turn, after, role, done.by.actor)
    if not now.held:
        await proposals.announce(turn, after, role)
    await proposals.redraw(turn, after)
