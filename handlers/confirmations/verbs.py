"""The buttons by which entries are confirmed: all right, something has changed, how often."""

from __future__ import annotations

from dataclasses import replace

from handlers.correspondents.verbs import ENTRY, KEEPER
from handlers.turn.register import CODE, NUMBER, Verb, one_of
from handlers.turn.rights import COORDINATOR
from handlers.turn.turn import Turn
from network.confirmations import PACES as MONTHS
from storage import confirmations
from storage.confirmations import Confirmation


async def _round(turn: Turn, number: int) -> list[Confirmation] | None:
    return await confirmations.of_round(turn.here, number) or None


ROUND = replace(NUMBER, name="round", find=_round)
"""What the coordination was asked for together, and nobody has confirmed since."""
OF_MONTHS = one_of(*map(str, MONTHS))

SHOW = Verb("confirm", (one_of("show", "changed", "change", "tell"), ENTRY), KEEPER, once=True)
RIGHT = Verb("confirm", (one_of("right"), ENTRY, CODE), KEEPER)
"""Its last part says what was seen."""
PACES = Verb("confirm", (one_of("pace"), ENTRY), KEEPER, once=True)
PACE = Verb("confirm", (one_of("every"), ENTRY, OF_MONTHS), KEEPER)
ALL = Verb("confirm", (one_of("all"), ROUND), COORDINATOR)
BEGIN = Verb("confirm", (one_of("begin"),), COORDINATOR, once=True)
FROM_NOW = Verb("confirm", (one_of("from_now"), OF_MONTHS), COORDINATOR)
