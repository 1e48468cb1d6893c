"""Handed in: what the forms about a meeting have in common, which each begin as "meeting:7"."""

from __future__ import annotations

from conversations.engine.effects import Submit
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage import meetings as stored
from storage.meetings import Meeting


async def meeting_of(turn: Turn, account: int, locale: str, form: Submit) -> Meeting | None:
    """The meeting that a coordinator’s form is about; whoever coordinates no more, or asks about none, is told so."""
    number = form.about.rpartition(":")[2]
    one = await stored.find(turn.here, int(number)) if number.isdecimal() else None
    if not turn.coordinates(account):
        await turn.say(account, phrase("refused.not_coordinator"), locale=locale)
        return None
    if one is None:
        await turn.say(account, phrase("press.over"), locale=locale)
    return one
