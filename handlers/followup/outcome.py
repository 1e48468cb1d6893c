"""How a case ended: the outcome, what became of the person, a word of theirs; each by a press that may open a form."""

from __future__ import annotations

from datetime import datetime

from handlers.followup import survey, verbs
from handlers.followup.closing import FLOW, MONTH, SETTLED
from handlers.turn import forms
from handlers.turn.audience import redraw_for_person
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.events import CaseChanged
from handlers.turn.quiet import soon
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.model import Nature
from network.phrase import phrase
from network.results import AFTER
from network.slots import EndReason, Outcome
from storage import cases, duplicates, results
from storage.acts import note_act
from storage.cases import Case
from storage.durable import due


async def outcome(turn: Turn, telegram_id: int, case: Case, chosen: str, reason: str = "") -> None:
    """The press that says how a case ended, and why where somebody gave up or went elsewhere."""
    reference = case.reference
    if case.closed_at is None or (case.outcome is not None and case.outcome_reason is not None):
        turn.answer(phrase("press.noted"))
        return
    if chosen != Outcome.INSTALLED and not reason:
        await _ask_reason(turn, case, telegram_id, chosen)
        return
    await cases.mark(turn.here, case.id, outcome=chosen, outcome_reason=reason or "none")
    detail = {"outcome": chosen, "reason": reason}
    await note_act(turn.here, case.id, "outcome", turn.actor(telegram_id), turn.now, detail)
    thanks = Screen([phrase("outcome.thanks", reference=reference)], locale=PARTNER_LOCALE)
    await turn.redraw({telegram_id, *turn.coordinators()}, thanks, f"outcome:{reference}")
    if is_by_mail(telegram_id):
        turn.answer(phrase("outcome.thanks", reference=reference))
    if chosen == Outcome.INSTALLED:
        await _ask_later(turn, case, turn.now)
        if not is_by_mail(telegram_id):  # by mail nobody can answer the questions of a form
            await _tell(turn, telegram_id, PARTNER_LOCALE, case)


async def take_over(turn: Turn, event: CaseChanged) -> None:
    """Of two cases that become one, the one that stays ended as the other did, where it is closed and nobody has said
    how: else a merger would take an installation out of the figures.
    """
    goes, merged = event.before, event.after.merged_into is not None and event.before.merged_into is None
    if not merged or goes.outcome is None:
        return
    stays = await cases.get(turn.here, await duplicates.standing(turn.here, goes.reference))
    if stays.closed_at is None or stays.outcome is not None:
        return
    ended = {"outcome": goes.outcome, "outcome_reason": goes.outcome_reason, "settled": goes.settled}
    await cases.mark(turn.here, stays.id, **ended)
    if goes.outcome == Outcome.INSTALLED:
        await _ask_later(turn, stays, goes.closed_at or turn.now)


async def _ask_reason(turn: Turn, case: Case, telegram_id: int, chosen: str) -> None:
    rows = [[verbs.OUTCOME.button(f"end.{reason}", case.reference, chosen, reason)] for reason in EndReason]
    why = Screen([phrase("outcome.why", reference=case.reference)], rows, PARTNER_LOCALE)
    await turn.edit(telegram_id, why, f"outcome:{case.reference}")


async def _ask_later(turn: Turn, case: Case, since: datetime) -> None:
    """What became of somebody who settled is asked some months after that; not of months that are over."""
    if case.closed_at is None:
        return
    for months in sorted({*turn.network.charter.ask_after_settling, AFTER}):
        if (at := since + months * MONTH) > turn.now:
            expects = {"reference": case.reference, "months": months, "closed_at": case.closed_at.isoformat()}
            await due.schedule(turn.here, SETTLED, case.lane, soon(turn, at), expects)


async def begin_settled(turn: Turn, telegram_id: int, case: Case) -> None:
    """The person tells how it goes on, some months after they settled."""
    await _tell(turn, telegram_id, await turn.locale_of(telegram_id), case)


async def _tell(turn: Turn, telegram_id: int, locale: str, case: Case) -> None:
    """The form: jobs that were kept are asked of a takeover, what they moved here where nobody has told it."""
    takes_over = Nature.TAKEOVER in case.project.natures
    known = (await results.of_case(turn.here, case.id)).settled_as is not None
    begun = {"nature": "takeover" if takes_over else "other", "known": "yes" if known else "no"}
    await forms.begin(turn, telegram_id, locale, FLOW, case.reference, begun, pressed=True)


async def reason(turn: Turn, telegram_id: int, case: Case, where: str, given: str) -> None:
    """Why their project stopped or went elsewhere, in the person’s own press."""
    if not await results.answer(turn.here, case.id, "reason", given):
        turn.answer(phrase("press.noted"), await turn.locale_of(telegram_id))
        return
    thanks = Screen([phrase("survey.thanks")], [[verbs.WORD.button("survey.word", case.reference)]])
    if where == "where":
        thanks = Screen([phrase("person.where.given_up.done", reference=case.reference)])
    if telegram_id not in await redraw_for_person(turn, case, thanks, f"{where}:{case.reference}"):
        await turn.say(telegram_id, phrase("survey.thanks"))


async def begin_word(turn: Turn, telegram_id: int, case: Case) -> None:
    """A press on [Ajouter un mot], under the survey."""
    locale = await turn.locale_of(telegram_id)
    if case.closed_at is None:
        turn.answer(phrase("press.over"), locale)
        return
    await forms.begin(turn, telegram_id, locale, survey.FLOW, case.reference, pressed=True)
