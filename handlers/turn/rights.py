"""Rights: who may give a command or press a button, read from the account on every call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.turn.turn import Turn


@dataclass(frozen=True, slots=True)
class Right:
    """Who may do something. `holds` says whether an account may, whatever it is about; where that hangs on the case,
    the act looks at the case that it loads. `refused` names what anybody else is told.
    """

    name: str
    who: str
    holds: Callable[[Turn, int], bool] = lambda _turn, _account: True
    refused: str = ""


def _coordinates(turn: Turn, account: int) -> bool:
    return account in turn.coordinators()


def _has_a_role(turn: Turn, account: int) -> bool:
    return turn.referent_of(account) is not None or _coordinates(turn, account)


ANYBODY = Right("anybody", "anybody, about themselves")
REFERENT = Right("referent", "a referent, or the coordination", _has_a_role, "refused.not_referent")
COORDINATOR = Right("coordinator", "the coordination", _coordinates, "refused.not_coordinator")

PERSON = Right("person", "the people of the case")
VOICE = Right("voice", "the people of the case, or whoever calls somebody without Telegram")
FITS = Right("fits", "whoever is proposed or fits the slot")
OWNER = Right("owner", "whoever is proposed for the slot or follows it")
HOLDER = Right("holder", "whoever follows the slot")
WORKS_ON = Right("works on", "whoever follows the case, or the coordination")
PART = Right("part", "whoever is proposed for the case or follows it, or the coordination")
ENDED = Right("ended", "whoever ended a slot of the case, or the coordination")
ENTERED = Right("entered", "whoever entered the case, or the coordination")
DOER = Right("doer", "whoever did it, or the coordination where it was written down for somebody")
REOPENS = Right("reopens", "the people of the case, or the coordination")
PLANS = Right("plans", "the referent whose absence it is, or the coordination")
