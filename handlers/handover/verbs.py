"""The buttons of a hand-over: whom to propose it to, what they answer, who stays, who holds what."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from handlers.turn.register import CODE, NUMBER, Verb, one_of
from handlers.turn.rights import COORDINATOR, Right
from handlers.turn.turn import Turn
from storage import handover
from storage.handover import Proposal


class Question(StrEnum):
    """What the program cannot see, and somebody holds."""

    BOT = "bot"
    GROUP = "group"
    MAILBOX = "mailbox"
    DOMAIN = "domain"
    SERVER = "server"
    LOGOS = "logos"


async def _proposed(turn: Turn, account: int, _what: str, proposal: Proposal | None) -> bool:
    return proposal is not None and turn.accounts.get(proposal.referent) == account


async def _proposer(turn: Turn, account: int, _what: str, proposal: Proposal | None) -> bool:
    return proposal is not None and proposal.proposer == account and turn.coordinates(account)


PROPOSED = Right("proposed", "the referent whom the role is proposed to", _proposed, "press.over")
PROPOSER = Right("proposer", "the coordinator who proposed it", _proposer, "press.over")

PROPOSAL = replace(NUMBER, find=lambda turn, number: handover.find(turn.here, number))

HANDOVER = Verb("handover", (one_of("whom", "ready", "leave", "leaving", "stay"),), COORDINATOR, once=True)
PAGE = Verb("handover", (one_of("page"), NUMBER), COORDINATOR)
TO = Verb("handover", (one_of("to", "propose"), CODE), COORDINATOR)
BACK = Verb("handover", (one_of("back"), PROPOSAL), COORDINATOR)
ANSWER = Verb("handover", (one_of("accept", "refuse"), PROPOSAL), PROPOSED)
AFTER = Verb("handover", (one_of("remain", "quit"), PROPOSAL), PROPOSER)
HOLDER = Verb("handover", (one_of("holder"), one_of(*Question)), COORDINATOR, once=True)
