"""Elsewhere: the other places that a person names in other territories than the first, and who receives people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from network.model import Network, Role
from network.project import Project

YES, NO = "yes", "no"


def apart(network: Network, place: Mapping[str, Any] | None) -> tuple[str, ...]:
    """The territories of the places beside the first that have a referent of their own, by id, in the order they were
    named.
    """
    leads, others = (place or {}).get("territory"), (place or {}).get("also") or ()
    named = dict.fromkeys(other["territory"] for other in others if other["territory"])
    return tuple(territory for territory in named if _receiving(network, territory, leads))


def readers(network: Network, project: Project) -> tuple[str, ...]:
    """The referents who may see the case beside those it is proposed to, since the person said so, by id."""
    found = [_receiving(network, territory, project.territory) for territory in project.elsewhere]
    return tuple(dict.fromkeys(id_ for of_one in found for id_ in of_one))


def _receiving(network: Network, territory: str, leads: str | None) -> list[str]:
    """Whoever receives people in a territory by its name, and not in the one that leads: they see the case anyway."""
    return [
        referent.id
        for referent in network.referents
        if Role.TERRITORIAL in referent.roles
        and territory in referent.territories
        and leads not in referent.territories
    ]
