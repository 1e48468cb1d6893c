"""Market: what is shown, with a mark that is another after every change of it; and which messages show an offer."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, func, select, text

from storage import listings, offers
from storage.durable import gathered, mail_acts
from storage.durable.sent_messages import Sent
from storage.engine.columns import Serial, Whose, metadata, names, of
from storage.engine.here import Here
from storage.offers import SEEN, Kept, offer
from storage.owners import owner

# Which offers a message shows: `name` is the logical message.
offer_shown = Table(
    "offer_shown",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, info=names(Whose.CHAT)),
    Column("name", String(60), primary_key=True, info=of(Whose.CHAT)),
    Column("offer_id", Serial, ForeignKey("offer.id"), primary_key=True, info=of(Whose.NOBODY)),
    Index("ix_offer_shown_offer", "offer_id"),
)

_c = offer.c


# --- what is shown ----------------------------------------------------------------------------------------------------

Mark = tuple[object, ...]
"""Of what is shown: the same as long as nothing of it changes."""


async def mark(here: Here) -> Mark:
    """The mark of what is shown. Counts of rows go up alone, and a number is never given twice: so it is another after
    every change, in whatever order changes are committed.
    """
    of_offers = select(func.count(), func.sum(_c.changes), func.max(_c.id)).where(_c.network_id == here.network_id)
    quiet = owner.c.silent_since
    of_owners = select(func.count(quiet), func.max(quiet)).where(owner.c.network_id == here.network_id)
    found = [*(await here.execute(of_offers)).one(), *(await here.execute(of_owners)).one()]
    return (here.network_id, *found)


async def listed(here: Here) -> list[tuple[Kept, bool]]:
    """All that is shown, each with whether its owner is silent."""
    quiet = select(owner.c.id).where(owner.c.network_id == here.network_id, owner.c.silent_since.is_not(None))
    silent = set((await here.execute(quiet)).scalars())
    return [(one, one.owner_id in silent) for one in await offers.shown(here)]


# --- which messages show it -------------------------------------------------------------------------------------------


async def shows_these(here: Here, chat_id: int, name: str, numbers: Iterable[int]) -> None:
    """From now on a message shows these offers, no others. Raises ConflictError where one of them is shown no more."""
    there = select(_c.id).where(_c.network_id == here.network_id, text(SEEN))
    await listings.shows_these(here, chat_id, name, offer_shown.c.offer_id, numbers, there)


async def leave_chats(here: Here, number: int) -> list[Sent]:
    """Every message that shows an offer is sent no more, nor is a letter that waits, by itself or for that of the day.
    Gives those that stand in chats.
    """
    c = offer_shown.c
    for chat_id, name in (await here.execute(select(c.chat_id, c.name).where(c.offer_id == number))).fetchall():
        await gathered.take_back(here, chat_id, name)
        await mail_acts.take_back(here, chat_id, name)
    return await listings.take_out(here, c.offer_id, number)


async def named_with(here: Here, number: int, begins: str) -> list[tuple[int, str, list[int]]]:
    """The messages that show an offer and whose names begin so: chat, name, and what else they show."""
    c = offer_shown.c
    which = select(c.chat_id, c.name).where(c.offer_id == number, c.name.startswith(begins)).order_by(c.chat_id, c.name)
    found: list[tuple[int, str, list[int]]] = []
    for chat_id, name in (await here.execute(which)).fetchall():
        others = select(c.offer_id).where(c.chat_id == chat_id, c.name == name, c.offer_id != number)
        found.append((chat_id, name, list((await here.execute(others.order_by(c.offer_id))).scalars())))
    return found
