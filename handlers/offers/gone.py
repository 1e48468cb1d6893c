"""Gone: an offer is taken, or withdrawn: it leaves every chat, and those who asked for it hear the same day."""

from __future__ import annotations

from handlers.offers import said
from handlers.offers.verbs import case_of, lookers
from handlers.privacy import wiping
from handlers.turn.audience import can_be_written_to
from handlers.turn.events import OfferEnded, OfferLeaves
from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage import offers, owners
from storage.durable import sent_messages
from storage.offers import Kept, Status

BUILT_KEYS = {"offer.ended.{}": ("taken", "withdraw")}
_ENDS = {"taken": Status.TAKEN, "withdraw": Status.WITHDRAWN}


async def speakers(turn: Turn, one: Kept) -> list[int]:
    """The accounts of those who speak for an offer: its owner, whoever wrote it down, else the coordination; of a
    secret sale those who carry it on, and never the seller.
    """
    if one.said.confidential:
        return await carriers(turn, one)
    owner = await owners.find(turn.here, one.owner_id)
    theirs = (owner.account, turn.accounts.get(owner.referent or "")) if owner is not None else ()
    for account in (*theirs, turn.accounts.get(one.posted_by)):
        if account is not None and await can_be_written_to(turn, account):
            return [account]
    return turn.coordinators()


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


async def press(turn: Turn, account: int, what: str, one: Kept) -> None:
    """[C’est pris] or [Je la retire]: it is shown nowhere from then on."""
    ends = (Status.WAITING, *offers.SHOWN, Status.STALE)
    if what not in _ENDS or not await offers.becomes(turn.here, one.id, _ENDS[what], ends, turn.now):
        turn.answer(phrase("press.over"))
        return
    turn.answer(phrase(f"offer.ended.{what}"))
    await _stays(turn, account)
    await leave(turn, one)
    await turn.happened(OfferEnded(one.id, taken=what == "taken"))
    await turn.say(account, phrase(f"offer.ended.{what}.said", number=one.id, what=said.title(turn, one.said)))


async def _stays(turn: Turn, account: int) -> None:
    """What was pressed stays with whoever pressed it, without its buttons."""
    name = await sent_messages.name_of(turn.connection, account, turn.caller.message_id)
    if name is not None:
        await offers.shows_these(turn.here, account, name, [])
        await turn.edit_buttons(account, Screen([]), name)


async def leave(turn: Turn, one: Kept) -> None:
    """The messages that show an offer go, also those that wait to be sent; what tells of others too goes on without."""
    await turn.happened(OfferLeaves(one.id))
    await wiping.wipe(turn, await offers.leave_chats(turn.here, one.id), {}, phrase("offer.gone"))
