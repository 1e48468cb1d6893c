"""Leaving: what the person was told of several offers at once goes on without one that is shown no more."""

from __future__ import annotations

from handlers.matches import showing, telling
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.events import OfferLeaves
from handlers.turn.turn import Turn
from network.matches import To
from storage import cases, market, matches
from storage.cases import Case
from storage.durable import outbox, sent_messages
from storage.durable.about import case_in, told_of


async def follow(turn: Turn, event: OfferLeaves) -> None:
    """An offer is shown no more: messages that tell of others too go on without it, also those that wait. A letter
    stays as it was sent.
    """
    for chat_id, name, beside in await market.named_with(turn.here, event.offer, telling.NAMED):
        case = await cases.look_up(turn.here, case_in(told_of(name)))
        if case is not None and beside and not is_by_mail(chat_id):
            await _without(turn, case, chat_id, name, beside)


async def _without(turn: Turn, case: Case, chat_id: int, name: str, beside: list[int]) -> None:
    """The same message, in the same order, with what is left of it; where that is nothing it goes with the offer."""
    known = [one.offer_id for one in await matches.of_case(turn.here, case.id)]
    some = await showing.shown(turn, case, [one for one in known if one in beside], To.PERSON)
    if not some:
        return
    screen = telling.screen(case, some, others=len(known) > len(some) + 1)
    await market.shows_these(turn.here, chat_id, name, [one.id for one in some])
    if await sent_messages.stands(turn.connection, chat_id, name):
        await turn.edit(chat_id, screen, name)
    else:
        await outbox.drop(turn.connection, chat_id, name)
        await turn.show(chat_id, screen, name)
