"""Clocks: what a slot waits for, and the date to name to whoever must act on it."""

from __future__ import annotations

from datetime import datetime

from network.ladder import Clock, until
from network.model import Network
from network.slots import Status
from storage.cases import Slot


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
