"""Clock: an owner is reminded, then the territorial referent is asked; nobody waits longer than eight working days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.interests import question
from handlers.offers import reaching, said
from handlers.offers.verbs import lookers
from handlers.turn.audience import can_be_written_to
from handlers.turn.turn import Turn
from network.calendar import deadline
from network.offers import ANSWERED, REFERENT_ASKED, REMINDED
from network.phrase import phrase
from storage import interests, offers, owners
from storage.durable import due
from storage.interests import Interest, Status

STEP = "interest:step"


async def start(turn: Turn, asked: Interest) -> date:
    """The steps of an interest wait from now on. Returns the day by which a human has answered."""
    zone = turn.network.identity.timezone
    steps = {"remind": REMINDED, "referent": REFERENT_ASKED, "late": ANSWERED}
    for step, days in steps.items():
        await due.schedule(turn.here, STEP, 0, deadline(turn.now, days, zone), {"interest": asked.id, "step": step})
    return turn.day(deadline(turn.now, ANSWERED, zone))


async def step_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Nobody has answered so far: the next one is asked, and the person hears how it stands."""
    asked = await interests.find(turn.here, int(expects["interest"]))
    one = await offers.find(turn.here, asked.offer_id) if asked is not None else None
    if asked is None or one is None or asked.status is not Status.ASKED:
        return
    title = said.title(turn, one.said)
    match expects["step"]:
        case "remind":
            again = await question.to_owner(turn, one, asked, "interest.owner.again")
            await reaching.reach(turn, one, again, f"interest:{asked.id}:again")
            await turn.say(asked.account, phrase("interest.not_yet", what=title))
        case "referent":
            await owners.silent(turn.here, one.owner_id, turn.now)
            accounts = [turn.accounts[id_] for id_ in lookers(turn, one.said.commune) if id_ in turn.accounts]
            reached = [account for account in accounts if await can_be_written_to(turn, account)]
            screen = await question.to_owner(turn, one, asked, "interest.referent")
            await turn.show(reached or turn.coordinators(), screen, f"interest:{asked.id}:referent")
            await turn.say(asked.account, phrase("interest.referent_asked", what=title))
        case _:
            screen = await question.to_owner(turn, one, asked, "interest.late")
            await turn.show(turn.coordinators(), screen, f"interest:{asked.id}:late")
            await turn.say(asked.account, phrase("interest.call", what=title, **turn.contact))
