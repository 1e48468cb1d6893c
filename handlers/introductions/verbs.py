"""The buttons of whoever carries a secret sale on, and of the person who wants to know more."""

from __future__ import annotations

from typing import Any

from handlers.interests.verbs import INTEREST, is_theirs
from handlers.offers.verbs import carries_on
from handlers.turn.register import Verb, one_of
from handlers.turn.rights import Right
from handlers.turn.turn import Turn
from network.introductions import Act
from storage import offers
from storage.interests import Interest

OF_CARRIERS = (Act.TAKE, Act.SELLER, Act.MEET, Act.REFUSE, Act.UNFIT)
OF_THE_PERSON = (Act.ACCEPT, Act.DROP)


async def _carries(turn: Turn, account: int, _what: str, asked: Interest | None, *_about: Any) -> bool:
    one = await offers.find(turn.here, asked.offer_id) if asked is not None else None
    return one is not None and one.said.confidential and await carries_on(turn, account, one)


async def _wants(turn: Turn, account: int, _what: str, asked: Interest | None, *_about: Any) -> bool:
    one = await offers.find(turn.here, asked.offer_id) if asked is not None else None
    return one is not None and one.said.confidential and await is_theirs(turn, account, asked)


CARRIES = Right("carries on", "whoever follows the seller, or looks after the offer", _carries, "press.over")
WANTS = Right("wants to know", "whoever asked for a confidential sale", _wants, "press.over")

CARRY = Verb("carry", (one_of(*OF_CARRIERS), INTEREST), CARRIES, by_mail="introduction.by_mail")
TERMS = Verb("terms", (one_of(*OF_THE_PERSON), INTEREST), WANTS, by_mail="introduction.by_mail")
