"""Gaps: fields and areas for which the directory, as it is today, has nobody who could be asked, or nobody special."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from network.model import Nature, Network, Referent, Role
from network.phrase import Phrase, phrase
from network.routing import WITHOUT_BUSINESS, Situation, route

_BUSINESS = tuple(nature for nature in Nature if nature not in WITHOUT_BUSINESS | {Nature.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody for a `sector`, in any kind of project, in these `territories`; without a sector: nobody on the spot.
    `general`: there is somebody, but none who names that field, or that area; they take all of them.
    """

    role: Role
    sector: str
    territories: tuple[str, ...]
    general: bool = False


def gaps(network: Network) -> tuple[Gap, ...]:
    """All of them, in the order of the file. Who is away for a while is not missing."""
    fields = (gap for one in network.sectors for gap in _of(network, Role.TECHNICAL, one.id))
    return (*fields, *_of(network, Role.TERRITORIAL, ""))


def _of(network: Network, role: Role, sector: str) -> Iterator[Gap]:
    nobody, general = [], []
    for territory in network.territories:
        there = _there(network, role, sector, territory.id)
        if not there:
            nobody.append(territory.id)
        elif not any(sector in one.sectors if sector else one.territories for one in there):
            general.append(territory.id)
    if nobody:
        yield Gap(role, sector, tuple(nobody))
    if general:
        yield Gap(role, sector, tuple(general), general=True)


def _there(network: Network, role: Role, sector: str, territory: str) -> list[Referent]:
    routing = route(network, Situation(_BUSINESS, (sector,) if sector else (), territory))
    proposed = routing.technical if role is Role.TECHNICAL else routing.territorial
    ids = (proposed.referent, *proposed.others)
    return [network.referent_by_id[id_] for id_ in ids if id_ is not None]


def told(gap: Gap, network: Network) -> tuple[Phrase, tuple[str, ...]]:
    """What is missing, in words, and the names of the areas where it is; none of them: everywhere."""
    what = network.sector_by_id[gap.sector].label.phrase() if gap.sector else phrase("stats.gaps.on_the_spot")
    everywhere = len(gap.territories) == len(network.territories)
    return what, () if everywhere else tuple(network.territory_by_id[id_].name for id_ in gap.territories)
