"""Substitutes: who stands in for a referent who is absent, and who may."""

from __future__ import annotations

from collections.abc import Mapping

from network.model import Network, Referent

COORDINATION = "@coordination"
"""Stands for the network's own team where a substitute is named; no id of a referent can be the same."""


def stand_in(
    network: Network, referent_id: str, absent: frozenset[str], substitutes: Mapping[str, str | None]
) -> str | None:
    """Who stands in for somebody absent, through any chain of absences: an id, COORDINATION, or None for nobody."""
    seen: set[str] = set()
    wanted: str | None = referent_id
    while wanted in absent and wanted not in seen:
        seen.add(wanted)
        known = network.referent_by_id.get(wanted)
        wanted = substitutes.get(wanted, known.substitute if known is not None else None)
    there = wanted == COORDINATION or (wanted in network.referent_by_id and wanted not in absent)
    return wanted if there else None


def substitutes_for(network: Network, referent_id: str) -> tuple[str, ...]:
    """Who may stand in for a referent, the likeliest first: whom the file names, then their organisation, then whoever
    takes what they take.
    """
    mine = network.referent_by_id.get(referent_id)
    if mine is None:
        return ()
    others = [other for other in network.referents if other.id != mine.id and set(mine.roles) & set(other.roles)]
    colleagues = [other.id for other in others if other.organisation == mine.organisation]
    alike = [other.id for other in others if _takes_what(other, mine)]
    named = [mine.substitute] if mine.substitute in network.referent_by_id else []
    return tuple(id_ for id_ in dict.fromkeys((*named, *colleagues, *alike)) if id_)


def _takes_what(other: Referent, mine: Referent) -> bool:
    pairs = ((mine.territories, other.territories), (mine.sectors, other.sectors), (mine.natures, other.natures))
    return all(not wanted or not taken or set(wanted) & set(taken) for wanted, taken in pairs)
