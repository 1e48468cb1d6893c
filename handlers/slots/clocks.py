"""Clocks: the date to name of a slot, and what the clocks that run have noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from handlers.turn.turn import Turn
from network import slots
from network.ladder import Clock
from network.model import Network
from network.slots import Slot
from storage.acts import late
from storage.cases import Case


def expected_by(network: Network, slot: Slot, clock: Clock | None = None) -> datetime | None:
    """`network.slots.expected_by`, by the charter of this network."""
    return slots.expected_by(slot, network.charter, network.network.timezone, clock)


def day_expected(network: Network, slot: Slot, clock: Clock | None = None) -> date | Literal[""]:
    """The day of that date, empty where nothing is expected."""
    by = expected_by(network, slot, clock)
    return by.astimezone(ZoneInfo(network.network.timezone)).date() if by is not None else ""


async def noted(turn: Turn, owner: str | None = None) -> Sequence[tuple[Case, str, Clock, Mapping[str, datetime]]]:
    """The slots that wait, or those of an `owner`, on which the clock that runs now has noted something: the case, the
    role, what is waited for, and what was noted when. A case that rests is none of them.
    """
    found = []
    for case, role, kinds in await late(turn.here, owner):
        clock = case.slots[role].clock if not case.rests(turn.now) else None
        if clock is not None:
            found.append((case, role, clock, kinds))
    return found
