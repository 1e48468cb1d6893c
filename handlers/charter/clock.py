"""The charter's clock on a slot: a private word to whoever carries it, a reminder, then the coordination's hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.charter import digest, reminders
from handlers.slots.clocks import clock_of
from handlers.turn.turn import Turn
from network.ladder import Clock, Rung, climb
from storage import cases, slots
from storage.acts import acts_of, note_act
from storage.cases import Case
from storage.durable import due
from storage.slots import Slot

KIND = reminders.RUNG
UNDO = timedelta(minutes=5)
"""How long an act on a slot can be undone."""


async def start(turn: Turn, case: Case, role: str) -> None:
    """Whoever must act on the slot gets the whole ladder: from the transmission while its promised date lies ahead,
    else from now. One that was started before does nothing any more.
    """
    slot = case.slots[role]
    clock = clock_of(slot)
    if clock is None:
        return
    promised = slot.take_by if clock is Clock.TAKE else slot.contact_by
    begun = case.begun if promised is not None and promised > turn.now else turn.now
    started = _started(turn.now, slot)
    await slots.set_ladder(turn.here, case.id, role, started)
    zone = turn.network.network.timezone
    rungs = [(rung, at) for rung, at in climb(turn.network.charter, clock, begun, zone) if at > turn.now]
    for number, (rung, at) in enumerate(rungs):
        after = rungs[number + 1][1].isoformat() if number + 1 < len(rungs) else ""
        expects = {
            "reference": case.reference,
            "role": role,
            "clock": clock.value,
            "rung": rung.value,
            "owner": slot.owner or "",
            "ladder": started.isoformat(),
            "next": after,
        }
        await due.schedule(turn.here, KIND, case.lane, at, expects)


def _started(now: datetime, slot: Slot) -> datetime:
    """The moment that a ladder is known by. Two of one slot never share theirs: not even where several acts that waited
    for us are looked at in one moment, and the slot comes back to whom it left. Each act has made a version of its own.
    """
    mine, before = now + timedelta(microseconds=slot.version), slot.ladder_at
    return mine if before is None or before < mine else before + timedelta(microseconds=1)


async def start_all(turn: Turn, case: Case) -> None:
    """The clocks of a case that was sent, or opened again."""
    for role in case.slots:
        await start(turn, case, role)


async def resume(turn: Turn, case: Case, actor: str) -> None:
    """A case is no longer paused: its clocks start anew."""
    await note_act(turn.here, case.id, "resumed", actor, turn.now)
    await start_all(turn, case)


async def give_back(turn: Turn, after: Case, role: str, before: Mapping[str, Any]) -> None:
    """An act was undone: the ladder that stood `before` stands again, with the rungs still to come, and what its owner
    had not heard of yet.
    """
    if before.get("ladder_at") is not None:
        await slots.set_ladder(turn.here, after.id, role, datetime.fromisoformat(before["ladder_at"]))
    if before.get("reminder") is not None:
        await reminders.request(turn, after, role, before["reminder"])


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
    standing = slot.ladder_at is not None and slot.ladder_at == datetime.fromisoformat(expects["ladder"])
    if clock_of(slot) is not clock or (slot.owner or "") != expects["owner"] or not standing:
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
    if acts and turn.now - acts[-1].at < UNDO:
        await due.schedule(turn.here, KIND, case.lane, acts[-1].at + UNDO, dict(expects))


def _passed_over(turn: Turn, expects: Mapping[str, Any]) -> bool:
    return bool(expects["next"]) and datetime.fromisoformat(expects["next"]) <= turn.now


async def restart(turn: Turn, before: Case, after: Case, role: str) -> None:
    """An act changed who must do what: the new owner has a ladder of their own. A reminder that stands in a chat of the
    old one loses its buttons.
    """
    was, now = before.slots[role], after.slots[role]
    if (clock_of(was), was.owner) == (clock_of(now), now.owner):
        return
    if was.owner is not None:
        await reminders.settle(turn, after.reference, role, was.owner)
    await start(turn, after, role)
