"""Reopening: a closed case begins again, with new dates."""

from __future__ import annotations

from handlers.followup import promises
from handlers.slots import acting, candidates, proposals
from handlers.turn.audience import tell_person
from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from network.acts import Act
from network.calendar import deadline
from network.machine import PERSON, By, Candidates, Dates, decide
from network.phrase import phrase
from storage import cases, members, results
from storage.cases import Case


async def reopen(turn: Turn, telegram_id: int, case: Case) -> None:
    """A press on [Rouvrir ma demande], by its person or a coordinator: the case begins again, with new dates."""
    reference = case.reference
    mine = await members.belongs(turn.here, reference, telegram_id)
    if case.closed_at is None:
        turn.answer(phrase("press.over"), await turn.locale_of(telegram_id))
        return
    charter, zone = turn.network.charter, turn.network.identity.timezone
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
    await results.forget(turn.here, case.id)
    case = await cases.get(turn.here, reference)
    by = By(PERSON) if mine else acting.by_account(turn, telegram_id)
    dates = Dates(take_by, contact_by)
    for role, proposal in (await candidates.proposals(turn, case.project, case.id)).items():
        before, fits = case.slots[role], Candidates(proposal, proposal.reason)
        new = decide(before, Act.BEGIN_AGAIN, by=by, now=turn.now, fits=fits, dates=dates)
        case = await acting.keep(turn, case, Act.BEGIN_AGAIN, by, new) or case
    await promises.plan(turn, case, take_by, contact_by)
    again = await cases.get(turn.here, reference)
    await proposals.publish(turn, again)
    said = phrase("person.reopened", reference=reference, take_by=turn.day(take_by), contact_by=turn.day(contact_by))
    await tell_person(turn, again, Screen([said]))
