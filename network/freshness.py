"""Freshness: until when an offer is taken as it was said, when its owner is asked, and which go along with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from network.offers import FRESH, HIDDEN, STALE, Kind

PACES = (15, 30)
"""Days after which an owner may choose to be asked, where that is sooner than the kind of an offer says."""
ALONG = timedelta(days=7)
"""Offers that come due within so long are asked about in the same message."""


def lasts(kind: Kind, pace: int | None) -> timedelta:
    """How long an offer of a kind is taken as it was said, by an owner who is asked each `pace` days, if they chose."""
    return FRESH[kind] if pace is None else min(FRESH[kind], timedelta(days=pace))


def asked_at(kind: Kind, confirmed_at: datetime, pace: int | None) -> datetime:
    """When the owner of an offer is asked whether it still holds."""
    return confirmed_at + lasts(kind, pace)


def stale_at(asked: datetime) -> datetime:
    """From when on an offer is shown to nobody whose owner was asked and did not answer."""
    return asked + STALE


def over_at(hidden: datetime) -> datetime:
    """When an offer is over that is hidden, unless its owner brings it back."""
    return hidden + HIDDEN


def paces(kinds: set[Kind]) -> tuple[int, ...]:
    """The paces that are sooner than what offers of these kinds have anyway, in days."""
    longest = max((FRESH[kind] for kind in kinds), default=timedelta())
    return tuple(days for days in PACES if timedelta(days=days) < longest)
