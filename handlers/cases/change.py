"""Changing: what was sent is corrected or completed; who is proposed follows, and those concerned are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from typing import Any

from conversations.engine import leading, reading_out
from conversations.engine.effects import Submit
from conversations.words.lengths import joined
from handlers.cases import open
from handlers.cases.verbs import COMPLETE
from handlers.followup import closing
from handlers.slots import candidates, proposals
from handlers.slots.card import redraw_card, replace_card, show_card, thread_of
from handlers.turn.audience import holders
from handlers.turn.events import CaseChanged
from handlers.turn.screen import Screen, labelled
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.machine import PROGRAM, Candidates, Dates, decide
from network.phrase import Phrase, phrase
from network.project import Project
from network.slots import Slot, Status
from storage import cases, members
from storage.acts import note_act
from storage.cases import Case

Answers = Mapping[str, Any]


async def hand_in(turn: Turn, person_id: int, locale: str, form: Submit) -> None:
    """The intake was sent: a new case, or changes to one."""
    if not form.about:
        await open.open_case(turn, person_id, locale, form)
    elif (case := await _theirs(turn, person_id, locale, form.about)) is not None:
        await _change(turn, person_id, locale, case, form)


async def add(turn: Turn, person_id: int, locale: str, form: Submit) -> None:
    """Details were added to a case."""
    if (case := await _theirs(turn, person_id, locale, form.about)) is not None:
        await _add(turn, person_id, locale, case, form)


async def _theirs(turn: Turn, person_id: int, locale: str, reference: str) -> Case | None:
    """The case that a form is about, where it is theirs and not silent; else they are told, and None."""
    case = await cases.get(turn.here, reference) if await members.belongs(turn.here, reference, person_id) else None
    if case is None or case.silent:
        await turn.say(person_id, phrase("project.none" if case is None else "project.silent"), locale=locale)
        return None
    return case


async def _change(turn: Turn, person_id: int, locale: str, case: Case, form: Submit) -> None:
    flow = turn.runtime.flows["intake"]
    kept = {name: value for name, value in case.answers.items() if name not in flow.step_by_id}
    after = {**form.answers, **kept}
    chosen = Project.of(form.answers).discretion or case.discretion
    lines = reading_out.changed(flow, case.answers, after, turn.knowledge)
    await open.file(turn, case, "person", person_id, form)
    if not lines and chosen == case.discretion and not form.files:
        await turn.say(person_id, phrase("change.same", reference=case.reference), locale=locale)
        return
    await cases.change_answers(turn.here, case.id, after)
    await note_act(turn.here, case.id, "changed", "person", turn.now)
    await _propose_anew(turn, case, after, announced=chosen == case.discretion)
    now = await cases.get(turn.here, case.reference)
    await closing.watch(turn, now)
    await turn.say(person_id, phrase("change.sent", reference=case.reference), locale=locale)
    if lines:
        await tell_takers(turn, case, phrase("change.told", reference=case.reference, lines=as_lines(lines)))
    if chosen != case.discretion:
        await proposals.change_discretion(turn, case, chosen)
    elif not case.confidential:
        await _follow_card(turn, case)
    await turn.happened(CaseChanged(case, now))


async def _follow_card(turn: Turn, before: Case) -> None:
    """The card says what is so now, in the thread of the place the person wants now."""
    case = await cases.get(turn.here, before.reference)
    if thread_of(turn.network, case) == thread_of(turn.network, before):
        await redraw_card(turn, case)
    else:
        await replace_card(turn, case.reference, phrase("card.moved", reference=case.reference))
        await show_card(turn, case)


async def _propose_anew(turn: Turn, case: Case, after: Answers, *, announced: bool) -> None:
    """Slots that nobody took follow the new answers; a taken one stays, and the coordination hears where it no longer
    fits. The dates told do not move, and whoever passed is not asked again before the others. `announced`: the case is
    shown as before, so that only whoever is new must be told.
    """
    dates = next((Dates(s.take_by, s.contact_by) for s in case.slots.values() if s.take_by), Dates(None, None))
    project = Project.of(after)
    if leading.situation(project, turn.knowledge) == leading.situation(case.project, turn.knowledge):
        return  # nothing was changed by which anybody is proposed
    for role, proposal in (await candidates.proposals(turn, project, case.id)).items():
        slot, fits = case.slots[role], Candidates(proposal, proposal.reason)
        new = decide(slot, Act.REROUTE, by=PROGRAM, now=turn.now, fits=fits, dates=dates)
        if slot.held:
            if not (proposal.needed and slot.taken_by in (proposal.referent, *proposal.others)):
                said = phrase("change.told", reference=case.reference, lines=phrase("change.proposed"))
                await turn.say(turn.coordinators(), said)
        elif isinstance(new, Slot) and not _same_people(slot, new):
            await proposals.repropose(turn, case, new)
            if announced and slot.referent != new.referent:
                await proposals.propose_instead(turn, case, role)


def _same_people(old: Slot, new: Slot) -> bool:
    """Whether the same people may be asked, those who passed apart: then whoever is proposed stays, though another may
    have less to do by now.
    """
    before, after = ({s.referent, *s.others} - {None, *new.passed} for s in (old, new))
    needed = Status.NOT_NEEDED not in (old.status, new.status) or old.status == new.status
    return before == after and needed


async def _add(turn: Turn, person_id: int, locale: str, case: Case, form: Submit) -> None:
    await open.file(turn, case, "person", person_id, form)
    if not form.answers and not form.files:
        await turn.say(person_id, phrase("complete.nothing"), locale=locale)
        return
    told = case.answers.get(form.flow) or {}
    if form.goes_on:
        whole = {step: joined([_words(told.get(step)), text]) for step, text in form.answers.items()}
        form = replace(form, answers=whole)
    module = {**told, **form.answers}
    after = {**case.answers, form.flow: module}
    await cases.change_answers(turn.here, case.id, after)
    await note_act(turn.here, case.id, "completed", "person", turn.now, {"module": form.flow})
    more = COMPLETE.button("project.complete", case.reference)
    await turn.show(person_id, Screen([phrase("complete.done")], [[more]], locale))
    title = phrase(f"module.{reading_out.module(form.flow)}.title")
    lines = reading_out.lines(turn.runtime.flows[form.flow], form.answers, turn.knowledge)
    if lines:
        said = phrase("added.told", reference=case.reference, module=title, lines=as_lines(lines))
        await tell_takers(turn, case, said)
    await turn.happened(CaseChanged(case, replace(case, answers=after)))


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""


def as_lines(lines: list[reading_out.Line]) -> Phrase:
    """Labels and values, a line each, inside another phrase."""
    return reduce(lambda above, below: phrase("list.lines", above=above, below=below), labelled(lines))


async def tell_takers(turn: Turn, case: Case, said: Phrase) -> None:
    """Tell whoever follows the case, in private."""
    name = f"told:{case.reference}:{turn.row.id}"
    await turn.say(holders(turn, case), said, locale=PARTNER_LOCALE, protect=True, name=name)
