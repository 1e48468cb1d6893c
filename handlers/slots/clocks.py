"""Clocks: what a slot waits for, and the date to name to whoever must act on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.turn.turn import Turn
from network.ladder import Clock, until
from network.model import Network
from network.slots import Status
from storage.acts import late
from storage.cases import Case
from storage.slots import Slot


def clock_of(slot: Slot) -> Clock | None:
    """What the slot waits for; nothing once the person was contacted."""
    if slot.status in (Status.PROPOSED, Status.COORDINATOR):
        return Clock.TAKE
    return Clock.CONTACT if slot.status == Status.TAKEN else None


def take_by(network: Network, slot: Slot) -> datetime | None:
    """By when an answer is expected of whoever is proposed."""
    return until(network.charter, Clock.TAKE, slot.take_by, slot.ladder_at, network.network.timezone)


def contact_by(network: Network, slot: Slot) -> datetime | None:
    """By when whoever follows the person calls them."""
    return until(network.charter, Clock.CONTACT, slot.contact_by, slot.ladder_at, network.network.timezone)


def date_of(network: Network, slot: Slot) -> datetime | None:
    """By when what the slot waits for is expected; nothing where it waits for nothing."""
    clock = clock_of(slot)
    if clock is None:
        return None
    return take_by(network, slot) if clock is Clock.TAKE else contact_by(network, slot)


async def noted(turn: Turn, owner: str | None = None) -> Sequence[tuple[Case, str, Clock, Mapping[str, datetime]]]:
    """The slots that wait, or those of an `owner`, on which the clock that runs now has noted something: the case, the
    role, what is waited for, and what was noted when. A case that rests is none of them.
    """
    found = []
    for case, role, kinds in await late(turn.here, owner):
        clock = clock_of(case.slots[role]) if not case.rests(turn.now) else None
        if clock is not None:
            found.append((case, role, clock, kinds))
    return found
