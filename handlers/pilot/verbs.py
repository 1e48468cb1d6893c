"""The buttons by which the pilot hands over: to which organisation, through whom, what they answer."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn.register import CODE, NUMBER, PAGE, Verb, one_of
from handlers.turn.rights import COORDINATOR, Right
from handlers.turn.turn import Turn
from storage import pilot
from storage.pilot import Proposal


async def _answers(turn: Turn, account: int, _what: str, proposal: Proposal | None, *_more: object) -> bool:
    return proposal is not None and answers_for(turn, account, proposal)


def answers_for(turn: Turn, account: int, proposal: Proposal) -> bool:
    """Whether an account is the one whom the coordination chose to answer for the organisation, and works there still.
    Whoever proposed it never answers it, in whatever role.
    """
    mine = turn.referent_of(account)
    chosen = mine is not None and (mine.id, mine.organisation) == (proposal.referent, proposal.organisation)
    return chosen and account != proposal.proposer


ANSWERS = Right("answers", "whoever was chosen to answer for the organisation", _answers, "press.over")
PROPOSAL = replace(NUMBER, find=lambda turn, number: pilot.find(turn.here, number))

PILOT = Verb("pilot", (one_of("whom"),), COORDINATOR, once=True)
TURN = Verb("pilot", (one_of("page"), PAGE), COORDINATOR)
OF = Verb("pilot", (one_of("of"), CODE), COORDINATOR)
TO = Verb("pilot", (one_of("to", "propose"), CODE), COORDINATOR)
BACK = Verb("pilot", (one_of("back"), PROPOSAL), COORDINATOR)
ANSWER = Verb("pilot", (one_of("fill", "refuse"), PROPOSAL), ANSWERS)
ACCEPT = Verb("pilot", (one_of("accept"), PROPOSAL, CODE), ANSWERS)
