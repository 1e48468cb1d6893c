"""The buttons about referents: whom to invite, who is away, whose cases go to whom."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn.register import CODE, NUMBER, PAGE, Verb, one_of
from handlers.turn.rights import COORDINATOR, Right
from handlers.turn.turn import Turn
from storage import absences
from storage.absences import Absence


async def _plans(turn: Turn, account: int, _what: str, absence: Absence | None) -> bool:
    theirs = absence is not None and turn.accounts.get(absence.referent) == account
    return theirs or turn.coordinates(account)


PLANS = Right("plans", "the referent whose absence it is, or the coordination", _plans, "refused.not_coordinator")
ABSENCE = replace(NUMBER, find=lambda turn, number: absences.find(turn.here, number))

INVITE = Verb("inviter", (one_of("for"), CODE), COORDINATOR, once=True)
INVITE_PAGE = Verb("inviter", (one_of("page"), NUMBER), COORDINATOR, once=True)
AWAY = Verb("away", (one_of("for"), CODE), COORDINATOR, once=True)
AWAY_PAGE = Verb("away", (one_of("page"), NUMBER), COORDINATOR, once=True)
AWAY_CHANGE = Verb("away", (one_of("back", "change"), ABSENCE), PLANS, once=True)
PASSING_FROM = Verb("pass_on", (one_of("from"), CODE), COORDINATOR, once=True)
PASSING_PAGE = Verb("pass_on", (one_of("page"), PAGE), COORDINATOR, once=True)
PASSING_WHOM = Verb("pass_on", (one_of("whom"), CODE, PAGE), COORDINATOR, once=True)
PASSING_BETWEEN = Verb("pass_on", (one_of("to"), CODE, CODE), COORDINATOR, once=True)
PASSING = Verb("pass_on", (one_of("go"), CODE, CODE, CODE), COORDINATOR, once=True)
"""Its last part says what was seen."""
