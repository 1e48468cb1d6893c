"""Introductions: how far somebody is who wants a business that is sold in secret, each step with its date."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import update

from network.introductions import Standing
from storage.engine.here import Here
from storage.interests import UNDER_WAY, Interest, Status, interest

_c = interest.c
_MET = ("introduced_at", "agreed_at", "ended_at")


def standing(asked: Interest) -> Standing:
    """How far it is."""
    return Standing(
        over=asked.status not in UNDER_WAY,
        taken=asked.status is Status.CARRIED,
        accepted=asked.accepted_at is not None,
        agreed=asked.seller_agreed_at is not None,
    )


async def _goes_on(here: Here, number: int, out_of: Status, *only_where: Any, **values: Any) -> bool:
    which = (_c.network_id == here.network_id, _c.id == number, _c.status == out_of, *only_where)
    return (await here.execute(update(interest).where(*which).values(**values))).rowcount == 1


async def take(here: Here, number: int, by: str, now: datetime) -> bool:
    """Somebody carries it on. Returns whether nobody did before."""
    return await _goes_on(here, number, Status.ASKED, status=Status.CARRIED, taken_by=by, taken_at=now)


async def accept(here: Here, number: int, version: str, now: datetime) -> bool:
    """The person accepts a version of the confidentiality text. Returns whether they had not yet."""
    values = {"terms_version": version, "accepted_at": now}
    return await _goes_on(here, number, Status.CARRIED, _c.accepted_at.is_(None), **values)


async def seller_agrees(here: Here, number: int, now: datetime) -> bool:
    """The seller wants to meet the person. Returns whether it was not known yet."""
    return await _goes_on(here, number, Status.CARRIED, _c.seller_agreed_at.is_(None), seller_agreed_at=now)


async def introduce(here: Here, number: int, now: datetime) -> bool:
    """A human has them meet, once both agreed: by one conditional UPDATE. Returns whether they had and were not yet."""
    both = (_c.accepted_at.is_not(None), _c.seller_agreed_at.is_not(None))
    return await _goes_on(here, number, Status.CARRIED, *both, status=Status.AGREED, **dict.fromkeys(_MET, now))
