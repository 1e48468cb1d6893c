"""Wanted: what the cases that go on look for; the offers that are there; and, for partners, what no offer meets.

Whoever asked for discretion is counted in no line: nobody is to learn even that they are there, and where five are
named, one who joins four would be seen.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from conversations.words import measures
from handlers.turn.screen import Paragraph
from handlers.turn.turn import Turn
from network import unmet
from network.ground import Ground
from network.looks import Look, Shown, look
from network.market.shelves import Market
from network.offers import Kind, Offer
from network.phrase import Phrase, phrase
from network.trades import TradeIndex
from network.wishes import NO_NUMBERS, Numbers, Wish, wish_of
from storage import matches, offers
from storage.matches import Seeking

_AT_ONCE = 50
"""Offers that are made ready at once, so that nothing else waits for all of them."""


def wish(turn: Turn, answers: Mapping[str, Any]) -> Wish:
    """What a case looks for, by its answers."""
    return wish_of(turn.network, turn.knowledge.trades(), answers, _numbers)


def _numbers(text: str) -> Numbers:
    """What words say in numbers, in whichever language they are."""
    told = measures.read(text, "fr")
    return told if told != NO_NUMBERS else measures.read(text, "en")


async def wishes(turn: Turn) -> AsyncIterator[list[tuple[Seeking, Wish]]]:
    """What the cases that go on look for, some at a time."""
    async for some in matches.seeking(turn.here, turn.now):
        yield [(one, wish(turn, one.answers)) for one in some]


def look_at(turn: Turn, one: Offer) -> Look | None:
    """An offer ready to be compared; a confidential one as no more than its veil shows."""
    shown = None
    if one.confidential:
        veil = turn.knowledge.veils().of(one)
        shown = Shown(veil.sectors, veil.territory)
    return _look(one, turn.knowledge.ground(), turn.knowledge.trades(), shown)


@lru_cache(maxsize=4096)
def _look(one: Offer, ground: Ground, trades: TradeIndex, shown: Shown | None) -> Look | None:
    return look(one, ground, trades, shown)


async def market(turn: Turn, kinds: frozenset[Kind] | None = None) -> Market:
    """What is shown by now, to partners at least, of all `kinds` or of some."""
    looks = []
    for number, kept in enumerate(await offers.shown(turn.here)):
        if kinds is None or kept.said.kind in kinds:
            looks.append(look_at(turn, kept.said))
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
    return Market(turn.knowledge.ground(), [one for one in looks if one is not None])


async def lines(turn: Turn) -> list[Phrase]:
    """What no offer meets, a line each: never of fewer than five people."""
    told: list[tuple[Hashable, Wish]] = []
    async for some in wishes(turn):
        told += [(one.who, sought) for one, sought in some if not one.confidential]
    if len(told) < unmet.LEAST:
        return []
    found = unmet.unmet(told, await market(turn), turn.knowledge.ground())
    return [unmet.said(line, turn.network) for line in found]


def said(needs: Sequence[Phrase]) -> list[Paragraph]:
    """What is wanting, as partners read it; nothing where no line has enough people."""
    return [(phrase("matches.wanted"), *needs)] if needs else []
