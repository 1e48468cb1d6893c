"""Beginning: whoever carries a secret sale on is asked, never the seller; nobody waits long for a human."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.interests import reaching
from handlers.introductions import screens
from handlers.offers import said
from handlers.turn.audience import named
from handlers.turn.events import SecretWanted
from handlers.turn.screen import Paragraph
from handlers.turn.turn import Turn
from network.calendar import deadline
from network.offers import ANSWERED, REFERENT_ASKED, REMINDED
from network.phrase import phrase
from storage import interests, offers
from storage.durable import due
from storage.interests import Interest, Status

STEP = "introduction:step"
_OPEN = {"remind": REMINDED, "referent": REFERENT_ASKED, "late": ANSWERED}
_CARRIED = {"terms": REMINDED, "still": ANSWERED}
"""Working days until somebody is reminded while nobody carries it on, and once somebody does."""


async def begin(turn: Turn, wanted: SecretWanted) -> None:
    """Somebody wants to know more of a secret sale."""
    asked = await interests.find(turn.here, wanted.interest)
    one = await offers.find(turn.here, asked.offer_id) if asked is not None else None
    if asked is None or one is None:
        return
    by = await _wait(turn, asked, _OPEN)
    words = phrase("introduction.asked", what=said.title(turn, one.said), by=by)
    by_whom: list[Paragraph] = []
    if asked.asked_by:
        by_whom = [phrase("interest.asked_by", **named(turn.network, asked.asked_by))]
    await reaching.tell(turn, asked, [*by_whom, words], f"asked:{asked.round}")
    await screens.to_carriers(turn, one, asked)


async def carried(turn: Turn, asked: Interest) -> date:
    """Somebody carries it on. Returns the day by which the person hears of it again."""
    return await _wait(turn, asked, _CARRIED)


async def _wait(turn: Turn, asked: Interest, steps: Mapping[str, int]) -> date:
    zone = turn.network.identity.timezone
    for step, days in steps.items():
        expects = {"interest": asked.id, "round": asked.round, "step": step}
        await due.schedule(turn.here, STEP, 0, deadline(turn.now, days, zone), expects)
    return turn.day(deadline(turn.now, max(steps.values()), zone))


async def step_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """It still stands as it did: the next one is asked, and the person hears how it is."""
    asked, step = await interests.find(turn.here, int(expects["interest"])), str(expects["step"])
    one = await offers.find(turn.here, asked.offer_id) if asked is not None else None
    if asked is None or one is None or asked.round != expects.get("round", 0):
        return
    if asked.status is not (Status.ASKED if step in _OPEN else Status.CARRIED):
        return
    what = said.title(turn, one.said)
    match step:
        case "remind":
            await screens.to_carriers(turn, one, asked, "introduction.carriers.again")
            await reaching.tell(turn, asked, [phrase("introduction.not_yet", what=what)], "waits:3")
        case "terms":
            if asked.accepted_at is None:
                again = screens.of_person(turn, one, asked, "introduction.taken.again")
                await reaching.tell(turn, asked, [*again.paragraphs], "terms", again.rows)
        case _:
            for account in turn.coordinators():
                screen = await screens.of_carrier(turn, one, asked, account, "introduction.carriers.late")
                await turn.show(account, screen, screens.name(asked))
            told = "introduction.call" if step in ("late", "still") else "introduction.asks_others"
            await reaching.tell(turn, asked, [phrase(told, what=what, **turn.contact)], f"waits:{step}")
