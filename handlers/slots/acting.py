"""Acting on a slot: each act is one conditional change, written down with what was before; for five minutes it can be
undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.charter import clock
from handlers.followup import closing
from handlers.slots import news, proposals, record, to_assign
from handlers.turn.screens import toast
from handlers.turn.turn import GROUP_LOCALE, Turn
from network.phrase import phrase
from storage import cases, slots
from storage.acts import Act, acts_of, note_act
from storage.cases import Case
from storage.slots import Slot

UNDOABLE = frozenset({"taken", "passed", "contacted", "unreachable", "done", "not_helped"})


async def act(
    turn: Turn, case: Case, kind: str, actor: str, new: Slot, detail: Mapping[str, Any] | None = None
) -> Case | None:
    """Make a slot `new` and write the act down. Returns the case as it is then; None where somebody was faster."""
    before = case.slots[new.role]
    if await slots.change(turn.here, before, new) is None:
        return None
    return await noted(turn, case, kind, actor, before, detail)


async def noted(
    turn: Turn, case: Case, kind: str, actor: str, before: Slot, detail: Mapping[str, Any] | None = None
) -> Case:
    """Write down an act that has just changed a slot, which was `before`. Returns the case as it is now."""
    after = await cases.get(turn.here, case.reference)
    known = {**(detail or {}), "before": before.to_json()}
    version = after.slots[before.role].version
    await note_act(turn.here, case.id, kind, actor, turn.now, known, before.role, version)
    await news.later(turn, after, before.role)
    await clock.restart(turn, case, after, before.role)
    await closing.watch(turn, after)
    return await cases.get(turn.here, case.reference)


async def undo(turn: Turn, telegram_id: int, reference: str, role: str, version: int) -> None:
    """Take the last act on a slot back: silently within a minute; until five minutes the person gets a correction."""
    case = await cases.load(turn.here, reference)
    done = await _act_at(turn, case, role, version) if case is not None and case.closed_at is None else None
    if case is None or done is None or not _may_undo(turn, telegram_id, done):
        turn.toast = toast(GROUP_LOCALE, phrase("undo.over"))
        return
    if turn.now - done.at > clock.UNDO:
        turn.toast = toast(GROUP_LOCALE, phrase("undo.late"))
        return
    slot = case.slots[role]
    if await slots.change(turn.here, slot, slot.restored(done.detail["before"])) is None:
        turn.toast = toast(GROUP_LOCALE, phrase("undo.over"))
        return
    after = await cases.get(turn.here, reference)
    who, version_now = turn.actor(telegram_id), after.slots[role].version
    await note_act(turn.here, case.id, "undone", who, turn.now, {"act": done.id}, role, version_now)
    turn.toast = toast(GROUP_LOCALE, phrase("undo.done"))
    await clock.give_back(turn, after, role, done.detail["before"])
    await _show_undone(turn, case, after, role, done)
    if turn.now - done.at >= news.SILENT:
        await news.tell(turn, after, role)


async def _act_at(turn: Turn, case: Case, role: str, version: int) -> Act | None:
    """The act that left the slot at `version`, where it still stands so and the act can be undone."""
    slot = case.slots.get(role)
    if slot is None or slot.version != version:
        return None
    acts = await acts_of(turn.here, case.id)
    return next(
        (a for a in acts if a.role == role and a.slot_version == version and a.kind in UNDOABLE),
        None,
    )


def _may_undo(turn: Turn, telegram_id: int, done: Act) -> bool:
    """Whoever did it; what was written down for somebody, any coordinator."""
    if done.detail.get("by"):
        return telegram_id in turn.coordinators()
    return turn.accounts.get(done.actor) == telegram_id


async def _show_undone(turn: Turn, before: Case, after: Case, role: str, done: Act) -> None:
    was, now = before.slots[role], after.slots[role]
    if was.status == "proposed" and was.referent != now.owner:
        await proposals.take_back(turn, before, role)
    await to_assign.close(turn, after, role)
    account = turn.accounts.get(done.actor)
    if account is not None and now.held and now.taken_by == done.actor:
        blanked = done.kind in ("passed", "done", "not_helped")
        await record.redraw(turn, after, role, account, blanked=blanked)
    elif account is not None and done.kind == "taken":
        await record.blank(turn, after, role, account, phrase("record.undone", reference=after.reference))
    if done.kind == "passed":
        await proposals.pass_is_undone(turn, after, role, done.actor)
    if not now.held:
        await proposals.announce(turn, after, role)
    await proposals.redraw(turn, after)
