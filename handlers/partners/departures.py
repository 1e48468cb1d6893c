"""Departures: what becomes of the cases of whoever leaves, blocks the bot or vanishes from the file; their return."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.partners import coordination, menus
from handlers.slots import acting, candidates
from handlers.slots.record import show_records
from handlers.turn.audience import can_be_written_to
from handlers.turn.events import Departed
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.machine import By, decide
from network.model import Referent
from network.phrase import phrase
from storage import accounts, cases, coordinators
from storage import departures as stored
from storage.cases import Case
from storage.departures import Why


async def depart(turn: Turn, referent: Referent, telegram_id: int, why: Why) -> None:
    """A referent blocked the bot, or left the group: they are not asked any more, and what was theirs goes on.

    A coordinator who leaves the group still coordinates: that role is handed over in another way.
    """
    if why == "left" and turn.coordinates(telegram_id):
        return
    if not await stored.depart(turn.here, referent.id, telegram_id, why, turn.now):
        return
    if why == "left":
        await accounts.unbind(turn.here, telegram_id)
    await leave(turn, referent.id, referent.name.fr, telegram_id, why)
    if why == "left":
        turn.accounts = await accounts.accounts_of(turn.here)
        await turn.happened(Departed((referent.id,)))
        if await can_be_written_to(turn, telegram_id):
            await turn.say(telegram_id, phrase("departed.told"), locale=PARTNER_LOCALE)
            await menus.show(turn, telegram_id)


async def come_back(turn: Turn, referent: Referent, telegram_id: int) -> None:
    """Somebody who had blocked the bot may be asked again; what they still hold is sent to them."""
    await stored.come_back(turn.here, referent.id)
    await show_records(turn, telegram_id, referent)


async def vanished(turn: Turn, about: Mapping[str, Any]) -> None:
    """Referents are no longer of the network, left out of its file or archived: their accounts end, and what was theirs
    goes on.
    """
    why = about.get("why", "vanished")
    bound = await accounts.accounts_of(turn.here)
    for referent_id in about["referents"]:
        if referent_id in turn.network.referent_by_id:
            continue  # they are back already
        account = bound.get(referent_id)
        if account is not None:
            turn.accounts[referent_id] = account
        kept = turn.network.known_referents.get(referent_id)
        await leave(turn, referent_id, kept.name.fr if kept is not None else referent_id, account or 0, why)
        if account is not None:
            del turn.accounts[referent_id]
            await accounts.unbind(turn.here, account)
            await coordination.keep(turn, account)
            await menus.show(turn, account)
        await coordinators.end(turn.here, referent_id, turn.now)
    gone = tuple(one for one in about["referents"] if one not in turn.network.referent_by_id)
    await turn.happened(Departed(gone))


async def leave(turn: Turn, referent_id: str, name: str, telegram_id: int, why: str) -> None:
    """Every open slot of somebody goes on to the next who fits, or into the basket; all concerned are told, the
    coordination once.
    """
    moved: list[Case] = []
    for case in await cases.owned_by(turn.here, referent_id):
        for role in [role for role, slot in case.slots.items() if slot.owner == referent_id]:
            before = await cases.get(turn.here, case.reference)
            await _release(turn, before, role, referent_id)
            moved.append(before)
    if why in ("rebound", "vanished", "archived") and not moved:
        return
    said = [phrase(f"coordinator.departed.{why}", referent=name, count=len(moved))]
    references = tuple(dict.fromkeys(case.reference for case in moved))
    if references:
        said.append(phrase("coordinator.departed.cases", references=references))
    readers = [coordinator for coordinator in turn.coordinators() if coordinator != telegram_id]
    await turn.say(readers, *said, locale=PARTNER_LOCALE)


async def _release(turn: Turn, case: Case, role: str, referent_id: str) -> None:
    by, fits = By(referent_id), await candidates.of(turn, case, role)
    new = decide(case.slots[role], Act.RELEASE, by=by, now=turn.now, fits=fits)
    await acting.carry_out(turn, case, Act.RELEASE, by, new)
