"""Gone: an offer is taken, or withdrawn: it leaves every chat, and those who asked for it hear the same day."""

from __future__ import annotations

from handlers.offers import said
from handlers.privacy import wiping
from handlers.turn.events import OfferEnded, OfferLeaves
from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage import market, offers
from storage.durable import sent_messages
from storage.offers import Kept, Status

_ENDS = {"taken": Status.TAKEN, "withdraw": Status.WITHDRAWN}
BUILT_KEYS = {"offer.ended.{}": _ENDS, "offer.ended.{}.said": _ENDS}


async def press(turn: Turn, account: int, what: str, one: Kept) -> None:
    """[C’est pris] or [Je la retire]: it is shown nowhere from then on."""
    if not await end(turn, one, what, stays=account):
        turn.answer(phrase("press.over"))
        return
    turn.answer(phrase(f"offer.ended.{what}"))
    await turn.say(account, phrase(f"offer.ended.{what}.said", number=one.id, what=said.title(turn, one.said)))


async def end(turn: Turn, one: Kept, what: str, stays: int | None = None) -> bool:
    """An offer is taken, or withdrawn: it is shown nowhere from then on, and those who asked for it hear. What was
    pressed stays with the account that pressed it. Returns whether it was not over before.
    """
    ends = (Status.DRAFT, Status.WAITING, *offers.SHOWN, Status.STALE)
    if what not in _ENDS or not await offers.becomes(turn.here, one.id, _ENDS[what], ends, turn.now):
        return False
    if stays is not None:
        await _stays(turn, stays)
    await leave(turn, one)
    await turn.happened(OfferEnded(one.id, taken=what == "taken"))
    return True


async def _stays(turn: Turn, account: int) -> None:
    """What was pressed stays with whoever pressed it, without its buttons."""
    name = await sent_messages.name_of(turn.connection, account, turn.caller.message_id)
    if name is not None:
        await market.shows_these(turn.here, account, name, [])
        await turn.edit_buttons(account, Screen([]), name)


async def hide(turn: Turn, one: Kept) -> None:
    """What others read of it holds no more: the messages that show it go, also those that wait to be sent; what tells
    of others too goes on without.
    """
    await turn.happened(OfferLeaves(one.id))
    await wiping.wipe(turn, await market.leave_chats(turn.here, one.id), {}, phrase("offer.changed"))


async def leave(turn: Turn, one: Kept) -> None:
    """The messages that show an offer go, also those that wait to be sent; what tells of others too goes on without."""
    await turn.happened(OfferLeaves(one.id))
    await wiping.wipe(turn, await market.leave_chats(turn.here, one.id), {}, phrase("offer.gone"))
