"""The buttons of offers, and who posts one, looks at it first, sees it, or speaks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.turn.register import NUMBER, PAGE, Verb, one_of
from handlers.turn.rights import REFERENT, Right, referent_id
from handlers.turn.turn import Turn
from network.model import Role
from network.offers import Audience, Kind
from storage import offers, owners
from storage.offers import Kept

OFFER = replace(NUMBER, find=lambda turn, number: offers.find(turn.here, number))
REASONS = ("unclear", "twice", "elsewhere", "unlawful", "over")
"""Why an offer is not published."""
EVERY = "all"


def lookers(turn: Turn, commune: str) -> list[str]:
    """The referents who look at what is offered in a commune before anybody sees it."""
    known = turn.network.commune_by_insee.get(commune)
    territory = known[1].id if known else ""
    return [r.id for r in turn.network.referents if Role.TERRITORIAL in r.roles and territory in r.territories]


def looks_after(turn: Turn, account: int, one: Kept) -> bool:
    """Whether somebody looks after the offers of a commune: who receives people there, or the coordination."""
    return turn.coordinates(account) or referent_id(turn, account) in lookers(turn, one.said.commune)


async def owns(turn: Turn, account: int, one: Kept) -> bool:
    """Whether somebody speaks for an offer: its owner, or the partner who wrote it down for them."""
    owner = await owners.find(turn.here, one.owner_id)
    if owner is not None and owner.account == account:
        return True
    mine = turn.actor(account) if await REFERENT.holds(turn, account) else None
    return mine is not None and mine == one.posted_by


async def _looks(turn: Turn, account: int, _what: str, one: Kept | None, *_about: Any) -> bool:
    return one is not None and looks_after(turn, account, one)


async def _looks_at(turn: Turn, account: int, one: Kept | None, *_about: Any) -> bool:
    return one is not None and looks_after(turn, account, one)


async def _speaks(turn: Turn, account: int, _what: str, one: Kept | None, *_about: Any) -> bool:
    return one is not None and (await owns(turn, account, one) or looks_after(turn, account, one))


async def may_see(turn: Turn, account: int, one: Kept | None) -> bool:
    """Whether an offer is shown to somebody."""
    if one is None or not one.shown or one.said.confidential:
        return False
    return one.said.audience is Audience.PUBLIC or await REFERENT.holds(turn, account)


async def _sees(turn: Turn, account: int, one: Kept | None, *_about: Any) -> bool:
    return await may_see(turn, account, one)


LOOKS = Right("looks", "who receives people in that territory, or the coordination", _looks, "press.over")
LOOKS_AT = Right("looks at", "who receives people in that territory, or the coordination", _looks_at, "press.over")
SPEAKS = Right("speaks", "the owner of the offer, or who looks after it", _speaks, "press.over")
SEES = Right("sees the offer", "everybody, while it is shown to them", _sees, "press.over")

NEW = Verb("offer", (one_of("new"),), once=True)
DECIDE = Verb("offer", (one_of("publish", "partners", "refuse"), OFFER), LOOKS, by_mail="offer.by_mail")
LOOK = Verb("look", (OFFER,), LOOKS_AT, once=True, by_mail="offer.by_mail")
WHY = Verb("offer", (one_of("because"), OFFER, one_of(*REASONS)), LOOKS, by_mail="offer.by_mail")
BROWSE = Verb("offers", (one_of(EVERY, *Kind), PAGE), once=True)
ENDS = Verb("offer", (one_of("taken", "withdraw"), OFFER), SPEAKS, once=True, by_mail="offer.by_mail")
