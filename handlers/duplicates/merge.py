"""Merging: a coordinator decides what two cases of the same person are: one that goes on for both, or two projects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.engine import reading_out
from handlers.cases.change import tell_takers
from handlers.cases.status_lines import states
from handlers.duplicates.detect import in_order, name_of, told
from handlers.duplicates.verbs import TWICE
from handlers.slots import acting, opening, proposals, record, to_assign
from handlers.slots.card import redraw_card, replace_card
from handlers.turn.audience import all_told, tell_person, unwritten
from handlers.turn.events import CaseChanged
from handlers.turn.screen import Paragraph, Screen, bare, labelled
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act, may
from network.machine import By, decide
from network.phrase import Phrase, phrase
from network.project import Project
from network.repeats import shared
from network.slots import HELD, Slot
from storage import cases, duplicates, notes
from storage.acts import note_act
from storage.cases import Case
from storage.durable import due, once

OWN = ("discretion", "elsewhere")
"""What the person chose for one case, and holds for that one."""


async def show_both(turn: Turn, telegram_id: int, one: str, other: str) -> None:
    """[Voir les deux]: what a coordinator may see of each."""
    for reference in (one, other):
        await opening.open_case(turn, telegram_id, reference)


async def press(turn: Turn, telegram_id: int, verb: str, one: str, other: str) -> None:
    """A press on [Fusionner], [Ce sont deux projets], and on which of them stays (`one`)."""
    pair = await _both(turn, one, other)
    if pair is None:
        turn.answer(phrase("repeat.decided"))
        return
    match verb:
        case "ask":
            await _ask(turn, telegram_id, *pair)
        case "back":
            await _show_again(turn, telegram_id, *pair)
        case "apart":
            await _keep_apart(turn, telegram_id, *pair)
        case "keep":
            await _merge(turn, telegram_id, *pair)
        case _:
            turn.answer(phrase("press.over"))


async def _both(turn: Turn, one: str, other: str) -> tuple[Case, Case] | None:
    """Both cases in the order they are named, while each stands for itself. The older is locked first, so that two who
    press at once follow each other.
    """
    found = {ref: await cases.load(turn.here, ref) for ref in in_order(one, other)}
    mine, theirs = found[one], found.get(other)
    if mine is None or theirs is None or mine.id == theirs.id:
        return None
    return (mine, theirs) if mine.merged_into is None and theirs.merged_into is None else None


# --- deciding ---------------------------------------------------------------------------------------------------------


def _may_stay(case: Case, other: Case) -> bool:
    """A closed case does not go on for an open one, nor a shared one for a confidential one."""
    return (not case.finished or other.finished) and (case.confidential or not other.confidential)


async def _ask(turn: Turn, telegram_id: int, case: Case, other: Case) -> None:
    if await once.marked(turn.connection, name_of(case.reference, other.reference)):
        turn.answer(phrase("repeat.decided"))
        return
    ways = [(mine, theirs) for mine, theirs in ((other, case), (case, other)) if _may_stay(mine, theirs)]
    if not ways:
        turn.answer(phrase("repeat.cannot"))
        return
    said: list[Paragraph] = [phrase("repeat.ask")]
    if len(ways) == 1:
        said.append(phrase("repeat.ask.one", reference=ways[0][0].reference))
    pairs = [(mine.reference, theirs.reference) for mine, theirs in ways]
    rows = [[TWICE.button("repeat.button.keep", "keep", *pair, reference=pair[0])] for pair in pairs]
    rows.append([TWICE.button("repeat.button.back", "back", case.reference, other.reference)])
    name = name_of(case.reference, other.reference)
    await turn.edit(telegram_id, Screen(said, rows, PARTNER_LOCALE), name)


async def _show_again(turn: Turn, telegram_id: int, case: Case, other: Case) -> None:
    known = {one.id: one for one in await duplicates.known(turn.here, (case.id, other.id))}
    mine, theirs = known[case.id], known[other.id]
    again = told(turn, case, other, shared(mine.told, theirs.told))
    await turn.edit(telegram_id, again, name_of(case.reference, other.reference))


async def _decided(turn: Turn, case: Case, other: Case) -> bool:
    """Whether this is the first decision about two cases; a later one is only answered."""
    first = await once.mark(turn.connection, name_of(case.reference, other.reference), turn.now)
    turn.answer(phrase("pass.done" if first else "repeat.decided"))
    return first


async def _keep_apart(turn: Turn, telegram_id: int, case: Case, other: Case) -> None:
    if not await _decided(turn, case, other):
        return
    for mine, theirs in ((case, other), (other, case)):
        known = {"other": theirs.reference}
        await note_act(turn.here, mine.id, "kept_apart", turn.actor(telegram_id), turn.now, known)
    await _tell_decision(turn, case, other, phrase("repeat.apart", reference=case.reference, other=other.reference))


async def _tell_decision(turn: Turn, case: Case, other: Case, *said: Phrase) -> None:
    decided = Screen([said], locale=PARTNER_LOCALE)
    await turn.redraw(turn.coordinators(), decided, name_of(case.reference, other.reference))


# --- merging ----------------------------------------------------------------------------------------------------------


async def _merge(turn: Turn, telegram_id: int, stays: Case, goes: Case) -> None:
    if not _may_stay(stays, goes):
        turn.answer(phrase("press.closed"))
        return
    if not await _decided(turn, stays, goes):
        return
    by, references = acting.by_account(turn, telegram_id), {"from": goes.reference, "into": stays.reference}
    for role in goes.slots:
        await _close_slot(turn, stays, goes, role, by)
    await duplicates.merge(turn.here, stays.id, goes.id)
    await due.forget(turn.here, goes.reference)
    await _add_answers(turn, stays, goes)
    await note_act(turn.here, goes.id, "merged_into", by.actor, turn.now, references)
    await note_act(turn.here, stays.id, "merged", by.actor, turn.now, references)
    for role in goes.slots:
        await _carry_over(turn, await _now(turn, stays), goes, role, by)
    await _show(turn, await _now(turn, stays), stays, goes)
    await turn.happened(CaseChanged(goes, await _now(turn, goes)))
    concerned = (*(slot.owner for slot in goes.slots.values()), *(slot.taken_by for slot in stays.slots.values()))
    heard = all_told(turn.network, await unwritten(turn, concerned))
    await _tell_decision(turn, stays, goes, phrase("repeat.done", **references), heard)


async def _now(turn: Turn, case: Case) -> Case:
    return await cases.get(turn.here, case.reference)


async def _close_slot(turn: Turn, stays: Case, goes: Case, role: str, by: By) -> None:
    """Nobody has a slot of the case that goes any more: whoever did, or was asked, sees nothing of it and is told."""
    before = await _now(turn, goes)
    slot = before.slots[role]
    reason = phrase("repeat.reason", into=stays.reference)
    new = decide(slot, Act.MERGE_AWAY, by=by, now=turn.now, reason=reason)
    after = await cases.change_slot(turn.here, before, new) if isinstance(new, Slot) else None
    if after is None:
        return
    await to_assign.close(turn, after, role)
    account = turn.accounts.get(slot.owner or "")
    if account is None:
        return
    said = phrase("repeat.told", **{"from": goes.reference, "into": stays.reference})
    if slot.held:
        await record.blank(turn, before, role, account, said)
    await proposals.close(turn, before, role, account, said)
    if slot.owner != stays.slots[role].owner and not _carries(slot, stays.slots[role]):
        await turn.say(account, said, locale=PARTNER_LOCALE, name=f"merged:{goes.reference}:{stays.reference}")


def _carries(had: Slot, slot: Slot) -> bool:
    """Whether somebody who was followed in the case that goes would be left: nobody has that slot of the other."""
    return had.held and may(slot.status, Act.MERGE)


async def _carry_over(turn: Turn, stays: Case, goes: Case, role: str, by: By) -> None:
    """Whoever followed them goes on in the case that stays, by the date that was promised first."""
    had = goes.slots[role]
    new = decide(stays.slots[role], Act.MERGE, by=by, now=turn.now, other=had)
    after = await acting.keep(turn, stays, Act.MERGE, by, new, {"from": goes.reference})
    if after is None:
        return
    await proposals.take_back(turn, stays, role)
    await to_assign.close(turn, after, role)
    account = turn.accounts.get(had.taken_by or "")
    if account is not None:
        await record.show(turn, after, role, account)


async def _add_answers(turn: Turn, stays: Case, goes: Case) -> None:
    """The answers that the case which stays lacks; what the other says otherwise is kept as a note: none is lost."""
    after = dict(stays.answers)
    otherwise: list[reading_out.Line] = []
    for name, flow in turn.runtime.flows.items():
        mine, theirs = _of(flow.step_by_id, name, stays), _of(flow.step_by_id, name, goes)
        if "contact" in mine and "contact" in theirs:
            mine["contact"], theirs["contact"] = _reached(mine["contact"], theirs["contact"])
            after["contact"] = mine["contact"]
        both = {step for step in mine if mine.get(step) is not None and theirs.get(step) is not None}
        told_here, told_there = ({step: said[step] for step in both} for said in (mine, theirs))
        otherwise += reading_out.changed(flow, told_here, told_there, turn.knowledge) if both else []
        lacking = {step: value for step, value in theirs.items() if mine.get(step) is None}
        if name == "intake":
            after.update(lacking)
        elif lacking:
            after[name] = {**mine, **lacking}
    await cases.change_answers(turn.here, stays.id, after)
    if otherwise:
        lines = labelled(otherwise)
        text = bare(PARTNER_LOCALE, [(phrase("repeat.note", **{"from": goes.reference}), *lines)])
        await notes.add(turn.here, stays.id, "coordinator", text, turn.now)


def _reached(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """A telephone or an address that only the other case has is added; second, what the other says otherwise."""
    both = {part: mine.get(part) or theirs.get(part) for part in ("phone", "email")}
    known, other = (_ways(contact) for contact in (both, theirs))
    return both, theirs if any(value and value != known[part] for part, value in other.items()) else both


def _ways(contact: Mapping[str, Any]) -> dict[str, str | None]:
    """By which a person is found again."""
    found = cases.read_from(Project.of({"contact": contact}))
    return {part: found[part] for part in ("phone", "email")}


def _of(steps: Mapping[str, Any], name: str, case: Case) -> dict[str, Any]:
    """The answers of a case that belong to one flow."""
    if name == "intake":
        return {step: value for step, value in case.answers.items() if step in steps and step not in OWN}
    return dict(case.answers.get(name) or {})


async def _show(turn: Turn, case: Case, before: Case, goes: Case) -> None:
    """Card, records and all concerned show that one case goes on for both."""
    references = {"from": goes.reference, "into": case.reference}
    if case.person_id is not None and before.person_id is None:
        await due.take_over(turn.here, case.reference, case.person_id)
    if not goes.confidential:
        await replace_card(turn, goes.reference, phrase("confidential.withdrawn"))
    if not case.confidential:
        await redraw_card(turn, case)
    for role, slot in case.slots.items():
        account = _whose(turn, before.slots[role], slot)
        if account is not None:
            await record.redraw(turn, case, role, account)
    await tell_takers(turn, case, phrase("repeat.joined", **references))
    said: list[Paragraph] = [phrase("person.merged", **references), tuple(states(turn.network, case, turn.now))]
    await tell_person(turn, case, Screen(said), f"merged:{goes.reference}:{case.reference}")


def _whose(turn: Turn, before: Slot, now: Slot) -> int | None:
    """The account that had the record already, and has it still."""
    return turn.accounts.get(now.taken_by or "") if before.status in HELD and before.taken_by == now.taken_by else None
