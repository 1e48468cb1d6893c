"""Clock: an owner is reminded, then the territorial referent is asked; nobody waits longer than eight working days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.interests import question, reaching, reminding
from handlers.offers import said
from handlers.offers.verbs import lookers
from handlers.turn.audience import can_be_written_to
from handlers.turn.events import InterestLate
from handlers.turn.turn import Turn
from network.calendar import deadline
from network.offers import ANSWERED, REFERENT_ASKED, REMINDED
from network.phrase import phrase
from storage import interests, offers, owners
from storage.durable import due
from storage.interests import WAITS, Interest
from storage.offers import Kept, Status

STEP = "interest:step"
OVER = (Status.TAKEN, Status.WITHDRAWN, Status.REFUSED)


async def start(turn: Turn, asked: Interest) -> date:
    """The steps of an interest wait from now on. Returns the day by which a human has answered."""
    zone = turn.network.identity.timezone
    steps = {"remind": REMINDED, "referent": REFERENT_ASKED, "late": ANSWERED}
    for step, days in steps.items():
        expects = {"interest": asked.id, "round": asked.round, "step": step}
        await due.schedule(turn.here, STEP, 0, deadline(turn.now, days, zone), expects)
    return turn.day(deadline(turn.now, ANSWERED, zone))


async def step_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Nobody has answered so far: the next one is asked, and the person hears how it stands."""
    asked = await interests.find(turn.here, int(expects["interest"]))
    if asked is None or asked.status not in WAITS or asked.round != expects.get("round", 0):
        return
    one = await offers.find(turn.here, asked.offer_id)
    if one is None or one.status in OVER or not await reaching.goes_on(turn, asked):
        return
    await _STEPS[expects["step"]](turn, one, asked)


async def _remind(turn: Turn, one: Kept, asked: Interest) -> None:
    await reminding.remind(turn, one, asked)
    await reaching.tell(turn, asked, [phrase("interest.not_yet", what=said.title(turn, one.said))], "waits:3")


async def _ask_referent(turn: Turn, one: Kept, asked: Interest) -> None:
    await owners.silent(turn.here, one.owner_id, turn.now)
    accounts = [turn.accounts[id_] for id_ in lookers(turn, one.said.commune) if id_ in turn.accounts]
    reached = [account for account in accounts if await can_be_written_to(turn, account)]
    screen = await question.to_owner(turn, one, asked, "interest.referent", in_place=True)
    await turn.show(reached or turn.coordinators(), screen, f"interest:{asked.id}:referent:{asked.round}")
    await reaching.tell(turn, asked, [phrase("interest.referent_asked", what=said.title(turn, one.said))], "waits:5")


async def _is_late(turn: Turn, one: Kept, asked: Interest) -> None:
    if not await interests.is_late(turn.here, asked, turn.now):
        return
    screen = await question.to_owner(turn, one, asked, "interest.late", in_place=True)
    await turn.show(turn.coordinators(), screen, f"interest:{asked.id}:late:{asked.round}")
    told = phrase("interest.call", what=said.title(turn, one.said), **turn.contact)
    await reaching.tell(turn, asked, [told], "waits:8")
    await turn.happened(InterestLate(asked.id))


_STEPS = {"remind": _remind, "referent": _ask_referent, "late": _is_late}
