"""The agenda of a meeting: which topics the network’s state gives it, in their order, and when everybody reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from network.meetings import morning_before
from network.phrase import Phrase

TOLD_BEFORE = 1
"""Working days before a meeting on which everybody reads its agenda."""
BEFORE_THE_FIRST = timedelta(days=90)
"""Where no meeting was before, requests count as new that came within so long."""
MOST_LINES = 8
"""Points in the coordination’s own words."""


class Topic(StrEnum):
    """What a meeting may speak of, in this order.

    CARRIED: decisions that were not done. NEW: requests since the last meeting. LATE: requests of which a promised
    date has passed. CONTRADICTED: a first contact is noted, and the person says that there was none. UNSERVED: requests
    for which nobody is proposed. GAPS: fields and areas that nobody takes. UNMET: what people look for and no offer
    meets. OFFERS: those that nobody has looked at. CHARTER: organisations that have not signed it.
    """

    CARRIED = "carried"
    NEW = "new"
    LATE = "late"
    CONTRADICTED = "contradicted"
    UNSERVED = "unserved"
    GAPS = "gaps"
    UNMET = "unmet"
    OFFERS = "offers"
    CHARTER = "charter"


@dataclass(frozen=True, slots=True)
class State:
    """What is so of the network by now, decisions apart: how many of a topic, or a line for each; `since` is the day
    from which requests count as new.
    """

    since: date
    counts: Mapping[Topic, int] = field(default_factory=lambda: MappingProxyType({}))
    lines: Mapping[Topic, tuple[Phrase, ...]] = field(default_factory=lambda: MappingProxyType({}))


def told_at(meets: datetime, timezone: str) -> datetime:
    """When everybody reads the agenda of a meeting: in the morning of the working day before it. `meets` is aware."""
    return morning_before(meets, TOLD_BEFORE, timezone)
