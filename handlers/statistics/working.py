"""Working: how the network works together: who hands cases to whom, entries kept up to date, meetings held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.turn.turn import Turn
from network.figures.counts import Wanted
from storage import confirmations, figures, meetings
from storage.result_figures import Handed

DIRECT, NOBODY = "direct", "nobody"
"""Received by no organisation, since the person wrote themselves; followed by none."""


@dataclass(frozen=True, slots=True)
class Working:
    """So many entries of organisations were confirmed within their time; so many meetings were held, with so many who
    said that they come; and how many cases went from one kind of organisation to another.
    """

    fresh: int = 0
    meetings: int = 0
    attended: int = 0
    handed: Mapping[tuple[str, str], int] = field(default_factory=dict)


async def working(turn: Turn, wanted: Wanted) -> Working:
    """How the network works, of the period where it is about cases or meetings; of entries today."""
    zone = turn.network.identity.timezone
    kept = await confirmations.every(turn.here)
    own = [kept.get(one.id) for one in turn.network.organisations]
    fresh = sum(1 for one in own if one is not None and one.confirmed_at is not None and one.due > turn.today)
    first, after = wanted.period.bounds(zone)
    held, attended = await meetings.held(turn.here, first, min(after, turn.now))
    return Working(fresh, held, attended, by_kind(turn, await figures.handed(turn.here, wanted, zone)))


def by_kind(turn: Turn, found: list[Handed]) -> dict[tuple[str, str], int]:
    """How many cases each kind of organisation received, by the kinds that follow them: a case once in each."""
    counts = Counter[tuple[str, str]]()
    for one in found:
        followers = {_kind(turn, who) for who in (one.technical, one.territorial) if who is not None} or {NOBODY}
        received = DIRECT if one.entered is None else _kind(turn, one.entered)
        for follows in followers:
            counts[received, follows] += one.cases
    return dict(counts)


def _kind(turn: Turn, referent: str) -> str:
    """The first kind of the organisation that somebody acts for, or did; of whom nobody knows any more none."""
    known = turn.network.known_referents.get(referent)
    return NOBODY if known is None else turn.network.known_organisations[known.organisation].kinds[0]
