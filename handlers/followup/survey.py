"""The survey: two presses some days after the end, and a word where somebody wants to leave one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.engine.effects import Submit
from conversations.words.lengths import joined
from handlers.followup import verbs
from handlers.followup.closing import SURVEY, same_end
from handlers.turn import quiet
from handlers.turn.audience import readers_of, redraw_for_person, tell_person
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.rights import VOICE
from handlers.turn.screen import Button, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.figures.counts import LEFT
from network.phrase import phrase
from network.slots import EndReason
from storage import cases, results, surveys
from storage.cases import Case

FLOW = "word"
BUILT_KEYS = {"reason.{}": EndReason}
ANSWERS: Mapping[str, tuple[str, ...]] = {"contacted": ("yes", "no"), "useful": ("yes", "some", "no")}


async def survey_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Ask the first of the two."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None or not same_end(case, expects):
        return
    if not await quiet.postponed(turn, SURVEY, expects, await readers_of(turn, case)):
        asked = phrase("survey.contacted.ask", reference=case.reference)
        screen = Screen([asked], [_answers(case.reference, "contacted")])
        await tell_person(turn, case, screen, f"survey:{case.reference}", read_out=True)


def _answers(reference: str, question: str) -> list[Button]:
    given = ANSWERS[question]
    return [verbs.SURVEY.button(f"survey.{question}.{answer}", reference, question, answer) for answer in given]


async def answer(turn: Turn, telegram_id: int, case: Case, question: str, given: str) -> None:
    """A press: the second question stands where the first did, then thanks; by mail each comes as a letter."""
    locale, reference = await turn.locale_of(telegram_id), case.reference
    if case.closed_at is None or given not in ANSWERS[question]:
        turn.answer(phrase("press.over"), locale)
        return
    await surveys.answer(turn.here, case.id, turn.now, **{question: given})
    asked, row = phrase("survey.useful.ask"), _answers(reference, "useful")
    rows = [row]
    if question != "contacted":
        asked, rows = phrase("survey.thanks"), [[verbs.WORD.button("survey.word", reference)]]
        if case.outcome in LEFT and (await results.of_case(turn.here, case.id)).reason is None:
            asked, rows = phrase("reason.ask"), reasons(reference, "survey")
    await redraw_for_person(turn, case, Screen([asked], rows), f"survey:{reference}")
    if is_by_mail(telegram_id):
        letter = Screen([asked], rows, PARTNER_LOCALE, about=(reference,))
        await turn.show(telegram_id, letter, f"survey:{reference}")


def reasons(reference: str, where: str) -> list[list[Button]]:
    """Why a project stopped or went elsewhere, a button each."""
    return [[verbs.REASON.button(f"reason.{one}", reference, where, one)] for one in EndReason]


async def hand_in(turn: Turn, telegram_id: int, _locale: str, form: Submit) -> None:
    """A word was left."""
    reference, text = form.about, form.answers["text"]
    case = await cases.load(turn.here, reference)
    if case is not None and case.closed_at is not None and await VOICE.holds(turn, telegram_id, case):
        before = await surveys.of_case(turn.here, case.id) if form.goes_on else None
        whole = joined([before["word"], text]) if before and before["word"] else text
        await surveys.answer(turn.here, case.id, turn.now, word=whole)
        said = phrase("survey.told", reference=reference, text=text)
        name = f"word:{reference}:{turn.row.id}"
        await turn.say(turn.coordinators(), said, locale=PARTNER_LOCALE, protect=True, name=name)
        await turn.say(telegram_id, phrase("survey.thanks"))
