"""The buttons of whoever asks for an offer, and of its owner."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.market.verbs import SEES
from handlers.offers.verbs import CODED, looks_after, may_see, owns
from handlers.turn.audience import may_answer_for
from handlers.turn.register import CASE, NUMBER, PAGE, Part, Verb, one_of
from handlers.turn.rights import Right, works_on
from handlers.turn.turn import Turn
from storage import cases, interests, members, offers
from storage.cases import Case
from storage.interests import Interest
from storage.offers import Kept

INTEREST = replace(NUMBER, find=lambda turn, number: interests.find(turn.here, number))
ROUND = replace(PAGE, name="round")
"""Which question a button answers: an old one answers no later question."""
REASONS = ("activity", "place", "budget", "date", "chosen", "other")
"""Why an owner says that it does not suit; the referents of the case alone hear it."""


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%d%H%M") if re.fullmatch(r"[0-9]{12}", text) else None  # noqa: DTZ007
    except ValueError:
        return None


MOMENT = Part("moment", _moment, "999912312359")


async def _sees_for(turn: Turn, account: int, one: Kept | None, case: Case | None, *_about: Any) -> bool:
    if case is None or not await may_see(turn, account, one):
        return False
    return works_on(turn, account, case) or await may_answer_for(turn, case, account)


async def answers(turn: Turn, account: int, one: Interest | None) -> bool:
    """Whether somebody answers for an offer that was asked for: its owner, or whoever looks after it."""
    offer = await offers.find(turn.here, one.offer_id) if one is not None else None
    if offer is None or offer.said.confidential:  # `introductions` has its own
        return False
    return await owns(turn, account, offer) or looks_after(turn, account, offer)


async def wants(turn: Turn, account: int, one: Interest | None) -> bool:
    """Whether somebody asked for an offer that is no secret: of those `introductions` has its own."""
    offer = await offers.find(turn.here, one.offer_id) if one is not None else None
    return offer is not None and not offer.said.confidential and await is_theirs(turn, account, one)


async def is_theirs(turn: Turn, account: int, one: Interest | None) -> bool:
    """Whether somebody asked for an offer: they, the people of the case, or whoever calls these."""
    if one is None or one.case_reference is None:
        return one is not None and one.account == account
    case = await cases.look_up(turn.here, one.case_reference)
    return case is not None and await may_answer_for(turn, case, account)


async def _asked(turn: Turn, account: int, _what: str, one: Interest | None, *_about: Any) -> bool:
    return await answers(turn, account, one)


async def _wants(turn: Turn, account: int, _what: str, one: Interest | None, *_about: Any) -> bool:
    return await wants(turn, account, one)


async def _either(turn: Turn, account: int, what: str, one: Interest | None, *about: Any) -> bool:
    return await _asked(turn, account, what, one, *about) or await _wants(turn, account, what, one, *about)


async def theirs(turn: Turn, account: int) -> list[Case]:
    """The cases of somebody’s own for which an offer can be asked: those that go on."""
    found = [await cases.look_up(turn.here, one) for one in await members.references_of(turn.here, account)]
    return [case for case in found if case is not None and case.closed_at is None and not case.silent]


SEES_FOR = Right("sees the offer for a case", "the people of the case, or who follows it", _sees_for, "press.over")
ASKED = Right("asked", "the owner of the offer, or who looks after it", _asked, "press.over")
WANTS = Right("wants", "whoever asked for the offer", _wants, "press.over")
EITHER = Right("meets", "whoever asked for the offer, its owner, or who looks after it", _either, "press.over")

WANT = Verb("want", (CODED,), SEES, once=True)
WANT_FOR = Verb("want", (CODED, CASE), SEES_FOR, once=True)
ANSWER = Verb("interest", (one_of("free", "gone", "unfit"), INTEREST), ASKED, once=True, by_mail="interest.by_mail")
SURE = Verb("interest", (one_of("all", "not_all"), INTEREST), ASKED, by_mail="interest.by_mail")
WHY = Verb("interest", (one_of("because"), INTEREST, one_of(*REASONS)), ASKED, by_mail="interest.by_mail")
CALLED = Verb("interest", (one_of("called"), INTEREST), ASKED, by_mail="interest.by_mail")
OPEN = Verb("interest", (one_of("open"), INTEREST), ASKED, once=True, by_mail="interest.by_mail")
VISIT = Verb("interest", (one_of("visit"), INTEREST), EITHER, once=True, by_mail="interest.by_mail")
AT = Verb("interest", (one_of("at"), INTEREST, MOMENT), EITHER, by_mail="interest.by_mail")
SUITS = Verb("interest", (one_of("suits"), INTEREST, ROUND), ASKED, by_mail="interest.by_mail")
AGREE = Verb("interest", (one_of("agree"), INTEREST, ROUND), WANTS, by_mail="interest.by_mail")
DROP = Verb("interest", (one_of("drop"), INTEREST), WANTS, by_mail="interest.by_mail")
WHOLE = Verb("interest", (one_of("whole"), INTEREST), WANTS, once=True)
