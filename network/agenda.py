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

    CARRIED: decisions that were not done. NEW: requests since the last meeting. LATE: requests of which something was
    promised by now. CONTRADICTED: a first contact is noted, and the person says that there was none. UNSERVED: requests
    for which nobody is proposed. UNMET: what people look for and no offer meets. OFFERS: those that nobody has looked
    at. CHARTER: organisations that have not signed it.
    """

    CARRIED = "carried"
    NEW = "new"
    LATE = "late"
    CONTRADICTED = "contradicted"
    UNSERVED = "unserved"
    UNMET = "unmet"
    OFFERS = "offers"
    CHARTER = "charter"


@dataclass(frozen=True, slots=True)
class State:
    """What is so of the network by now: how many of each topic, decisions apart; `since` is the day from which requests
    count as new, `unmet` what no offer meets, a line each.
    """

    since: date
    counts: Mapping[Topic, int] = field(default_factory=lambda: MappingProxyType({}))
    unmet: tuple[Phrase, ...] = ()


def told_at(meets: datetime, timezone: str) -> datetime:
    """When everybody reads the agenda of a meeting: in the morning of the working day before it. `meets` is aware."""
    return morning_before(meets, TOLD_BEFORE, timezone)
