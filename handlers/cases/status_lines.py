"""Where a case stands, told to whoever sent it: who follows it, or by when somebody answers."""

from __future__ import annotations

from datetime import datetime

from handlers.slots.card import day_expected
from handlers.turn.audience import named
from network.model import Network
from network.phrase import Phrase, phrase
from network.slots import Slot
from storage.cases import Case


def states(network: Network, case: Case, now: datetime) -> list[Phrase]:
    """Where each slot stands, a line each; of a silent case, that nobody has it yet."""
    if case.silent:
        return [phrase("case.silent")]
    return [
        phrase("case.line", slot=phrase(f"case.slot_title.{role}"), state=_state(network, slot, now))
        for role, slot in case.slots.items()
    ]


def _state(network: Network, slot: Slot, now: datetime) -> Phrase:
    by = day_expected(network, slot)
    referent = network.referent_by_id.get(slot.taken_by or "") if slot.held else None
    if referent is not None:
        return phrase(f"case.state.{slot.status}", contact_by=by, **named(network, referent.id))
    if slot.status == "proposed" or slot.held:
        late = slot.take_by is not None and now > slot.take_by
        return phrase("case.state.late") if late else phrase("case.state.proposed", take_by=by)
    return phrase(f"case.state.{slot.status}")
