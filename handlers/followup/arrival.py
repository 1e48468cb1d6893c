"""Arrival: the person is asked where they stand, near the dates that matter to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from handlers.charter import clock
from handlers.followup import survey, verbs
from handlers.turn import quiet
from handlers.turn.audience import holders, readers_of, redraw_for_person, spoken_by, tell_person
from handlers.turn.quiet import soon
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import cases, members, results
from storage.acts import note_act
from storage.cases import Case
from storage.durable import due, once

ASK = "case:ask"
MONTHS = {"months_3": 3, "months_6": 6, "months_12": 12}
MONTH = timedelta(days=30)


async def plan(turn: Turn, case: Case) -> None:
    """Set the dates near the arrival they told, where they told one; the first month is left to the referents."""
    months = MONTHS.get(str(case.project.when))
    if months is None:
        return
    charter, arrival = turn.network.charter, case.submitted_at + months * MONTH
    days = [*(-before for before in charter.ask_before_arrival), *charter.ask_after_arrival]
    for at in (arrival + timedelta(days=day) for day in days):
        if at >= case.submitted_at + MONTH:
            await due.schedule(turn.here, ASK, case.lane, soon(turn, at), {"reference": case.reference})


async def ask_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """A date near the arrival: one question, at most one a month to anybody."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None or case.rests(turn.now) or case.finished:
        return
    if await quiet.others_first(turn, lane=turn.row.lane):  # what was promised is told first
        await quiet.again(turn, ASK, expects)
        return
    if await quiet.postponed(turn, ASK, expects, await readers_of(turn, case)):
        return
    told = await members.members_of(turn.here, case.id) or [-case.id]
    if not all([await _first_this_month(turn, who) for who in told]):
        return
    answers = ("going", "pause", "installed", "given_up")
    rows = [[verbs.WHERE.button(f"person.where.{answer}", case.reference, answer)] for answer in answers]
    asked = Screen([phrase("person.where.ask", reference=case.reference)], rows)
    await tell_person(turn, case, asked, f"where:{case.reference}", read_out=True)


async def _first_this_month(turn: Turn, who: int) -> bool:
    account = who if who > 0 else None
    return await once.mark_within(turn.connection, f"ask:{who}:month", turn.now, MONTH, account)


async def where(turn: Turn, telegram_id: int, case: Case, answer: str) -> None:
    """The person says where they stand; a pause is kept, and those who follow them hear of the rest."""
    locale, reference = await turn.locale_of(telegram_id), case.reference
    today = turn.today.isoformat()
    if not await once.mark(turn.connection, f"where:{reference}:{answer}:{today}", turn.now):
        turn.answer(phrase("press.noted"), locale)
        return
    rested = case.rests(turn.now)
    until = turn.now + timedelta(days=turn.network.charter.paused_days) if answer != "going" else None
    await cases.mark(turn.here, case.id, paused_until=until)
    if until is not None:
        expects = {"reference": reference, "until": until.isoformat()}
        await due.schedule(turn.here, "case:awake", case.lane, until, expects)
    elif rested:
        await clock.resume(turn, await cases.get(turn.here, reference), "person")
    by = await spoken_by(turn, case, telegram_id)
    await note_act(turn.here, case.id, f"where_{answer}", "person", turn.now, by)
    said = phrase(f"person.where.{answer}.done", reference=reference)
    shown = Screen([said])
    if answer == "given_up" and (await results.of_case(turn.here, case.id)).reason is None:
        shown = Screen([said, phrase("reason.ask")], survey.reasons(reference, "where"))
    if telegram_id not in await redraw_for_person(turn, case, shown, f"where:{reference}"):  # from /monprojet
        await turn.show(telegram_id, replace(shown, locale=locale), f"where:{reference}")
    if answer != "going":
        await _tell_holders(turn, case, answer)


async def _tell_holders(turn: Turn, case: Case, answer: str) -> None:
    said = phrase(f"where.told.{answer}", reference=case.reference)
    readers, name = holders(turn, case) or turn.coordinators(), f"told:{case.reference}:{turn.row.id}"
    await turn.say(readers, said, locale=PARTNER_LOCALE, protect=True, name=name)
