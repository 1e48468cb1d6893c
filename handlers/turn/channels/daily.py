"""Daily: three letters a day to an address. What else comes is gathered, and goes in one letter when the day ends."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from handlers.turn.screen import PARTNER_LOCALE
from network.calendar import next_gathering
from network.phrase import phrase
from storage.durable import due, gathered, once
from storage.durable.about import About, told_of
from storage.durable.gathered import Gathered, Links

if TYPE_CHECKING:
    from handlers.turn.screen import Screen
    from handlers.turn.turn import Turn

MOST = 3
"""Letters a day to one address. What answers a mail is none of them; a case that is proposed, what a promise of the
charter asks for, and what a person and their referents write to each other always go.
"""
NOBODY = 0
"""The account of whoever gets letters that offer nothing."""
KIND = "gathered"
_ENDED = "no digest"
_TOLD_OF = 2
"""A row tells of so many, so that an erasing finds it."""


async def goes(turn: Turn, account: int, address: str, shown: Iterable[tuple[Screen, str | None]]) -> bool:
    """Whether a letter goes at once: it answers one, or is among the first of the day, or brings what cannot wait."""
    if account == turn.caller.account:
        return True
    return await counts(turn, address, account) or any(screen.at_once or screen.attached for screen, _ in shown)


async def counts(turn: Turn, address: str, account: int | None = None) -> bool:
    """Count a letter. Returns whether it is among the first of its day."""
    for number in range(MOST):
        key = f"mailed:{hashed(address.strip().lower())}:{turn.today}:{number}"
        if await once.mark(turn.connection, key, turn.now, account):
            return True
    return False


async def gather(
    turn: Turn, account: int, address: str, words: str, links: Links, about: About, name: str = ""
) -> bool:
    """Keep a letter for the one of its day. Of one that tells of many cases only its links stay, each with its own.

    Returns False where it can only go at once.
    """
    some = [Gathered(address, account, words, links, about, name)]
    if len(about) > _TOLD_OF:
        some = [Gathered(address, account, "", [link], told_of(link[1]), name) for link in links]
    if not some:
        return False
    if await has_ended(turn, address):
        if await once.mark(turn.connection, f"untold:{hashed(address)}:{turn.today}", turn.now, account):
            told = phrase("coordinator.digests.untold", address=address)
            await turn.say(turn.coordinators(), told, locale=PARTNER_LOCALE)
        return True
    comes = next_gathering(turn.now, turn.network.identity.timezone)
    for one in some:
        number = await gathered.add(turn.here, one, turn.runtime.real_now())
        await due.schedule(turn.here, KIND, 0, comes, {"gathered": number})
    return True


# --- whoever wants no such letters ------------------------------------------------------------------------------------


async def has_ended(turn: Turn, address: str) -> bool:
    """Whether no letter that gathers things goes to an address, by its owner’s wish."""
    return await once.marked(turn.connection, _key(address))


async def ended(turn: Turn, addresses: Sequence[str]) -> frozenset[str]:
    """Those of some addresses that it holds for."""
    keys = await once.keys(turn.connection, _ENDED)
    return frozenset(address for address in addresses if _key(address) in keys)


async def end(turn: Turn, account: int) -> bool:
    """No such letter goes to the address of an account any more; what waits for one goes with it. Returns whether that
    is new; where somebody is not reached by mail, there is nothing to end.
    """
    address = turn.addresses.get(account, "")
    await gathered.take(turn.here, address)
    return bool(address) and await once.mark(turn.connection, _key(address), turn.now, account)


async def begin(turn: Turn, account: int) -> None:
    """They go there again."""
    await once.forget(turn.connection, _key(turn.addresses.get(account, "")))


def _key(address: str) -> str:
    return f"{_ENDED}:{hashed(address)}"


def hashed(address: str) -> str:
    """An address, as a key names it."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]
