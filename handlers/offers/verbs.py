"""The buttons of offers, and who posts one, looks at it first, sees it, or speaks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations.engine.effects import Submit
from handlers.turn.register import NUMBER, PAGE, Verb, one_of
from handlers.turn.rights import REFERENT, Right, referent_id
from handlers.turn.turn import Turn
from network.energy import kept_from_public
from network.model import Role
from network.offers import Audience, Kind, Part
from storage import offers, owners
from storage.offers import Kept, Status

OFFER = replace(NUMBER, find=lambda turn, number: offers.find(turn.here, number))
REASONS = ("unclear", "twice", "elsewhere", "unlawful", "over")
"""Why an offer is not published."""
EVERY = "all"
OPEN_TO_CHANGE = (Status.WAITING, *offers.SHOWN, Status.STALE)
"""How an offer stands that may still say something else."""


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


async def of_form(turn: Turn, account: int, form: Submit) -> Kept | None:
    """The offer that a form is about, where whoever sent it may still change it."""
    number = form.about.rpartition(":")[2]
    one = await offers.find(turn.here, int(number)) if number.isdecimal() else None
    if one is None or one.status not in OPEN_TO_CHANGE:
        return None
    return one if looks_after(turn, account, one) or await owns(turn, account, one) else None


async def _looks(turn: Turn, account: int, _what: str, one: Kept | None, *_about: Any) -> bool:
    return one is not None and looks_after(turn, account, one)


async def _speaks(turn: Turn, account: int, _what: str, one: Kept | None, *_about: Any) -> bool:
    return one is not None and (await owns(turn, account, one) or looks_after(turn, account, one))


async def may_see(turn: Turn, account: int, one: Kept | None) -> bool:
    """Whether an offer is shown to somebody."""
    if one is None or not one.shown or one.said.confidential:
        return False
    return is_public(turn, one) or await REFERENT.holds(turn, account)


def is_public(turn: Turn, one: Kept) -> bool:
    """Whether everybody may see an offer: it says so, and no law wants something told first."""
    return one.said.audience is Audience.PUBLIC and kept_from_public(one.said, turn.today) is None


async def _sees(turn: Turn, account: int, one: Kept | None, *_about: Any) -> bool:
    return await may_see(turn, account, one)


LOOKS = Right("looks", "who receives people in that territory, or the coordination", _looks, "press.over")
SPEAKS = Right("speaks", "the owner of the offer, or who looks after it", _speaks, "press.over")
SEES = Right("sees the offer", "everybody, while it is shown to them", _sees, "press.over")

NEW = Verb("offer", (one_of("new"),), once=True)
DECIDE = Verb("offer", (one_of("publish", "partners", "refuse"), OFFER), LOOKS, by_mail="offer.by_mail")
WHY = Verb("offer", (one_of("because"), OFFER, one_of(*REASONS)), LOOKS, by_mail="offer.by_mail")
BROWSE = Verb("offers", (one_of(EVERY, *Kind), PAGE), once=True)
MINE = Verb("offer", (one_of("mine"), PAGE), once=True)
OPEN = Verb("offer", (one_of("open", "more", "words", "see"), OFFER), SPEAKS, once=True)
COMPLETE = Verb("offer", (one_of("part"), OFFER, one_of(*Part)), SPEAKS, once=True)
ASK = Verb("offer", (one_of("ask", "correct"), OFFER), LOOKS, once=True)
UNPICTURE = Verb("offer", (one_of("unpic"), OFFER, NUMBER), SPEAKS)
ENDS = Verb("offer", (one_of("taken", "withdraw"), OFFER), SPEAKS, once=True, by_mail="offer.by_mail")
