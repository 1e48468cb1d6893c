"""Routes: who fits a case now, with what the rules of routing cannot know by themselves: who is busy, who is away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from conversations.engine import leading
from handlers.turn.audience import channel_of
from handlers.turn.turn import Turn
from network.machine import Candidates
from network.model import Role
from network.phrase import phrase
from network.project import Project
from network.routing import Proposal, Situation, route
from network.substitutes import stand_in
from storage import absences, cases, departures
from storage.cases import Case


async def proposals(turn: Turn, project: Project, case_id: int = 0) -> dict[str, Proposal]:
    """Who fits each slot of a case with this project; what the case itself gives to do is not counted."""
    situation = await _today(turn, leading.situation(project, turn.knowledge))
    # Who fits does not hang on who is busy: only theirs is counted, of whatever everybody carries.
    fitting = _routed(turn, situation).values()
    ids = {id_ for proposal in fitting for id_ in (proposal.referent, *proposal.others) if id_ is not None}
    busy = await cases.load_of(turn.here, ids, case_id) if len(ids) > 1 else {}
    return _routed(turn, replace(situation, busy=busy))


async def fitting(turn: Turn, some: Iterable[Case], referent_id: str) -> list[Case]:
    """Those of some cases that a referent fits and has not reoriented; whoever is busy fits all the same."""
    today, fits = await _today(turn, Situation(())), []
    for case in some:
        if any(referent_id in slot.passed for slot in case.slots.values()):
            continue
        known = {id_ for slot in case.slots.values() for id_ in (slot.referent, slot.taken_by, *slot.others)}
        if referent_id not in known:
            of_case = leading.situation(case.project, turn.knowledge)
            found = _routed(turn, replace(of_case, absent=today.absent, substitutes=today.substitutes)).values()
            known = {id_ for proposal in found for id_ in (proposal.referent, *proposal.others)}
        if referent_id in known:
            fits.append(case)
    return fits


def _routed(turn: Turn, situation: Situation) -> dict[str, Proposal]:
    routing = route(turn.network, situation)
    return {Role.TECHNICAL: routing.technical, Role.TERRITORIAL: routing.territorial}


def is_private(turn: Turn, case: Case) -> bool:
    """Whether there is no card that anybody could see."""
    return case.confidential or turn.group is None


async def of(turn: Turn, case: Case, role: str, first: str | None = None) -> Candidates:
    """Who may be asked for a slot of a case now; `first` goes before them all."""
    fits = await _fitting(turn, case, role)
    return await _within_reach(turn, case, replace(fits, most_passes=turn.network.charter.most_passes, first=first))


async def as_before(turn: Turn, case: Case, role: str) -> Candidates:
    """Whoever is proposed for a slot of a case, and whoever fitted it as well when they were."""
    slot, fits = case.slots[role], await _fitting(turn, case, role)
    same = Proposal(slot.role, True, slot.referent, slot.others, slot.reason, fits.proposal.reasons)
    return await _within_reach(turn, case, replace(fits, proposal=same))


async def _fitting(turn: Turn, case: Case, role: str) -> Candidates:
    nobody = phrase("basket.why.confidential" if case.confidential else "basket.why.nobody_left")
    return Candidates((await proposals(turn, case.project, case.id))[role], nobody)


async def _within_reach(turn: Turn, case: Case, fits: Candidates) -> Candidates:
    """Without a card nobody else sees the case: it is proposed to those alone who can be told of it."""
    if not is_private(turn, case):
        return fits
    return replace(fits, reach={id_ for id_ in fits.referents if await channel_of(turn, id_) != "phone"})


async def substitute_of(turn: Turn, referent_id: str) -> str | None:
    """Who stands in today for somebody absent: a referent's id, `COORDINATION`, or None for nobody."""
    today = await _today(turn, Situation(()))
    return stand_in(turn.network, referent_id, today.absent, today.substitutes)


async def _today(turn: Turn, situation: Situation) -> Situation:
    """The situation with those who take no new case today, absent or departed, and whom the absent named."""
    away = await absences.away(turn.here, turn.today)
    of_file = {referent.id for referent in turn.network.referents if referent.is_absent(turn.today)}
    departed = await departures.departed(turn.here)
    named = {referent: absence.substitute for referent, absence in away.items()}
    absent, coordinating = frozenset({*of_file, *away, *departed}), turn.coordination.referents
    return replace(situation, absent=absent, substitutes=named, coordinating=coordinating)
