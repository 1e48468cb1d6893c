"""Events: what happens to a case that features act on besides the one that did it, in the same turn (`Feature.on`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from network.acts import Act
from storage.cases import Case


@dataclass(frozen=True, slots=True)
class CaseSent:
    """A case was sent, by its person or by whoever met them, and is shown; with the dates that were promised."""

    case: Case
    take_by: datetime
    contact_by: datetime


@dataclass(frozen=True, slots=True)
class SlotChanged:
    """An act changed a slot: the case before and after it."""

    before: Case
    after: Case
    role: str
    act: Act


Event = CaseSent | SlotChanged
