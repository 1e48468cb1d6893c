"""Closing: once both slots are over the case is, with its outcome; the person is told, and can open it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from conversations.engine.effects import Submit
from handlers.followup import verbs
from handlers.turn import quiet
from handlers.turn.audience import can_be_written_to, is_reached_by_mail, readers_of, tell_person
from handlers.turn.events import SlotChanged
from handlers.turn.quiet import soon
from handlers.turn.rights import ENDED, VOICE
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from network.slots import Outcome
from storage import cases, results
from storage.acts import Act, acts_of, note_act
from storage.cases import Case
from storage.durable import due

KIND = "case:closing"
OUTCOME = "case:outcome"
SURVEY = "case:survey"
SETTLED = "case:settled"
FLOW = "settled"
GIVEN = ("nature", "known")
"""What that form is begun with."""
COUNTED = {"as": "settled_as", "jobs": "jobs_created", "kept": "jobs_kept", "children": "children"}
"""What figures count of its answers, and as what."""
JUST_NOW = timedelta(minutes=15)
"""Whoever has ended a case so lately is still there to say how, however much they end."""
GRACE = timedelta(minutes=5)
"""As long as the last act can be undone the case is not closed."""
MONTH = timedelta(days=30)


async def watch(turn: Turn, case: Case) -> None:
    """Where both slots are over, the case closes in a moment."""
    if case.finished and case.closed_at is None and case.merged_into is None:
        expects = {"reference": case.reference}
        await due.schedule(turn.here, KIND, case.lane, soon(turn, turn.now + GRACE), expects)


async def follow(turn: Turn, change: SlotChanged) -> None:
    """An act may have ended the last slot."""
    await watch(turn, change.after)


async def closing_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Both slots have stayed over: the person is told, whoever ended it is asked how, a survey follows."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None or not case.finished or case.rests(turn.now) or await _just_ended(turn, case):
        return
    await cases.mark(turn.here, case.id, closed_at=turn.now)
    await note_act(turn.here, case.id, "closed", "clock", turn.now)
    helped = any(slot.status == "done" for slot in case.slots.values())
    key = "person.closed" if helped else "person.closed.not_helped"
    said = phrase(key, reference=case.reference, **turn.contact)
    reopen = verbs.AGAIN.button("person.reopen", case.reference)
    await tell_person(turn, case, Screen([said], [[reopen]]), f"closed:{case.reference}")
    expects = {"reference": case.reference, "closed_at": turn.now.isoformat()}
    await outcome_is_due(turn, expects)
    at = soon(turn, turn.now + timedelta(days=turn.network.charter.survey_after_days))
    await due.schedule(turn.here, SURVEY, case.lane, at, expects)


async def _just_ended(turn: Turn, case: Case) -> bool:
    """Whether the last act on a slot can still be undone; it has set its own date."""
    acts = [act for act in await acts_of(turn.here, case.id) if act.role is not None]
    return bool(acts) and turn.now - acts[-1].at < GRACE


async def outcome_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Whoever ended the last slot is asked how it ended, or else the coordination."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None or not same_end(case, expects):
        return
    acts, asked = await who_ended(turn, case)
    has_just_ended = bool(acts) and turn.now - acts[-1].at < JUST_NOW
    if not has_just_ended and await quiet.postponed(turn, OUTCOME, expects, asked):
        return
    rows = [[verbs.OUTCOME.button(f"outcome.{outcome}", case.reference, outcome)] for outcome in Outcome]
    question = Screen([phrase("outcome.ask", reference=case.reference)], rows, PARTNER_LOCALE)
    await turn.show(asked, question, f"outcome:{case.reference}")


async def who_ended(turn: Turn, case: Case) -> tuple[list[Act], list[int]]:
    """The acts that ended its slots, the last one last; the account of whoever did that, or else the coordination’s."""
    acts = [act for act in await acts_of(turn.here, case.id) if act.kind in ("done", "not_helped")]
    account = turn.accounts.get(acts[-1].actor) if acts else None
    if account is not None and await can_be_written_to(turn, account):
        return acts, [account]
    return acts, turn.coordinators()


def same_end(case: Case, expects: Mapping[str, Any]) -> bool:
    """Whether the case is closed, and has not been opened again since the date was set."""
    return case.closed_at is not None and case.closed_at.isoformat() == expects["closed_at"]


async def settled_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Some months after an installation the person is asked how it goes on."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None or case.outcome != Outcome.INSTALLED or not same_end(case, expects):
        return
    if await quiet.postponed(turn, SETTLED, expects, await readers_of(turn, case)):
        return
    # Of a form nothing can be answered by mail: there it is asked for in words.
    key = "person.settled.write" if await is_reached_by_mail(turn, case) else "person.settled.ask"
    asked = phrase(key, reference=case.reference, months=int(expects["months"]))
    tells = verbs.SETTLED.button("person.settled.answer", case.reference)
    name = f"settled:{case.reference}:{expects['months']}"
    await tell_person(turn, case, Screen([asked], [[tells]]), name, read_out=True)


async def tell_settled(turn: Turn, telegram_id: int, _locale: str, form: Submit) -> None:
    """The form about what became of somebody was sent: kept under the months since the end."""
    reference, answers = form.about, form.answers
    case = await cases.load(turn.here, reference)
    theirs = any([await right.holds(turn, telegram_id, case) for right in (ENDED, VOICE)])
    if case is None or case.closed_at is None or not theirs:
        await turn.say(telegram_id, phrase("case.not_yours"))
        return
    months = round((turn.now - case.closed_at) / MONTH)
    told = {name: value for name, value in answers.items() if name not in GIVEN}
    kept = {**case.settled, str(months): {**told, "territory": case.territory}}
    await cases.mark(turn.here, case.id, settled=kept)
    counted = {column: answers.get(name) for name, column in COUNTED.items()}
    await results.keep(turn.here, case.id, counted)
    await note_act(turn.here, case.id, "settled", turn.actor(telegram_id), turn.now, {"months": months})
    await turn.say(telegram_id, phrase("survey.settled.thanks"))
