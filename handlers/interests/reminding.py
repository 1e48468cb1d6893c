"""Reminding: an owner hears once of all who have waited for an answer about one offer since the same day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.interests import question, reaching
from handlers.interests.verbs import OPEN
from handlers.offers import reaching as speaking
from handlers.offers import said
from handlers.turn.events import Erasing
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import deadline
from network.offers import REMINDED
from network.phrase import Phrase, phrase
from storage import interests, offers
from storage.durable import once
from storage.interests import WAITS, Interest, Status
from storage.offers import Kept

SHOWN = 8
"""As many requests of a message have a button; as they are answered, the others follow."""


async def remind(turn: Turn, one: Kept, asked: Interest) -> None:
    """The owner is reminded of an interest; where several wait since that day, of all of them, by whichever comes
    first.
    """
    together = await _together(turn, asked)
    if len(together) <= 1:
        again = await question.to_owner(turn, one, asked, "interest.owner.again")
        await reaching.tell_owner(turn, one, again, f"interest:{asked.id}:again:{asked.round}")
    elif await once.mark(turn.connection, f"reminded:{_name(turn, asked)}", turn.now):
        await reaching.tell_owner(turn, one, _screen(turn, one, together), _name(turn, asked))


async def redraw(turn: Turn, one: Kept, asked: Interest) -> None:
    """An interest, as it was `asked`, waits no more: what reminded of several goes on without it."""
    if asked.status in WAITS:
        await _redraw(turn, one, asked)


async def _redraw(turn: Turn, one: Kept, asked: Interest, but: Sequence[Interest] = ()) -> None:
    together = [each for each in await _together(turn, asked) if each not in but]
    done = Screen([said.title(turn, one.said), phrase("interest.done")], locale=PARTNER_LOCALE)
    screen = _screen(turn, one, together) if together else done
    await speaking.redraw(turn, one, screen, _name(turn, asked))


async def erasing(turn: Turn, whom: Erasing) -> None:
    """Somebody is about to be erased: what reminds of several goes on without them."""
    theirs = await interests.of_those(turn.here, whom.cases, whom.account)
    for asked in theirs:
        if asked.status in WAITS and (one := await offers.find(turn.here, asked.offer_id)) is not None:
            await _redraw(turn, one, asked, but=theirs)


async def _together(turn: Turn, asked: Interest) -> list[Interest]:
    """Those who wait for an answer about the same offer, of whom its owner is reminded at the same moment."""
    due = _due(turn, asked)
    return [each for each in await interests.waiting(turn.here, asked.offer_id) if _due(turn, each) == due]


def _due(turn: Turn, asked: Interest) -> datetime:
    """When its owner is reminded: counted from the question that they were asked last."""
    since = asked.answered_at if asked.status is Status.COUNTER else asked.asked_at
    return deadline(since or asked.asked_at, REMINDED, turn.network.identity.timezone)


def _name(turn: Turn, asked: Interest) -> str:
    return f"offer:{asked.offer_id}:waits:{_due(turn, asked):%Y%m%d}"


def _screen(turn: Turn, one: Kept, together: list[Interest]) -> Screen:
    """The requests by their numbers, a line and a button each; what each asks is behind its button."""
    lead = phrase("interest.owner.several", count=len(together), what=said.title(turn, one.said))
    rows = [[OPEN.button("interest.button.answer", "open", each.id, number=each.id)] for each in together[:SHOWN]]
    return Screen([lead, tuple(_line(turn, each) for each in together)], rows, PARTNER_LOCALE)


def _line(turn: Turn, asked: Interest) -> Phrase:
    if asked.status is Status.COUNTER and asked.visit_at is not None:
        return phrase("interest.owner.one_counter", number=asked.id, at=question.at(turn, asked))
    return phrase("interest.owner.one", number=asked.id, date=turn.day(asked.asked_at))
