"""Finding: what is free for a case that is new or changed, and for whom an offer is that is new or shown again. It is
read before the turn that keeps it, beside whatever is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.market import wanted
from handlers.matches import hearing
from handlers.slots import proposals, record
from handlers.turn.events import CaseChanged, CaseSent, OfferEnded, OfferShown, SlotChanged
from handlers.turn.turn import Turn
from network.acts import Act
from network.matches import Match, To, Verdict, match
from storage import cases, matches, offers
from storage.cases import Case
from storage.durable import due

CASE, OFFER = "case:matches", "offer:matches"
MOST = 30
"""Offers that are kept for a case at once, the best."""


async def case_was_sent(turn: Turn, event: CaseSent) -> None:
    """What is free for it is looked for at once."""
    await _look_again(turn, event.case)


async def case_was_changed(turn: Turn, event: CaseChanged) -> None:
    """It may look for something else now."""
    await _look_again(turn, event.after)


async def slot_was_changed(turn: Turn, event: SlotChanged) -> None:
    """Somebody takes it, also one that was taken over from a file and for which nothing was looked for yet."""
    if event.act is Act.TAKE:
        await _look_again(turn, event.after)


async def _look_again(turn: Turn, case: Case) -> None:
    await due.schedule(turn.here, CASE, 0, turn.now, {"reference": case.reference})


async def offer_is_shown(turn: Turn, event: OfferShown) -> None:
    """It is shown from now on, or says something else: for whom is it?"""
    await due.schedule(turn.here, OFFER, 0, turn.now, {"offer": event.offer})


async def offer_ended(turn: Turn, event: OfferEnded) -> None:
    """It is nothing for anybody any more."""
    await matches.forget_offer(turn.here, event.offer)


# --- for a case -------------------------------------------------------------------------------------------------------


async def for_case(turn: Turn, expects: Mapping[str, Any]) -> Sequence[Match]:
    """What is free for a case, the best first."""
    case = await cases.look_up(turn.here, expects["reference"])
    if case is None or case.rests(turn.now):
        return []
    wish = wanted.wish(turn, case.answers)
    market = await wanted.market(turn, wish.seeks) if wish.seeks else None
    return market.for_wish(wish, To.PARTNERS, MOST) if market is not None else []


async def case_is_found(turn: Turn, expects: Mapping[str, Any], found: Sequence[Match]) -> None:
    """It is kept; where that is another number than before, those who are asked or follow the case see it."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None:
        return
    before = await matches.count(turn.here, case.id)
    await matches.keep_for_case(turn.here, case.id, found, turn.now)
    if await matches.count(turn.here, case.id) == before:
        return
    for role, slot in case.slots.items():
        account = turn.accounts.get(slot.owner or "")
        if account is not None:
            await (record.redraw if slot.held else proposals.redraw_private)(turn, case, role, account)


# --- for an offer -----------------------------------------------------------------------------------------------------


async def for_offer(turn: Turn, expects: Mapping[str, Any]) -> Mapping[int, Match]:
    """The cases that an offer is something for, by their ids."""
    kept = await offers.find(turn.here, int(expects["offer"]))
    look = wanted.look_at(turn, kept.said) if kept is not None and kept.shown else None
    if look is None:
        return {}
    found: dict[int, Match] = {}
    async for some in wanted.wishes(turn):
        for one, wish in some:
            fits = match(wish, look, turn.knowledge.ground(), To.PARTNERS) if look.kind in wish.seeks else None
            if fits is not None and fits.verdict is not Verdict.NO:
                found[one.id] = fits
    return found


async def offer_is_found(turn: Turn, expects: Mapping[str, Any], found: Mapping[int, Match]) -> None:
    """It is kept, and told to whoever follows the cases; nothing of it where it is gone by now."""
    kept = await offers.find(turn.here, int(expects["offer"]))
    if kept is not None and kept.shown:
        await matches.keep_for_offer(turn.here, kept.id, found)
        await hearing.request(turn)
