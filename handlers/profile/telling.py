"""Telling: what the person answers a funder, by the form or by a link; nobody else is shown it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.engine.effects import Submit
from handlers.profile import asking
from handlers.profile.verbs import UNSAID
from handlers.turn import forms
from handlers.turn.audience import redraw_for_person
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.rights import PERSON
from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from network.phrase import Phrase, phrase
from network.profile import MEN, TEXT, WOMEN, Question, fits
from storage import cases, profile
from storage.cases import Case
from storage.profile import Told

FLOW = "profile"


async def begin(turn: Turn, account: int, case: Case) -> None:
    """The form, with what was answered before; each question may be left out."""
    locale, asked = await turn.locale_of(account), asking.asked_of(turn, case)
    if not asked or is_by_mail(account):
        turn.answer(phrase("press.over"), locale)
        return
    known = await profile.of_case(turn.here, case.id)
    adults = f"n{case.project.adults}" if Question.ADULTS in asked else "none"
    given = {f"asks_{one}": "yes" if one in asked else "no" for one in (Question.STATUS, Question.AGE)}
    said = {one.value: value for one, told in known.items() if one in asked and (value := _value(told)) is not None}
    await forms.begin(
        turn, account, locale, FLOW, case.reference, {**given, "household": adults}, known=said, pressed=True
    )


def _value(told: Told) -> Any:
    return told.said if told.women is None else {WOMEN: told.women, MEN: told.men}


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """The form was sent: what was asked in it and left out stays unsaid."""
    case = await cases.load(turn.here, form.about)
    if case is None or not await PERSON.holds(turn, account, case):
        await turn.say(account, phrase("case.not_yours"), locale=locale)
        return
    answers = form.answers
    asked = {Question(one) for one in (Question.STATUS, Question.AGE) if answers.get(f"asks_{one}") == "yes"}
    asked |= {Question.ADULTS} if answers.get("household", "none") != "none" else set()
    for question in sorted(asked):
        await _keep(turn, case, question, _told(case, question, answers))
    await redraw_for_person(turn, case, Screen([phrase("funder.answered")]), asking.name_of(case))
    await turn.say(account, phrase("funder.thanks"))


def _told(case: Case, question: Question, answers: Mapping[str, Any]) -> Told:
    """An answer of the form. Women and men that are not of the household any more, since it was corrected meanwhile,
    are none.
    """
    said = answers.get(question.value)
    if question is not Question.ADULTS:
        return Told(said)
    if said is None or not fits(said[WOMEN], said[MEN], case.project.adults):
        return Told()
    return Told(women=said[WOMEN], men=said[MEN])


async def none_of_it(turn: Turn, account: int, case: Case) -> None:
    """They would rather not say any of it: it is not asked again. What they said before stays."""
    for question in await asking.open_questions(turn, case):
        await _keep(turn, case, question, Told())
    said = phrase("funder.none")
    if account not in await redraw_for_person(turn, case, Screen([said]), asking.name_of(case)):
        await turn.say(account, said)


async def say(turn: Turn, account: int, case: Case, question: str, said: str) -> None:
    """A link of a letter: a status, a band of age, or that they would rather not say."""
    asked = Question(question)
    if said != UNSAID and said not in asking.OPTIONS.get(asked, ()):
        turn.answer(phrase("press.over"), await turn.locale_of(account))
        return
    await _linked(turn, account, case, asked, Told(None if said == UNSAID else said))


async def count(turn: Turn, account: int, case: Case, women: int, men: int) -> None:
    """A link of a letter: how many women and men, of a household that may be another by now."""
    if not fits(women, men, case.project.adults):
        turn.answer(phrase("press.over"), await turn.locale_of(account))
        return
    await _linked(turn, account, case, Question.ADULTS, Told(women=women, men=men))


async def _linked(turn: Turn, account: int, case: Case, question: Question, told: Told) -> None:
    if question not in asking.asked_of(turn, case):
        turn.answer(phrase("press.over"), await turn.locale_of(account))
        return
    await _keep(turn, case, question, told)
    turn.answer(phrase("funder.kept", what=told_said(question, told)), await turn.locale_of(account))


async def _keep(turn: Turn, case: Case, question: Question, told: Told) -> None:
    asks = turn.network.profile
    funder = asks.funder.fr if asks is not None else ""
    await profile.keep(turn.here, case.id, question, told, now=turn.now, version=TEXT, funder=funder)


def told_said(question: Question, told: Told) -> Phrase:
    """An answer in words, with what it is about."""
    answer = phrase("funder.unsaid")
    if told.said is not None:
        answer = phrase(f"profile.{question}.{told.said}")
    elif told.women is not None:
        answer = asking.adults_said(told.women, told.men or 0)
    return phrase("funder.link", about=phrase(f"profile.{question}.label"), answer=answer)
