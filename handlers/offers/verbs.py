"""The buttons of offers, and who posts one, looks at it first, sees it, or speaks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conversations.engine.effects import Submit
from handlers.turn.channels.by_mail import owner_account, owner_of
from handlers.turn.register import CASE, DRAWN, NUMBER, PAGE, Verb, one_of
from handlers.turn.rights import REFERENT, WORKS_ON, Right, follows, referent_id
from handlers.turn.turn import Turn
from network.energy import kept_from_public
from network.model import Role
from network.offers import Audience, Kind, Part
from storage import cases, offers, owners
from storage.cases import Case
from storage.offers import Kept, Status
from storage.owners import Owner

OFFER = replace(NUMBER, find=lambda turn, number: offers.find(turn.here, number))
CODED = replace(DRAWN, find=lambda turn, code: offers.by_code(turn.here, code))
"""An offer by its code, in the buttons of whoever has no part in it."""
VERSION = replace(NUMBER, name="version")
"""How often an offer had changed when it was shown: what somebody decides on is what they have seen."""
REASONS = ("unclear", "twice", "elsewhere", "unlawful", "over")
"""Why an offer is not published."""
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
    if owner is not None and not owner.unknown and await _speaks_for(turn, account, owner):
        return True
    mine = turn.actor(account) if await REFERENT.holds(turn, account) else None
    return mine is not None and mine == one.posted_by


async def _speaks_for(turn: Turn, account: int, owner: Owner) -> bool:
    return owner_account(turn, owner) == account or account in await owners.speakers(turn.here, owner.id)


async def owner_that_is(turn: Turn, account: int) -> Owner | None:
    """The owner whom somebody speaks for, who is no partner: on Telegram, or by mail."""
    return await owner_of(turn, account, turn.addresses.get(account, "")) or await owners.of_account(
        turn.here, account, None
    )


async def of_form(turn: Turn, account: int, form: Submit) -> Kept | None:
    """The offer that a form is about, where whoever sent it may still change it."""
    number = form.about.rpartition(":")[2]
    one = await offers.find(turn.here, int(number)) if number.isdecimal() else None
    if one is None or one.status not in OPEN_TO_CHANGE:
        return None
    return one if looks_after(turn, account, one) or await owns(turn, account, one) else None


async def _looks(turn: Turn, account: int, _what: str, one: Kept | None, *_about: Any) -> bool:
    return one is not None and looks_after(turn, account, one)


async def _looks_at(turn: Turn, account: int, one: Kept | None, *_about: Any) -> bool:
    return one is not None and looks_after(turn, account, one)


async def _speaks(turn: Turn, account: int, _what: str, one: Kept | None, *_about: Any) -> bool:
    return one is not None and (await owns(turn, account, one) or looks_after(turn, account, one))


async def case_of(turn: Turn, one: Kept) -> Case | None:
    """The case of the seller for whom an offer was written."""
    return await cases.look_up(turn.here, one.case_reference) if one.case_reference else None


async def carries_on(turn: Turn, account: int, one: Kept) -> bool:
    """Whether somebody carries a secret sale on: who follows the seller, who wrote it down, or who looks after it. The
    seller does not, whoever they are.
    """
    mine, case = referent_id(turn, account), await case_of(turn, one)
    followed = case is not None and any(follows(turn, account, slot) for slot in case.slots.values())
    return followed or (mine is not None and mine == one.posted_by) or looks_after(turn, account, one)


async def knows(turn: Turn, account: int, one: Kept) -> bool:
    """Whether somebody may know what an offer is: anybody, but of a secret sale its owner and those who carry it on."""
    if not one.said.confidential:
        return True
    return await owns(turn, account, one) or await carries_on(turn, account, one)


async def may_see(turn: Turn, account: int, one: Kept | None) -> bool:
    """Whether an offer is shown to somebody; a secret one is so behind its veil (`said.to`)."""
    if one is None or not one.shown:
        return False
    return is_public(turn, one) or await REFERENT.holds(turn, account)


def is_public(turn: Turn, one: Kept) -> bool:
    """Whether everybody may see an offer: it says so, and no law wants something told first."""
    said = one.said.audience is Audience.PUBLIC and one.said.kind is not Kind.CLOSING
    return said and kept_from_public(one.said, turn.today) is None


async def _sees_or_looks(turn: Turn, account: int, one: Kept | None, *_about: Any) -> bool:
    unseen = (Status.DRAFT, Status.WAITING)
    waits = one is not None and one.status in unseen and looks_after(turn, account, one)
    return waits or await may_see(turn, account, one)


LOOKS = Right("looks", "who receives people in that territory, or the coordination", _looks, "press.over")
LOOKS_AT = Right("looks at", "who receives people in that territory, or the coordination", _looks_at, "press.over")
SPEAKS = Right("speaks", "the owner of the offer, or who looks after it", _speaks, "press.over")
SEES_OR_LOOKS = Right(
    "sees or looks at",
    "everybody, while it is shown to them; before that, whoever looks at it",
    _sees_or_looks,
    "press.over",
)

NEW = Verb("offer", (one_of("new"),), once=True)
SELL = Verb("sell", (CASE,), WORKS_ON, once=True)
DECIDE = Verb(
    "offer", (one_of("publish", "partners", "refuse"), OFFER, VERSION), LOOKS, optional=1, by_mail="offer.by_mail"
)
LOOK = Verb("look", (OFFER,), LOOKS_AT, once=True, by_mail="offer.by_mail")
WHY = Verb("offer", (one_of("because"), OFFER, one_of(*REASONS)), LOOKS, by_mail="offer.by_mail")
PHOTOS = Verb("photos", (CODED,), SEES_OR_LOOKS, once=True)
MINE = Verb("offer", (one_of("mine"), PAGE), once=True)
OPEN = Verb("offer", (one_of("open", "more", "words", "see"), OFFER), SPEAKS, once=True)
COMPLETE = Verb("offer", (one_of("part"), OFFER, one_of(*Part)), SPEAKS, once=True)
ASK = Verb("offer", (one_of("ask", "correct"), OFFER), LOOKS, once=True)
UNPICTURE = Verb("offer", (one_of("unpic"), OFFER, NUMBER), SPEAKS)
ENDS = Verb("offer", (one_of("taken", "withdraw"), OFFER), SPEAKS, once=True, by_mail="offer.by_mail")
