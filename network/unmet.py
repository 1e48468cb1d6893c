"""Needs that no offer meets: how many people look for what, and where, so wide that nobody is known by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from network.ground import Ground
from network.market.shelves import Market
from network.model import Network
from network.offers import Kind
from network.phrase import Phrase, phrase
from network.wishes import Wish

LEAST = 5
"""Fewer people than so many are never counted in a line."""
KINDS = (Kind.PREMISES, Kind.HOUSING, Kind.TAKEOVER, Kind.LAND, Kind.JOB)
"""What is looked for and may be wanting, in the order of the lines."""
BUILT_KEYS = {"unmet.{}": KINDS}


@dataclass(frozen=True, slots=True)
class Line:
    """So many `people` look for a kind of offer, and none fits. `commune` or `territory` says where; neither: the whole
    network. `rest`: people of narrower lines are not counted again, so no line taken from another leaves a few.
    """

    kind: Kind
    people: int
    commune: str | None = None
    territory: str | None = None
    rest: bool = False


def unmet(wishes: Iterable[tuple[Hashable, Wish]], market: Market, ground: Ground) -> list[Line]:
    """The lines of all kinds. A wish comes with whose it is: who has two cases is one of the people. A confidential
    offer meets nothing here: that a line is gone would tell that it is there.

    Each of the people is counted in one line of a kind, where they are enough, else in a wider one, else in none.
    """
    wanting: dict[Kind, dict[Hashable, set[tuple[str | None, str | None]]]] = defaultdict(lambda: defaultdict(set))
    for who, wish in wishes:
        for kind in KINDS:
            if _looks_for(wish, kind) and not market.meets(wish, kind):
                wanting[kind][who].add(_home(wish, ground))
    return [line for kind in KINDS for line in _lines(kind, [_widest(homes) for homes in wanting[kind].values()])]


def _looks_for(wish: Wish, kind: Kind) -> bool:
    """Whether a kind of offer is what was meant, somewhere in the network."""
    return kind in wish.seeks and not wish.away and (kind is not Kind.TAKEOVER or wish.takes_over)


def _home(wish: Wish, ground: Ground) -> tuple[str | None, str | None]:
    """The narrowest that all places of a wish are in: a commune with its territory, a territory, or neither."""
    territories = {*wish.territories, *(ground.territory(commune) for commune in wish.communes)}
    if len(territories) != 1:
        return None, None
    return (wish.communes[0] if len(wish.communes) == 1 and not wish.territories else None), territories.pop()


def _widest(homes: set[tuple[str | None, str | None]]) -> tuple[str | None, str | None]:
    """Where somebody is counted who looks in several places."""
    communes, territories = {commune for commune, _ in homes}, {territory for _, territory in homes}
    if len(territories) != 1:
        return None, None
    return (communes.pop() if len(communes) == 1 else None), territories.pop()


def _lines(kind: Kind, homes: Iterable[tuple[str | None, str | None]]) -> Iterator[Line]:
    """Lines of communes that have enough people, of territories for whoever is left there, then of the network."""
    inside: dict[str | None, dict[str | None, int]] = defaultdict(lambda: defaultdict(int))
    for commune, territory in homes:
        inside[territory][commune] += 1
    left, narrower = 0, False
    for territory in sorted(inside, key=str):
        remaining, told = 0, False
        for commune, people in sorted(inside[territory].items(), key=lambda item: str(item[0])):
            if commune is None or people < LEAST:
                remaining += people
            else:
                told = True
                yield Line(kind, people, commune, territory)
        if territory is None or remaining < LEAST:
            left, narrower = left + remaining, narrower or told
        else:
            narrower = True
            yield Line(kind, remaining, None, territory, rest=told)
    if left >= LEAST:
        yield Line(kind, left, rest=narrower)


def said(line: Line, network: Network) -> Phrase:
    """A line in words: "6 personnes cherchent un local, Sancy Artense"."""
    what = phrase(f"unmet.{line.kind}", count=line.people)
    if line.commune is not None:
        return phrase("unmet.in", what=what, place=network.commune_by_insee[line.commune][0].name)
    place = network.identity.name if line.territory is None else network.territory_by_id[line.territory].name
    return phrase("unmet.elsewhere" if line.rest else "unmet.in", what=what, place=place)
