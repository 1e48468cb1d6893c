"""The life of a slot: what may happen to one referent's part of a case, and when its clock runs."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Status(StrEnum):
    """Where a slot stands. `COORDINATOR`: nobody is proposed, it waits in the coordination's basket."""

    PROPOSED = "proposed"
    COORDINATOR = "coordinator"
    NOT_NEEDED = "not_needed"
    TAKEN = "taken"
    CONTACTED = "contacted"
    UNREACHABLE = "unreachable"
    DONE = "done"
    NOT_HELPED = "not_helped"


class Act(StrEnum):
    """What somebody does with a slot. `PASS` and `RELEASE` send it to the next candidate, or into the basket."""

    PROPOSE = "propose"
    TAKE = "take"
    PASS = "pass"  # noqa: S105 - no password
    RELEASE = "release"
    CONTACT = "contact"
    FINISH = "finish"
    CANNOT_HELP = "cannot_help"
    CANNOT_REACH = "cannot_reach"


class PassReason(StrEnum):
    """Why a referent reorients a case; told in private, never in the group."""

    OTHER_SECTOR = "other_sector"
    OTHER_TERRITORY = "other_territory"
    TOO_CLOSE = "too_close"
    TOO_MANY = "too_many"
    ABSENT = "absent"
    KNOWN = "known"
    OTHER = "other"


class Outcome(StrEnum):
    """How a case ended."""

    INSTALLED = "installed"
    ELSEWHERE = "elsewhere"
    GIVEN_UP = "given_up"


class EndReason(StrEnum):
    """Why somebody gave up, or went elsewhere."""

    NO_PREMISES = "no_premises"
    NO_HOUSING = "no_housing"
    FINANCING = "financing"
    PARTNER_JOB = "partner_job"
    OTHER = "other"


class MoveReason(StrEnum):
    """Why the coordination moves a slot to somebody else; told to those concerned."""

    LATE = "late"
    ABSENT = "absent"
    FITS_BETTER = "fits_better"
    PERSON_ASKED = "person_asked"
    REFERENT_ASKED = "referent_asked"
    OTHER = "other"


WAITING = frozenset({Status.PROPOSED, Status.COORDINATOR})
"""Statuses of a slot that waits for somebody: for whom it is proposed to, or for the coordination."""

HELD = frozenset({Status.TAKEN, Status.CONTACTED, Status.UNREACHABLE})
"""Statuses in which somebody follows the person, also one whom they could not reach yet."""

CLOSED = frozenset({Status.DONE, Status.NOT_HELPED, Status.NOT_NEEDED})
"""Statuses in which nothing is expected of anybody."""

FROM: Mapping[Act, frozenset[Status]] = MappingProxyType(
    {
        Act.PROPOSE: WAITING | HELD,
        Act.TAKE: WAITING,
        Act.PASS: HELD | {Status.PROPOSED},
        Act.RELEASE: HELD | {Status.PROPOSED},
        Act.CONTACT: frozenset({Status.TAKEN, Status.UNREACHABLE}),
        Act.CANNOT_REACH: frozenset({Status.TAKEN, Status.CONTACTED}),
        Act.FINISH: frozenset({Status.TAKEN, Status.CONTACTED}),
        Act.CANNOT_HELP: HELD,
    }
)
"""In which statuses an act is permitted; anywhere else it is refused."""

AFTER: Mapping[Act, Status] = MappingProxyType(
    {
        Act.PROPOSE: Status.PROPOSED,
        Act.TAKE: Status.TAKEN,
        Act.CONTACT: Status.CONTACTED,
        Act.CANNOT_REACH: Status.UNREACHABLE,
        Act.FINISH: Status.DONE,
        Act.CANNOT_HELP: Status.NOT_HELPED,
    }
)
"""What an act leads to. After `PASS` and `RELEASE` it depends on who is left: `PROPOSED` or `COORDINATOR`."""


def may(status: str, act: Act) -> bool:
    """Whether `act` is permitted in `status`."""
    return status in FROM[act]
