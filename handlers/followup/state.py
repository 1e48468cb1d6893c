"""State: twelve months after an installation it is asked whether the activity goes on and whether they live here still;
of the person, and of whoever ended the case where they do not answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

from handlers.followup import closing, verbs
from handlers.turn import quiet
from handlers.turn.audience import readers_of, redraw_for_person, spoken_by, tell_person
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.quiet import soon
from handlers.turn.register import Verb
from handlers.turn.screen import Button, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from network.results import AFTER, ANSWER_WITHIN, Question, StopReason, asked_of
from network.slots import Outcome
from storage import cases, results
from storage.acts import note_act
from storage.cases import Case
from storage.durable import due
from storage.results import Result

LATE = "case:state"
STOPPED = "stopped"
WHOM = ("person", "partner")
BUILT_KEYS = {
    "state.{}.ask": WHOM,
    "state.{}.{}.ask": tuple(product(WHOM, (*Question, STOPPED))),
    "state.{}": ("yes", "no"),
    "state.stopped.{}": StopReason,
}


async def settled_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Some months after an installation: after twelve its state is asked, after others what it brought."""
    if int(expects["months"]) != AFTER:
        await closing.settled_is_due(turn, expects)
        return
    case = await _settled(turn, expects)
    if case is None:
        return
    if await quiet.postponed(turn, closing.SETTLED, expects, await readers_of(turn, case)):
        return
    await results.keep(turn.here, case.id, {"asked_at": turn.now})
    at = soon(turn, turn.now + timedelta(days=ANSWER_WITHIN))
    await due.schedule(turn.here, LATE, case.lane, at, {name: expects[name] for name in ("reference", "closed_at")})
    known = await results.of_case(turn.here, case.id)
    asked = _screen(case, known, verbs.STATE, first=True)
    await tell_person(turn, case, asked, _name(case), read_out=True)


async def late_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The person has not answered, or not all of it: whoever ended the case may know, or else the coordination."""
    case = await _settled(turn, expects)
    if case is None or _next(known := await results.of_case(turn.here, case.id)) is None:
        return
    _, asked = await closing.who_ended(turn, case)
    if not await quiet.postponed(turn, LATE, expects, asked):
        screen = replace(_screen(case, known, verbs.STATE_OF, first=True), locale=PARTNER_LOCALE)
        await turn.show(asked, screen, _name(case, "of"))


async def _settled(turn: Turn, expects: Mapping[str, Any]) -> Case | None:
    case = await cases.load(turn.here, expects["reference"])
    stands = case is not None and case.outcome == Outcome.INSTALLED and closing.same_end(case, expects)
    return case if stands else None


def _name(case: Case, of: str = "") -> str:
    return f"state{of}:{case.reference}"


# --- what is asked ----------------------------------------------------------------------------------------------------


def _next(known: Result) -> str | None:
    """The first question that nobody has answered; why it stopped once they said that it has."""
    for question in asked_of(known.settled_as):
        if known.said(question) is None:
            return question
        if question is Question.ACTIVE and known.active == "no" and known.stopped is None:
            return STOPPED
    return None


def _screen(case: Case, known: Result, verb: Verb, *, first: bool = False) -> Screen:
    """The open question to the person, or of them; thanks where there is none."""
    question, whom = _next(known), "partner" if verb is verbs.STATE_OF else "person"
    if question is None:
        return Screen([phrase("state.thanks", reference=case.reference)])
    asked = phrase(f"state.{whom}.{question}.ask", reference=case.reference)
    begins = phrase(f"state.{whom}.ask" if first else "state.goes_on", reference=case.reference)
    return Screen([begins, asked], _answers(case, question, verb))


def _answers(case: Case, question: str, verb: Verb) -> list[list[Button]]:
    if question == STOPPED:
        return [[verb.button(f"state.stopped.{one}", case.reference, question, one)] for one in StopReason]
    return [[verb.button(f"state.{one}", case.reference, question, one) for one in ("yes", "no")]]


# --- what is answered -------------------------------------------------------------------------------------------------


async def answered(turn: Turn, telegram_id: int, case: Case, question: str, given: str) -> None:
    """The person says how they are, or whoever calls them for them."""
    if not await _kept(turn, telegram_id, case, question, given):
        return
    by = await spoken_by(turn, case, telegram_id)
    await note_act(turn.here, case.id, "state", "person", turn.now, by)
    await _go_on(turn, telegram_id, case, verbs.STATE)


async def answered_of(turn: Turn, telegram_id: int, case: Case, question: str, given: str) -> None:
    """Whoever ended the case says what they know of it."""
    if await _kept(turn, telegram_id, case, question, given):
        await note_act(turn.here, case.id, "state", turn.actor(telegram_id), turn.now)
        await _go_on(turn, telegram_id, case, verbs.STATE_OF)


async def _kept(turn: Turn, telegram_id: int, case: Case, question: str, given: str) -> bool:
    """Whether that was asked, and nobody has answered it before."""
    known, locale = await results.of_case(turn.here, case.id), await turn.locale_of(telegram_id)
    fits = given in tuple(StopReason) if question == STOPPED else given in ("yes", "no")
    asked = case.closed_at is not None and known.asked_at is not None
    if not (fits and asked) or (question == STOPPED and known.active != "no"):
        turn.answer(phrase("press.over"), locale)
        return False
    if not await results.answer(turn.here, case.id, question, given):
        turn.answer(phrase("press.noted"), locale)
        return False
    return True


async def _go_on(turn: Turn, telegram_id: int, case: Case, answered: Verb) -> None:
    """The next question stands where the last one did, in each chat; by mail it comes as a letter, as the one that was
    `answered` did.
    """
    known = await results.of_case(turn.here, case.id)
    theirs, of = _screen(case, known, verbs.STATE), _screen(case, known, verbs.STATE_OF)
    await redraw_for_person(turn, case, theirs, _name(case))
    _, ended = await closing.who_ended(turn, case)
    asked = {*turn.coordinators(), *ended}
    await turn.redraw(asked, replace(of, locale=PARTNER_LOCALE), _name(case, "of"))
    if is_by_mail(telegram_id):
        mine, name = (of, _name(case, "of")) if answered is verbs.STATE_OF else (theirs, _name(case))
        await turn.show(telegram_id, replace(mine, locale=PARTNER_LOCALE, about=(case.reference,)), name)
