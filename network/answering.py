"""Answering: after how long a referent said what becomes of a slot, by whatever way they were asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from network.acts import Act
from network.calendar import working_days_since
from network.slots import Slot, Status


class Way(StrEnum):
    """How a referent answered."""

    TELEGRAM = "telegram"
    MAIL = "mail"


class Measure(StrEnum):
    """What they were waited for: to say whether they take the case; then to have talked to the person."""

    ANSWERED = "answered"
    CONTACTED = "contacted"


MEASURED = {Act.TAKE: Measure.ANSWERED, Act.PASS: Measure.ANSWERED, Act.CONTACT: Measure.CONTACTED}
"""The acts by which it came."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a referent answered, and after how many working days: 0 on the day they were asked."""

    way: Way
    waited: int


def waited(before: Slot, act: Act, actor: str, now: datetime, timezone: str) -> int | None:
    """Working days until `actor`, who was asked, did `act` themselves: since the slot was proposed to them, or since
    they took it. None where nobody waited for that: they were not the one proposed, or had said so before.
    """
    measure = MEASURED.get(act)
    if measure is Measure.ANSWERED and before.status == Status.PROPOSED and before.referent == actor:
        began = before.clock_began
    elif measure is Measure.CONTACTED and before.taken_by == actor:
        began = before.taken_at
    else:
        return None
    return None if began is None else working_days_since(began, now, timezone)
