"""Gathering what an agenda is made of: how the network stands by now, read before whatever shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.market import wanted
from handlers.signatures import standing
from handlers.turn.turn import Turn
from network.agenda import BEFORE_THE_FIRST, State, Topic
from network.gaps import gaps, told
from network.model import Network
from network.phrase import Phrase, phrase
from storage import agenda
from storage import meetings as stored


async def read(turn: Turn, _account: int, _what: str, number: int, *_which: object) -> State:
    """What the agenda of a meeting is made of, but for its decisions: new is what came since the one before it."""
    one = await stored.find(turn.here, number)
    if one is None or one.at is None:
        return State(turn.today)
    before = await stored.last_before(turn.here, min(one.at, turn.now))
    since = turn.now - BEFORE_THE_FIRST if before is None else before
    counts = await agenda.counted(turn.here, since, turn.now)
    counts[Topic.CHARTER] = len(standing.missing(turn, await standing.signed(turn)))
    lines = {Topic.GAPS: tuple(missing(turn.network)), Topic.UNMET: tuple(await wanted.lines(turn))}
    return State(turn.day(since), counts, lines)


def missing(network: Network) -> Iterator[Phrase]:
    """Fields and areas that nobody takes; where somebody takes all of them, nothing is missing."""
    for gap in gaps(network):
        if not gap.general:
            what, areas = told(gap, network)
            yield phrase("meetings.agenda.gap" if areas else "meetings.agenda.gap.everywhere", what=what, areas=areas)


async def read_for(turn: Turn, expects: Mapping[str, Any]) -> State:
    """The same, where a date came."""
    return await read(turn, 0, "", int(expects["meeting"]))
