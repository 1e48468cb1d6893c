"""Routes: who fits a case now, with what the rules of routing cannot know by themselves: who is busy, who is away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.turn.turn import Turn
from network.model import Nature, Role
from network.routing import Proposal, Situation, route, stand_in
from storage import absences, cases, departures


async def proposals(turn: Turn, answers: Mapping[str, Any], case_id: int = 0) -> dict[str, Proposal]:
    """Who fits each slot of a case with these answers; what the case itself gives to do is not counted."""
    place = answers.get("place") or {}
    situation = Situation(
        tuple(Nature(nature) for nature in answers.get("nature") or ()),
        tuple(answers.get("sector") or ()),
        place.get("territory"),
        jobs=answers.get("jobs"),
        outside=(place.get("outside") or {}).get("name", ""),
        busy=await cases.load_of(turn.here, case_id),
    )
    routing = route(turn.network, await _today(turn, situation))
    return {Role.TECHNICAL: routing.technical, Role.TERRITORIAL: routing.territorial}


async def substitute_of(turn: Turn, referent_id: str) -> str | None:
    """Who stands in today for somebody absent: a referent's id, `COORDINATION`, or None for nobody."""
    return stand_in(turn.network, referent_id, await _today(turn, Situation(())))


async def _today(turn: Turn, situation: Situation) -> Situation:
    """The situation with those who take no new case today, absent or departed, and whom the absent named."""
    away = await absences.away(turn.here, turn.today)
    of_file = {referent.id for referent in turn.network.referents if referent.is_absent(turn.today)}
    departed = await departures.departed(turn.here)
    named = {referent: absence.substitute for referent, absence in away.items()}
    return replace(situation, absent=frozenset({*of_file, *away, *departed}), substitutes=named)
