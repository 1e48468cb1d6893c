"""Noted: the slots of somebody of which the clock that runs has noted something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.turn.turn import Turn
from network.ladder import Clock
from storage.acts import late
from storage.cases import Case


async def noted(turn: Turn, owner: str) -> Sequence[tuple[Case, str, Clock, Mapping[str, datetime]]]:
    """The slots of an `owner` on which the clock that runs now has noted something: the case, the role, what is waited
    for, and what was noted when. A case that rests is none of them.
    """
    found = []
    for case, role, kinds in await late(turn.here, owner):
        clock = case.slots[role].clock if not case.rests(turn.now) else None
        if clock is not None:
            found.append((case, role, clock, kinds))
    return found
