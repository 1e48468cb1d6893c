"""The survey: two presses some days after the end, and a word where somebody wants to leave one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.engine.effects import Submit
from handlers.followup.closing import SURVEY, same_end
from handlers.turn import person, quiet
from handlers.turn.rights import VOICE
from handlers.turn.screens import Payload, labelled, toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import cases, surveys
from storage.cases import Case

FLOW = "word"
ANSWERS: Mapping[str, tuple[str, ...]] = {"contacted": ("yes", "no"), "useful": ("yes", "some", "no")}


async def survey_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Ask the first of the two."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None or not same_end(case, expects):
        return
    if not await quiet.put_off(turn, SURVEY, expects, await person.ears(turn, case)):
        asked = phrase("survey.contacted.ask", reference=case.reference)
        buttons = _buttons(case.reference, "contacted")
        await person.tell(turn, case, lambda _: [asked], buttons, f"survey:{case.reference}", read_out=True)


def _buttons(reference: str, question: str) -> person.Buttons:
    def rows(locale: str) -> list[list[Payload]]:
        about = f"survey|{reference}|{question}"
        return [[labelled(locale, f"survey.{question}.{answer}", f"{about}|{answer}") for answer in ANSWERS[question]]]

    return rows


async def answer(turn: Turn, telegram_id: int, case: Case, question: str, given: str) -> None:
    """A press: the second question stands where the first did, then thanks."""
    locale, reference = await turn.locale_of(telegram_id), case.reference
    if case.closed_at is None or given not in ANSWERS[question]:
        turn.toast = toast(locale, phrase("press.over"))
        return
    await surveys.answer(turn.here, case.id, turn.now, **{question: given})
    asked, rows = phrase("survey.useful.ask"), _buttons(reference, "useful")
    if question != "contacted":
        asked, rows = phrase("survey.thanks"), lambda of: [[labelled(of, "survey.word", f"word|{reference}")]]
    await person.edit(turn, case, lambda _: [asked], f"survey:{reference}", rows)


async def hand_in(turn: Turn, telegram_id: int, _locale: str, form: Submit) -> None:
    """A word was left."""
    reference, text = form.about, form.answers["text"]
    case = await cases.load(turn.here, reference)
    if case is not None and case.closed_at is not None and await VOICE.holds(turn, telegram_id, case):
        await surveys.answer(turn.here, case.id, turn.now, word=text)
        said = phrase("survey.told", reference=reference, text=text)
        for coordinator in turn.coordinators():
            name = f"word:{reference}:{turn.row.id}"
            await turn.say(coordinator, said, locale=PARTNER_LOCALE, protect=True, name=name)
        await turn.say(telegram_id, phrase("survey.thanks"))
