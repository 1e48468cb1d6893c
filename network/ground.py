"""Ground: how far the communes of a network are from each other, as the crow flies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from network.gazetteer import kilometres
from network.model import Network


class Ground:
    """The communes of a network with their distances, reckoned when they are first asked for. Built once."""

    def __init__(self, network: Network) -> None:
        self._points = {
            insee: (commune.latitude, commune.longitude) for insee, (commune, _) in network.commune_by_insee.items()
        }
        self._territories = {insee: territory.id for insee, (_, territory) in network.commune_by_insee.items()}
        self.inside = {
            territory.id: tuple(commune.insee for commune in territory.communes) for territory in network.territories
        }
        self.communes = tuple(self._points)
        self.around = lru_cache(maxsize=None)(self._around)

    def territory(self, commune: str) -> str | None:
        """The id of the territory of a commune."""
        return self._territories.get(commune)

    def _around(self, commune: str) -> Mapping[str, int]:
        """Every commune of the network with its distance from one of them, in whole kilometres."""
        here = self._points[commune]
        return {insee: int(kilometres(here, there) + 0.5) for insee, there in self._points.items()}

    def nearest(self, commune: str, others: Iterable[str]) -> tuple[int, str] | None:
        """The nearest of some communes, with its distance; None where there is none."""
        around = self.around(commune) if commune in self._points else {}
        return min(((around[other], other) for other in others if other in around), default=None)
