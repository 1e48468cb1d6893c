"""Reaching: whoever speaks for an offer, on Telegram or by mail; of whom nothing is reached but a telephone, somebody
else calls them and answers in their place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from conversations.words.contacts import for_reading
from handlers.offers.verbs import case_of, lookers
from handlers.turn.audience import can_be_written_to
from handlers.turn.channels.by_mail import is_by_mail, owner_account
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import owners
from storage.offers import Kept
from storage.owners import Owner


@dataclass(frozen=True, slots=True)
class Reached:
    """Who reads what an owner is told: their own accounts, or those who call them: then `called` is whom."""

    accounts: list[int]
    called: Owner | None = None


async def who(turn: Turn, one: Kept) -> Reached:
    """Whoever speaks for an offer: its owner; else who wrote it down, who receives people there, the coordination. Of a
    secret sale it is those who carry it on, and never the seller.
    """
    if one.said.confidential:
        return Reached(await carriers(turn, one))
    owner = await owners.find(turn.here, one.owner_id)
    if owner is not None and (own := await theirs(turn, owner)):
        return Reached(own)
    partner = owner is None or owner.referent is not None or owner.known_by == "coordinator"
    called = None if partner else owner
    for ids in ([one.posted_by], lookers(turn, one.said.commune)):
        accounts = [turn.accounts[id_] for id_ in ids if id_ in turn.accounts]
        if reached := [account for account in accounts if await can_be_written_to(turn, account)]:
            return Reached(reached, called)
    return Reached(turn.coordinators(), called)


async def carriers(turn: Turn, one: Kept) -> list[int]:
    """The accounts of those who carry a secret sale on: who follows the seller; else whoever wrote it down; else who
    looks after the place; else the coordination.
    """
    case = await case_of(turn, one)
    following = [slot.taken_by or "" for slot in case.slots.values() if slot.held] if case is not None else []
    for ids in (following, [one.posted_by], lookers(turn, one.said.commune)):
        accounts = dict.fromkeys(turn.accounts[id_] for id_ in ids if id_ in turn.accounts)
        if reached := [account for account in accounts if await can_be_written_to(turn, account)]:
            return reached
    return turn.coordinators()


async def theirs(turn: Turn, owner: Owner) -> list[int]:
    """The accounts of an owner: on Telegram, else by mail."""
    if owner.known_by == "coordinator":
        return turn.coordinators()
    partner = turn.accounts.get(owner.referent or "")
    accounts = [*([partner] if partner is not None else []), *await owners.speakers(turn.here, owner.id)]
    if reached := [account for account in accounts if await can_be_written_to(turn, account)]:
        return reached
    by_mail = None if owner.unknown else owner_account(turn, owner)
    return [by_mail] if by_mail is not None else []


async def speakers(turn: Turn, one: Kept) -> list[int]:
    """The accounts of those who speak for an offer."""
    return (await who(turn, one)).accounts


async def reach(turn: Turn, one: Kept, screen: Screen, name: str, *, agreed: bool = False) -> list[int]:
    """Show whoever speaks for an offer a screen; who reads it in an owner’s place is told whom to call, and answers for
    them. It waits for no letter of a day. `agreed`: the person wants that they read it, so that it goes by mail too.
    Returns who reads it.
    """
    reached = await who(turn, one)
    for account in reached.accounts:
        await turn.show(account, _for(account, reached.called, replace(screen, at_once=True), agreed=agreed), name)
    return reached.accounts


async def redraw(turn: Turn, one: Kept, screen: Screen, name: str) -> None:
    """Have what whoever speaks for an offer was shown say something else, wherever it stands."""
    reached = await who(turn, one)
    for account in reached.accounts:
        await turn.redraw(account, _for(account, reached.called, screen, agreed=False), name)


def _for(account: int, called: Owner | None, screen: Screen, *, agreed: bool) -> Screen:
    if called is None:
        return replace(screen, protect=screen.protect and not (agreed and is_by_mail(account)))
    contact = for_reading(called.phone) or called.phone or called.email
    ask = phrase("offer.call_owner", name=called.name, contact=contact)
    if is_by_mail(account):  # numbers stay out of mails
        ask = phrase("offer.call_owner.by_mail", name=called.name)
    return replace(screen, paragraphs=[ask, *screen.paragraphs], locale=PARTNER_LOCALE)
