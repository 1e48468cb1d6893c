"""The life of a slot: what may happen to one referent's part of a case, and when its clock runs."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Status(StrEnum):
    """Where a slot stands. `PASSED` waits for the next candidate or the coordination."""

    PROPOSED = "proposed"
    TAKEN = "taken"
    CONTACTED = "contacted"
    DONE = "done"
    NOT_HELPED = "not_helped"
    UNREACHABLE = "unreachable"
    PASSED = "passed"


class Act(StrEnum):
    """What somebody does with a slot."""

    PROPOSE = "propose"
    TAKE = "take"
    REORIENT = "reorient"
    RELEASE = "release"
    CONTACT = "contact"
    FINISH = "finish"
    CANNOT_HELP = "cannot_help"
    CANNOT_REACH = "cannot_reach"


class PassReason(StrEnum):
    """Why a referent reorients a case; told in private, never in the group."""

    OTHER_SECTOR = "other_sector"
    OTHER_TERRITORY = "other_territory"
    ABSENT = "absent"
    TOO_MANY = "too_many"
    TOO_CLOSE = "too_close"
    OTHER = "other"


TRANSITIONS: Mapping[tuple[Status, Act], Status] = MappingProxyType(
    {
        (Status.PROPOSED, Act.TAKE): Status.TAKEN,
        (Status.PROPOSED, Act.REORIENT): Status.PASSED,
        (Status.PASSED, Act.PROPOSE): Status.PROPOSED,
        (Status.PASSED, Act.TAKE): Status.TAKEN,
        (Status.TAKEN, Act.CONTACT): Status.CONTACTED,
        (Status.TAKEN, Act.CANNOT_REACH): Status.UNREACHABLE,
        (Status.TAKEN, Act.REORIENT): Status.PASSED,
        (Status.TAKEN, Act.RELEASE): Status.PROPOSED,
        (Status.CONTACTED, Act.FINISH): Status.DONE,
        (Status.CONTACTED, Act.CANNOT_HELP): Status.NOT_HELPED,
        (Status.CONTACTED, Act.CANNOT_REACH): Status.UNREACHABLE,
        (Status.CONTACTED, Act.REORIENT): Status.PASSED,
        (Status.UNREACHABLE, Act.CONTACT): Status.CONTACTED,
        (Status.UNREACHABLE, Act.REORIENT): Status.PASSED,
    }
)
"""Every permitted act and what it leads to; whatever is not here is refused."""

CLOSED = frozenset({Status.DONE, Status.NOT_HELPED, Status.UNREACHABLE})
"""Statuses that close a slot; somebody unreachable may still come back."""

TAKE_CLOCK = frozenset({Status.PROPOSED, Status.PASSED})
"""Statuses in which the delay to take the case runs."""

CONTACT_CLOCK = frozenset({Status.PROPOSED, Status.PASSED, Status.TAKEN})
"""Statuses in which the delay to contact the person runs."""


def may(status: Status, act: Act) -> bool:
    """Whether `act` is permitted in `status`."""
    return (status, act) in TRANSITIONS


def after(status: Status, act: Act) -> Status:
    """The status that `act` leads to. Raises `ValueError` where it is not permitted."""
    try:
        return TRANSITIONS[status, act]
    except KeyError:
        raise ValueError(f"a slot that is {status} cannot {act}") from None
