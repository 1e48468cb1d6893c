"""The buttons under a poster or a leaflet: the same for the same place, on other paper, or in another language."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn.register import CODE, Verb, one_of
from handlers.turn.rights import REFERENT
from handlers.turn.turn import Turn
from network import sources
from network.text import code


async def _place(turn: Turn, wanted: str) -> str | None:
    return next((id_ for id_ in sources.displays(turn.network) if code(id_) == wanted), None)


PLAIN, MARKS = "plain", "marks"
PLACE = replace(CODE, name="place", find=_place)
PAPER = Verb(
    "paper", (one_of("poster", "a5", "a4"), one_of(PLAIN, MARKS), one_of("fr", "en"), PLACE), REFERENT, once=True
)
