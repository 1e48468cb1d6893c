"""Needs that no offer meets, as the coordination reads them beside the figures."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.market import wanted
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase


async def needs(turn: Turn, _account: int) -> list[Phrase]:
    """What people look for and no offer has, a line each: never of fewer than five people."""
    return await wanted.lines(turn)


async def show(turn: Turn, account: int, lines: Sequence[Phrase]) -> None:
    """[Besoins sans offre]."""
    await turn.say(account, *(wanted.said(lines) or [phrase("stats.unmet.none")]), locale=PARTNER_LOCALE)
