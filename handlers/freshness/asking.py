"""Asking: an owner is asked about all that comes due, on one date; what they do not answer for is hidden, and they are
told once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.freshness import question
from handlers.offers import gone
from handlers.turn.events import OfferShown
from handlers.turn.turn import Turn
from network import freshness
from network.calendar import next_sending_time
from network.freshness import ALONG, over_at, stale_at
from storage import freshness as stored
from storage import offers, owners
from storage.conversations import ConflictError
from storage.durable import due
from storage.offers import Kept, Status
from storage.owners import Owner

ASK, HIDE, TELL, OVER = "fresh:ask", "fresh:hide", "fresh:tell", "fresh:over"
"""What a date is for: an owner is asked; nobody answered, and it is hidden; the owner is told so; it is over."""


# --- the date of an owner ---------------------------------------------------------------------------------------------


async def follow(turn: Turn, event: OfferShown) -> None:
    """An offer is shown from now on: its owner is asked in time."""
    one = await offers.find(turn.here, event.offer)
    if one is not None:
        await plan(turn, one.owner_id)


async def plan(turn: Turn, owner_id: int) -> None:
    """The date on which an owner is asked next is the first of those that their offers have: one row for all.

    Raises ConflictError where somebody else plans it at this moment: look again.
    """
    owner = await owners.find(turn.here, owner_id)
    if owner is None:
        return
    every = await offers.of_owner(turn.here, owner_id)
    dates = [_date(one, owner) for one in every if one.status is Status.SHOWN]
    if not dates or (owner.ask_at is not None and owner.ask_at <= min(dates)):
        return
    at = next_sending_time(max(min(dates), turn.now), turn.network.identity.timezone)
    if owner.ask_at is not None and owner.ask_at <= at:
        return
    if not await stored.plan(turn.here, owner.id, owner.round, at):
        raise ConflictError(owner.id)
    await due.schedule(turn.here, ASK, 0, at, {"owner": owner.id, "round": owner.round + 1})


def _date(one: Kept, owner: Owner) -> datetime:
    return freshness.asked_at(one.said.kind, one.confirmed_at or one.posted_at, owner.pace)


async def ask_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """An owner is asked about all of theirs that come due by now, and within some days."""
    owner = await owners.find(turn.here, int(expects["owner"]))
    if owner is None or owner.round != expects["round"]:
        return
    every = [one for one in await offers.of_owner(turn.here, owner.id) if one.status is Status.SHOWN]
    if not await stored.plan(turn.here, owner.id, owner.round, None):
        return
    number = owner.round + 1
    if any(_date(one, owner) <= turn.now for one in every):
        along = [one.id for one in every if _date(one, owner) <= turn.now + ALONG]
        await stored.ask(turn.here, along, number, turn.now)
        await due.schedule(turn.here, HIDE, 0, stale_at(turn.now), {"owner": owner.id, "question": number})
        await _tell(turn, owner, number, Status.ASKED)
    await plan(turn, owner.id)


async def _tell(turn: Turn, owner: Owner, number: int, status: Status) -> None:
    hidden = status is Status.STALE
    some = await open_in(turn, owner, number, status)
    for reader, theirs in await question.readers(turn, some):
        screen = await question.of(turn, reader, owner, number, theirs)
        await turn.show(reader.account, screen, question.name_of(owner, number, hidden=hidden))


async def open_in(turn: Turn, owner: Owner, number: int, *status: Status) -> Sequence[Kept]:
    """The offers that an owner has not answered for, of one question."""
    every = await offers.of_owner(turn.here, owner.id)
    return [one for one in every if one.asked_in == number and one.status in status]


# --- nobody answered --------------------------------------------------------------------------------------------------


async def hide_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Nobody said that they hold: they are shown nowhere from this moment on, nor in what waits to be sent."""
    owner, number = await owners.find(turn.here, int(expects["owner"])), int(expects["question"])
    if owner is None:
        return
    some = {one.id: one for one in await open_in(turn, owner, number, Status.ASKED)}
    hidden = await stored.lapse(turn.here, some, number)
    for id_ in hidden:
        await gone.leave(turn, some[id_])
    if hidden:
        await owners.silent(turn.here, owner.id, owner.silent_since or turn.now)
        await due.schedule(turn.here, TELL, 0, turn.now, dict(expects))
        await due.schedule(turn.here, OVER, 0, over_at(turn.now), dict(expects))


async def tell_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Their owner hears once that they are hidden, and how they come back."""
    owner = await owners.find(turn.here, int(expects["owner"]))
    if owner is not None:
        await _tell(turn, owner, int(expects["question"]), Status.STALE)


async def over_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Nobody brought them back: they are over, so that they are not kept for good; who asked for them hears."""
    owner = await owners.find(turn.here, int(expects["owner"]))
    if owner is None:
        return
    for one in await open_in(turn, owner, int(expects["question"]), Status.STALE):
        await gone.end(turn, one, "withdraw")
    await owners.silent(turn.here, owner.id, owner.silent_since)  # nothing of it is an answer of theirs
