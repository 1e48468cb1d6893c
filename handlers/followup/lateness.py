"""Lateness: what a person is told where a date has passed and nobody follows their case, or a part of it."""

from __future__ import annotations

from handlers.turn.turn import Turn
from network.model import Role
from network.phrase import Phrase, phrase
from network.slots import WAITING
from storage.cases import Case

BUILT_KEYS = {"person.late{}": ("", *(f".{role}" for role in (Role.TECHNICAL, Role.TERRITORIAL)))}


def still_awaited(turn: Turn, case: Case) -> list[Phrase]:
    """That a case still waits for somebody, whom to call, and for which part where somebody follows the other; nothing
    where it waits for nobody.
    """
    waiting = [role for role, slot in case.slots.items() if slot.status in WAITING]
    followed = any(slot.taken_by is not None for slot in case.slots.values())
    parts = [f".{role}" for role in waiting] if followed else [""] if waiting else []
    return [phrase(f"person.late{part}", reference=case.reference, **turn.contact) for part in parts]
