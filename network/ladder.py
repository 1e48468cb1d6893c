"""The ladder: what happens, rung by rung, while a slot waits to be taken or a person to be contacted."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum
from math import ceil
from zoneinfo import ZoneInfo

from network.calendar import add_working_days, deadline
from network.charter import Charter


class Clock(StrEnum):
    """What is being waited for: somebody to take the slot, or the person to be contacted."""

    TAKE = "take"
    CONTACT = "contact"


class Rung(StrEnum):
    """A private word at half the delay, a reminder at the delay, an offer to ask others at one and a half."""

    NUDGE = "nudge"
    LATE = "late"
    REOPEN = "reopen"


MORNING = time(9)
"""When a nudge is given, local time."""


def days(charter: Charter, clock: Clock) -> int:
    """The delay that the charter gives, in working days."""
    return charter.take_within_days if clock is Clock.TAKE else charter.contact_within_days


def climb(charter: Charter, clock: Clock, start: datetime, timezone: str) -> tuple[tuple[Rung, datetime], ...]:
    """When each rung comes, counted in working days from `start`; all aware, within sending hours, in order.

    With a delay of one day there is no half of it: nobody is nudged.
    """
    whole = days(charter, clock)
    half, more = ceil(whole * charter.nudge_share), ceil(whole * charter.reopen_share)
    rungs = [
        (Rung.LATE, deadline(start, whole, timezone)),
        (Rung.REOPEN, deadline(start, max(more, whole + 1), timezone)),
    ]
    if half < whole:
        morning = datetime.combine(add_working_days(start, half, timezone), MORNING, ZoneInfo(timezone))
        rungs.insert(0, (Rung.NUDGE, morning))
    return tuple(rungs)


def until(
    charter: Charter, clock: Clock, promised: datetime | None, begun: datetime | None, timezone: str
) -> datetime | None:
    """The date to name to somebody whose ladder `begun` then: the promised one, or their own where that was over by
    then.
    """
    if promised is None or begun is None or promised > begun:
        return promised
    return deadline(begun, days(charter, clock), timezone)
