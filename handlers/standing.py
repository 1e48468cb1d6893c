"""Where a case stands, told to whoever sent it."""

from __future__ import annotations

from network.model import Network
from network.phrase import Phrase, phrase
from storage.cases import Case


def states(network: Network, case: Case, locale: str) -> list[Phrase]:
    """Where each slot stands, a line each."""
    lines = []
    for role, slot in case.slots.items():
        referent = network.referent_by_id.get(slot.taken_by or "")
        if referent is not None:
            state = phrase("case.state.taken", referent=referent.name.in_(locale), phone=referent.phone)
        else:
            state = phrase(f"case.state.{slot.status}")
        lines.append(phrase("case.line", reference=case.reference, slot=phrase(f"case.slot.{role}"), state=state))
    return lines
