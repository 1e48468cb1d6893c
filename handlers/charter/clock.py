"""The charter's clock on a slot: a private word to whoever carries it, a reminder, then the coordination's hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.charter import digest, reminders
from handlers.turn.events import CaseLetOut, CaseSent, SlotChanged
from handlers.turn.turn import Turn
from network.acts import UNDO_WITHIN, Act
from network.ladder import Clock, Rung, climb
from network.machine import with_clock
from storage import cases, slots
from storage.acts import acts_of, note_act
from storage.cases import Case
from storage.durable import due

KIND = reminders.RUNG


async def start(turn: Turn, case: Case, role: str) -> None:
    """A clock begins on a slot, where it waits for something; the one before does nothing any more."""
    slot = with_clock(case.slots[role], turn.now)
    if slot.clock is not None:
        await slots.set_clock(turn.here, case.id, slot)
        await _climb(turn, replace(case, slots={**case.slots, role: slot}), role)


async def _climb(turn: Turn, case: Case, role: str) -> None:
    """Whoever must act on the slot gets the whole ladder of the clock that has just begun: from the transmission while
    the promised date lies ahead, else from now.
    """
    slot = case.slots[role]
    if slot.clock is None:
        return
    promised = slot.take_by if slot.clock is Clock.TAKE else slot.contact_by
    begun = case.begun if promised is not None and promised > turn.now else turn.now
    zone = turn.network.identity.timezone
    rungs = [(rung, at) for rung, at in climb(turn.network.charter, slot.clock, begun, zone) if at > turn.now]
    for number, (rung, at) in enumerate(rungs):
        after = rungs[number + 1][1].isoformat() if number + 1 < len(rungs) else ""
        expects = {
            "reference": case.reference,
            "role": role,
            "clock": slot.clock.value,
            "rung": rung.value,
            "owner": slot.owner or "",
            "clock_number": slot.clock_number,
            "next": after,
        }
        await due.schedule(turn.here, KIND, case.lane, at, expects)


async def start_all(turn: Turn, case: Case) -> None:
    """The clocks of a case that was sent, or opened again."""
    for role in case.slots:
        await start(turn, case, role)


async def resume(turn: Turn, case: Case, actor: str) -> None:
    """A case is no longer paused: its clocks start anew."""
    await note_act(turn.here, case.id, "resumed", actor, turn.now)
    await start_all(turn, case)


async def awake(turn: Turn, expects: Mapping[str, Any]) -> None:
    """A pause is over, unless it was ended or begun anew meanwhile; or a case has no clock yet."""
    case, paused = await cases.load(turn.here, expects["reference"]), expects.get("until")
    if case is None or case.rests(turn.now):
        return
    if paused is None:
        await start_all(turn, case)
    elif case.paused_until == datetime.fromisoformat(paused):
        await resume(turn, case, "clock")


async def rung_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """A rung came. It does nothing where the slot has moved on, where the case rests, or where a later rung has come as
    well, after a stop: one word, not a burst.
    """
    case, role = await cases.load(turn.here, expects["reference"]), str(expects["role"])
    if case is None or case.rests(turn.now) or _passed_over(turn, expects):
        return
    slot, clock, rung = case.slots[role], Clock(expects["clock"]), Rung(expects["rung"])
    if slot.waits_for != (clock, expects["owner"] or None) or slot.clock_number != expects["clock_number"]:
        await _look_again(turn, case, role, expects)
        return
    if clock is Clock.CONTACT and await reminders.says_yes(turn, case, role):
        return
    kind, owner = f"{clock.value}_{rung.value}", slot.owner
    await note_act(turn.here, case.id, kind, "clock", turn.now, {"owner": owner}, role)
    if owner is not None and rung is not Rung.REOPEN:
        await reminders.request(turn, case, role, kind)
    if rung is not Rung.NUDGE:
        await digest.request(turn)


async def _look_again(turn: Turn, case: Case, role: str, expects: Mapping[str, Any]) -> None:
    """What made a rung void a moment ago may be undone: it is looked at once more when it no longer can be."""
    acts = [act for act in await acts_of(turn.here, case.id) if act.role == role and act.slot_version]
    if acts and turn.now - acts[-1].at < UNDO_WITHIN:
        at = acts[-1].at + UNDO_WITHIN
        await due.schedule(turn.here, KIND, case.lane, at, dict(expects))


def _passed_over(turn: Turn, expects: Mapping[str, Any]) -> bool:
    return bool(expects["next"]) and datetime.fromisoformat(expects["next"]) <= turn.now


async def follow(turn: Turn, change: SlotChanged) -> None:
    """An act changed who must do what: the clock that began with it has its ladder, and what reminds whoever had to act
    before loses its buttons. One that is taken back brings the clock before it, and a word of which nobody had heard.
    """
    role, after = change.role, change.after
    was, now = change.before.slots[role], after.slots[role]
    if change.act is Act.UNDO:
        if now.reminder is not None:
            await reminders.request(turn, after, role, now.reminder)
    elif was.waits_for != now.waits_for:
        if was.owner is not None:
            await reminders.settle(turn, after.reference, role, was.owner)
        await _climb(turn, after, role)


async def begin(turn: Turn, sent: CaseSent | CaseLetOut) -> None:
    """A case was sent, or goes on from an older base: whoever is proposed or follows it is waited for."""
    await start_all(turn, await cases.get(turn.here, sent.case.reference))
