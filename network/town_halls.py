"""The town halls of France as the State publishes them, looked up by the code of their commune."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from network import archives
from network.model import Network
from network.phrase import Phrase, phrase

PUBLISHED = date(2026, 10, 1)
"""The month of the data, by its first day."""


@dataclass(frozen=True, slots=True)
class TownHall:
    """The town hall of a commune of today, by its INSEE code; `name` is its own: "Mairie du Crest".

    `address` is the street without `postal_code` and `town`, `hours` are in OpenStreetMap's form (`network.hours`),
    `telephone` is written in pairs, `site` has its scheme, `point` is latitude and longitude (WGS 84). What is not
    known is empty, or None.
    """

    insee: str
    name: str
    address: str
    postal_code: str
    town: str
    hours: str
    telephone: str
    email: str
    site: str
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A town hall of a network: of one commune of its file, by INSEE code, or of several that have merged into one.

    `territories` are those of the communes, each once. `merged` says that it is the town hall of a commune that another
    has become a part of since the file's list.
    """

    town_hall: TownHall
    communes: tuple[str, ...]
    territories: tuple[str, ...]
    merged: bool

    @property
    def id(self) -> str:
        """What it is known by in a directory, in the form of an organisation's id: "mairie-63047"."""
        return f"mairie-{self.town_hall.insee.lower()}"


def town_hall(insee: str) -> TownHall | None:
    """The town hall of that commune, or of the one that it is a part of now. None: the State publishes none."""
    line = archives.line("town_halls.zip", insee) or archives.line("town_halls.zip", successor(insee))
    if line is None:
        return None
    code, name, address, postal_code, town, hours, telephone, email, site, latitude, longitude = line.split("\t")
    point = (float(latitude), float(longitude)) if latitude else None
    return TownHall(code, name, address, postal_code, town, hours, telephone, email, site, point)


def successor(insee: str) -> str:
    """The code of the commune that this one is a part of now; its own where it is one still, or is not known."""
    return _successors().get(insee, insee)


def listed(network: Network) -> tuple[Listed, ...]:
    """The town halls of a network's communes, in the order of its file; a commune of which none is known has none."""
    found: dict[str, Listed] = {}
    for insee, (_, territory) in network.commune_by_insee.items():
        if (hall := town_hall(insee)) is not None:
            known = found.get(hall.insee, Listed(hall, (), (), False))
            territories = tuple(dict.fromkeys((*known.territories, territory.id)))
            merged = known.merged or insee != hall.insee
            found[hall.insee] = Listed(hall, (*known.communes, insee), territories, merged)
    return tuple(found.values())


def remarks(network: Network) -> Iterator[str]:
    """What whoever keeps the network's file should know of its communes: those that have merged, those without one."""
    for insee, (commune, _) in network.commune_by_insee.items():
        hall = town_hall(insee)
        if hall is None:
            yield f'communes "{insee}" {commune.name}: the State publishes no town hall of it: the directory has none'
        elif hall.insee != insee:
            yield (
                f'communes "{insee}" {commune.name}: is a part of {hall.town} ({hall.insee}) now, whose town hall the '
                "directory shows"
            )


def source() -> Phrase:
    """Where they come from, and that it is still to confirm: "données publiques, octobre 2026, à confirmer"."""
    return phrase("hours.published", month=phrase(f"hours.month.{PUBLISHED.month}"), year=PUBLISHED.year)


@cache
def _successors() -> dict[str, str]:
    """Communes that are a part of another now, each with that one; read when a code is not found."""
    text = files("network").joinpath("data", "successors.csv").read_text(encoding="utf-8")
    return dict(_pairs(text))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        old, _, new = line.partition(",")
        yield old, new
