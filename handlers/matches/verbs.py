"""The buttons of matches: what is free for a case, one of it, and word of it to the person."""

from __future__ import annotations

from typing import Any

from handlers.offers.verbs import CODED
from handlers.turn.audience import may_answer_for
from handlers.turn.register import CASE, PAGE, Verb
from handlers.turn.rights import OF_CASE, WORKS_ON, Right, works_on
from handlers.turn.turn import Turn
from network.slots import knows_who
from storage.cases import Case


async def _reads(turn: Turn, account: int, case: Case | None, *_about: Any) -> bool:
    if case is None or works_on(turn, account, case):
        return case is not None
    return knows_who(case.slots.values()) and not case.silent and await may_answer_for(turn, case, account)


READS = Right(
    "reads",
    "whoever follows the person, or the coordination; the people of the case once they know who follows them",
    _reads,
    "press.over",
    OF_CASE,
)

ALL = Verb("matches", (CASE, PAGE), READS, once=True, by_mail="matches.by_mail")
SEE = Verb("match", (CASE, CODED), READS, once=True, by_mail="matches.by_mail")
TELL = Verb("match_told", (CASE, CODED), WORKS_ON, once=True, by_mail="matches.by_mail")
