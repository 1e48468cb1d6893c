"""Month: what people look for and no offer meets, told to the coordination once a month, never of fewer than five."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from handlers.market import wanted
from handlers.turn.quiet import soon
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from storage.durable import due

KIND = "matches:month"


async def plan(turn: Turn) -> None:
    """Next month it is looked what is wanting, where that is not planned."""
    if not await due.waits(turn.here, KIND):
        await due.schedule(turn.here, KIND, 0, soon(turn, _next_month(turn)), {})


def _next_month(turn: Turn) -> datetime:
    """The first day of next month, in the morning."""
    zone = turn.network.identity.tzinfo
    later = turn.now.astimezone(zone).replace(day=1) + timedelta(days=32)
    return later.replace(day=1, hour=10, minute=0, second=0, microsecond=0, tzinfo=zone)


async def needs(turn: Turn, _expects: Mapping[str, Any]) -> list[Phrase]:
    """What is wanting, a line each."""
    return await wanted.lines(turn)


async def is_due(turn: Turn, _expects: Mapping[str, Any], lines: Sequence[Phrase]) -> None:
    """The coordination reads it; without a line nobody hears anything."""
    await plan(turn)
    if lines:
        told = [*wanted.said(lines), phrase("matches.wanted.month")]
        await turn.say(turn.coordinators(), *told, locale=PARTNER_LOCALE, name=f"wanted:{turn.row.id}")
