"""Bulletins: whom a short item of news is for: everybody, those of a territory, or those of a sector."""

from __future__ import annotations

from enum import StrEnum

from network.model import Network, Referent, Role


class Audience(StrEnum):
    """Whom an item is for."""

    ALL = "all"
    TERRITORY = "territory"
    SECTOR = "sector"


def readers(network: Network, audience: Audience, about: str = "") -> tuple[str, ...]:
    """Ids of the referents whom it is for, in order; `about` is the territory or the sector. Never raises."""
    return tuple(referent.id for referent in network.referents if _is_for(network, referent, audience, about))


def _is_for(network: Network, referent: Referent, audience: Audience, about: str) -> bool:
    if audience is Audience.TERRITORY:
        return Role.TERRITORIAL in referent.roles and (not referent.territories or about in referent.territories)
    if audience is Audience.SECTOR:
        leads = network.sector_by_id[about].lead_kinds if about in network.sector_by_id else ()
        of_kind = any(kind in leads for kind in network.organisation_by_id[referent.organisation].kinds)
        takes = not referent.sectors or about in referent.sectors
        return Role.TECHNICAL in referent.roles and of_kind and takes
    return True
