"""Routes: who fits a case now, with what the rules of routing cannot know by themselves: who is busy, who is away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from handlers.turn import Turn
from network.model import Nature, Role
from network.routing import Proposal, Situation, route
from storage import cases, departures


async def proposals(turn: Turn, answers: Mapping[str, Any], case_id: int = 0) -> dict[str, Proposal]:
    """Who fits each slot of a case with these answers; what the case itself gives to do is not counted."""
    place = answers.get("place") or {}
    situation = Situation(
        tuple(Nature(nature) for nature in answers.get("nature") or ()),
        tuple(answers.get("sector") or ()),
        place.get("territory"),
        jobs=answers.get("jobs"),
        outside=(place.get("outside") or {}).get("name", ""),
        busy=await cases.load_of(turn.connection, turn.network_id, case_id),
        absent=await absent(turn),
    )
    routing = route(turn.network, situation)
    return {Role.TECHNICAL: routing.technical, Role.TERRITORIAL: routing.territorial}


async def absent(turn: Turn) -> frozenset[str]:
    """Who takes no new case today: absent, or departed."""
    today = turn.now.astimezone(ZoneInfo(turn.network.network.timezone)).date()
    away = {referent.id for referent in turn.network.referents if referent.is_absent(today)}
    return frozenset(away | (await departures.departed(turn.connection, turn.network_id)).keys())
