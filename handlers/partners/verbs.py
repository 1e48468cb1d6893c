"""The buttons about referents: whom to invite, who is away, whose cases go to whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.slots.pick_referent import by_code
from handlers.turn.register import CODE, NUMBER, PAGE, Verb, one_of
from handlers.turn.rights import CORRESPONDENT, Right, answers_for, may_link
from handlers.turn.turn import Turn
from storage import absences
from storage.absences import Absence


async def _plans(turn: Turn, account: int, _what: str, absence: Absence | None) -> bool:
    theirs = absence is not None and turn.accounts.get(absence.referent) == account
    whose = turn.network.referent_by_id.get(absence.referent) if absence is not None else None
    return theirs or await answers_for(turn, account, whose)


async def _answers(turn: Turn, account: int, _what: str, *about: Any) -> bool:
    """For whomever a button names, of whom there are two at most; what else it carries is no person."""
    return all([await answers_for(turn, account, by_code(turn, one)) for one in about[:2] if isinstance(one, str)])


async def _links(turn: Turn, account: int, _what: str, whom: str) -> bool:
    return await may_link(turn, account, by_code(turn, whom))


PLANS = Right(
    "plans",
    "the referent whose absence it is, the correspondent of their organisation, or the coordination",
    _plans,
    "refused.not_in_charge",
)
ANSWERS = Right(
    "answers", "the correspondent of their organisation, or the coordination", _answers, "refused.not_in_charge"
)
LINKS = replace(
    ANSWERS,
    name="links",
    who="the correspondent of their organisation, or the coordination; for who coordinates the coordination alone",
    holds=_links,
)
ABSENCE = replace(NUMBER, find=lambda turn, number: absences.find(turn.here, number))

INVITE = Verb("inviter", (one_of("for"), CODE), LINKS, once=True)
INVITE_PAGE = Verb("inviter", (one_of("page"), NUMBER), CORRESPONDENT, once=True)
AWAY = Verb("away", (one_of("for"), CODE), ANSWERS, once=True)
AWAY_PAGE = Verb("away", (one_of("page"), NUMBER), CORRESPONDENT, once=True)
AWAY_CHANGE = Verb("away", (one_of("back", "change"), ABSENCE), PLANS, once=True)
PASSING_FROM = Verb("pass_on", (one_of("from"), CODE), ANSWERS, once=True)
PASSING_PAGE = Verb("pass_on", (one_of("page"), PAGE), CORRESPONDENT, once=True)
PASSING_WHOM = Verb("pass_on", (one_of("whom"), CODE, PAGE), ANSWERS, once=True)
PASSING_BETWEEN = Verb("pass_on", (one_of("to"), CODE, CODE), ANSWERS, once=True)
PASSING = Verb("pass_on", (one_of("go"), CODE, CODE, CODE), ANSWERS, once=True)
"""Its last part says what was seen."""
