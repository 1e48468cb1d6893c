"""The buttons of whoever asks for an offer, and of its owner."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.offers.verbs import CODED, looks_after, may_see, owns
from handlers.turn.register import NUMBER, Verb, one_of
from handlers.turn.rights import Right
from handlers.turn.turn import Turn
from storage import interests, offers
from storage.interests import Interest
from storage.offers import Kept

INTEREST = replace(NUMBER, find=lambda turn, number: interests.find(turn.here, number))


async def _sees(turn: Turn, account: int, one: Kept | None, *_about: Any) -> bool:
    return await may_see(turn, account, one)


async def _asked(turn: Turn, account: int, _what: str, one: Interest | None, *_about: Any) -> bool:
    offer = await offers.find(turn.here, one.offer_id) if one is not None else None
    if offer is None or offer.said.confidential:  # `introductions` has its own
        return False
    return await owns(turn, account, offer) or looks_after(turn, account, offer)


async def _wants(turn: Turn, account: int, _what: str, one: Interest | None, *_about: Any) -> bool:
    offer = await offers.find(turn.here, one.offer_id) if one is not None and one.account == account else None
    return offer is not None and not offer.said.confidential


SEES = Right("sees the offer", "everybody, while the offer is shown to them", _sees, "press.over")
ASKED = Right("asked", "the owner of the offer, or who looks after it", _asked, "press.over")
WANTS = Right("wants", "whoever asked for the offer", _wants, "press.over")

WANT = Verb("want", (CODED,), SEES, once=True)
ANSWER = Verb("interest", (one_of("free", "gone", "unfit", "visit"), INTEREST), ASKED, by_mail="interest.by_mail")
AGREE = Verb("interest", (one_of("agree", "drop"), INTEREST), WANTS)
