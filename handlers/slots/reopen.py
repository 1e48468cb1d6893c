"""Reopening: the coordination asks somebody else for a slot that is late; a closed case begins again."""

from __future__ import annotations

from dataclasses import replace

from handlers.slots import acting, candidates, proposals, reorient
from handlers.turn import person
from handlers.turn.screens import day, toast
from handlers.turn.turn import GROUP_LOCALE, Turn
from network.calendar import deadline
from network.phrase import phrase, to_json
from network.slots import Status
from storage import cases, members, slots
from storage.cases import Case
from storage.durable import due
from storage.slots import Slot


async def slot(turn: Turn, telegram_id: int, reference: str, role: str, version: int) -> None:
    """A coordinator's press on [Rouvrir aux autres]: the slot goes on to the next who fits."""
    case = await cases.load(turn.here, reference)
    late = case.slots.get(role) if case is not None else None
    if case is None or late is None or late.version != version or late.owner is None:
        turn.toast = toast(GROUP_LOCALE, phrase("press.closed"))
        return
    new = await proposals.next_after(turn, case, role, (*late.passed, late.owner))
    detail = {"owner": late.owner}
    after = await acting.act(turn, case, "reopened", turn.actor(telegram_id), new, detail)
    if after is None:
        turn.toast = toast(GROUP_LOCALE, phrase("press.closed"))
        return
    await reorient.leave(turn, case, role, late.owner, "record.moved")
    await proposals.announce(turn, after, role, renewed=True)
    await proposals.redraw(turn, after)
    key = "digest.reopened" if after.slots[role].status == Status.PROPOSED else "digest.basket"
    turn.toast = toast(GROUP_LOCALE, phrase(key))


async def whole(turn: Turn, telegram_id: int, reference: str) -> None:
    """A press on [Rouvrir ma demande], by its person or a coordinator: the case begins again, with new dates."""
    case = await cases.load(turn.here, reference)
    mine = await members.belongs(turn.here, reference, telegram_id)
    if case is None or case.closed_at is None or not (mine or telegram_id in turn.coordinators()):
        turn.toast = toast(await turn.locale_of(telegram_id), phrase("press.over"))
        return
    charter, zone = turn.network.charter, turn.network.network.timezone
    take_by = deadline(turn.now, charter.take_within_days, zone)
    contact_by = deadline(turn.now, charter.contact_within_days, zone)
    await cases.mark(
        turn.here,
        case.id,
        closed_at=None,
        outcome=None,
        outcome_reason=None,
        paused_until=None,
        begun_at=turn.now,
    )
    case = await cases.get(turn.here, reference)
    actor = "person" if mine else turn.actor(telegram_id)
    fits = await candidates.proposals(turn, case.answers, case.id)
    for role, before in case.slots.items():
        if before.status != Status.NOT_NEEDED:
            proposal = fits[role]
            new = replace(
                before,
                status=Status.PROPOSED if proposal.referent else Status.COORDINATOR,
                referent=proposal.referent,
                others=proposal.others,
                reason=to_json(proposal.reason),
                take_by=take_by,
                contact_by=contact_by,
                taken_by=None,
                taken_at=None,
                passed=(),
                noted_by=None,
            )
            await _begin(turn, case, actor, new)
    for kind, at in (("case:take", take_by), ("case:contact", contact_by)):
        expects = {"reference": reference, "by": at.isoformat()}
        await due.schedule(turn.here, kind, case.lane, at, expects)
    again = await cases.get(turn.here, reference)
    await proposals.publish(turn, again)
    await person.tell(
        turn,
        again,
        lambda locale: [
            phrase(
                "person.reopened",
                reference=reference,
                take_by=day(locale, take_by, zone),
                contact_by=day(locale, contact_by, zone),
            )
        ],
    )


async def _begin(turn: Turn, case: Case, actor: str, new: Slot) -> None:
    await slots.set_told(turn.here, case.id, new.role, None)
    await acting.act(turn, case, "begun_again", actor, new)
