"""Coordination: the role does not vanish by the way, when an account ends, blocks the bot or is bound anew."""

from __future__ import annotations

from datetime import timedelta

from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Param, phrase
from storage import coordinators
from storage.durable import once

A_DAY = timedelta(days=1)


async def refresh(turn: Turn) -> None:
    """What this turn has changed counts for the rest of it."""
    turn.coordination = await coordinators.of_now(turn.here)


def names(turn: Turn) -> tuple[Param, ...]:
    """Those who coordinate, by name; one whom the settings named has none."""
    theirs = [r.name.phrase() for r in turn.network.referents if r.id in turn.coordination.referents]
    return (*theirs, *(phrase("coordination.unnamed") for _ in turn.coordination.accounts))


async def keep(turn: Turn, account: int) -> None:
    """An account that coordinated as a referent acts for them no more. Where nobody else is left whom a message
    reaches, it goes on coordinating by itself.
    """
    if not turn.coordinates(account) and not await coordinators.anybody_at_hand(turn.here):
        await coordinators.keep(turn.here, account, turn.now)
        await refresh(turn)


async def look(turn: Turn) -> None:
    """Somebody cannot be reached any more: where no coordinator can, the network’s own contact gets an e-mail."""
    if await coordinators.anybody_at_hand(turn.here):
        return
    if await once.mark_within(turn.connection, "nobody coordinates", turn.now, A_DAY):
        contact = turn.network.identity.contact
        said = [phrase("mail.nobody_coordinates", network=turn.network.identity.name)]
        await turn.mail(contact.email, phrase("mail.nobody_coordinates.subject"), said, locale=PARTNER_LOCALE)
