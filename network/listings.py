"""Listings: who stands in the directory, organisations of the network and what public data add to them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from network import town_halls
from network.model import Network
from network.organisations import Address, Organisation

TOWN_HALL = "TOWN_HALL"
"""The kind of partner that a commune's town hall is in the directory."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Somebody in the directory. `public`: it comes from public data, and nobody of the network has confirmed it yet;
    `zone`: the communes it is there for, None where its services say so. `merged`: of a town hall, the names of the
    network's communes that have become a part of its own.
    """

    organisation: Organisation
    public: bool = False
    zone: frozenset[str] | None = None
    merged: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its id among all that stand in the directory."""
        return self.organisation.id

    @property
    def name(self) -> str:
        """Its name."""
        return self.organisation.name

    @property
    def town_hall(self) -> bool:
        """Whether it is the town hall of a commune."""
        return TOWN_HALL in self.organisation.kinds


def listings(network: Network) -> Iterator[Listing]:
    """The organisations of a network, and the town halls of its communes; what the network itself has of one counts."""
    halls = {listed.id: listed for listed in town_halls.listed(network)}
    own = {organisation.id for organisation in (*network.organisations, *network.archive.organisations)}
    merged = {id_: tuple(_merged(network, hall)) for id_, hall in halls.items()}
    for one in network.organisations:
        hall = halls.get(one.id)
        zone = None if hall is None else frozenset(hall.communes)
        yield Listing(one, zone=zone, merged=merged.get(one.id, ()))
    for hall in halls.values():
        if hall.id not in own:
            zone = frozenset(hall.communes)
            yield Listing(_of_public_data(hall), public=True, zone=zone, merged=merged[hall.id])


def known_as(network: Network, id_: str) -> Organisation | None:
    """One of those that are listed, by its id: looked for without making all the others."""
    known = next((one for one in network.organisations if one.id == id_), None)
    if known is not None or any(one.id == id_ for one in network.archive.organisations):
        return known
    return next((_of_public_data(hall) for hall in town_halls.listed(network) if hall.id == id_), None)


def zone_of(network: Network, listing: Listing) -> frozenset[str] | None:
    """The communes that somebody is there for; None for the whole network."""
    if listing.zone is not None:
        return listing.zone
    zones = [zone_in(network, service.zone) for service in listing.organisation.services]
    return frozenset[str]().union(*(zone or () for zone in zones)) if zones and all(zones) else None


def zone_in(network: Network, codes: Collection[str]) -> frozenset[str] | None:
    """The communes of the network in a zone; None for all of them."""
    return network.communes_in(codes) if codes else None


def _merged(network: Network, hall: town_halls.Listed) -> Iterator[str]:
    for insee in hall.communes:
        if insee != hall.town_hall.insee:
            yield network.commune_by_insee[insee][0].name


def _of_public_data(listed: town_halls.Listed) -> Organisation:
    hall = listed.town_hall
    placed = hall.address and hall.postal_code and hall.town
    return Organisation(
        id=listed.id,
        name=hall.name,
        kinds=(TOWN_HALL,),
        phone=hall.telephone,
        email=hall.email,
        site=hall.site,
        hours=hall.hours,
        address=Address(street=hall.address, postal_code=hall.postal_code, town=hall.town, insee=hall.insee)
        if placed
        else None,
    )


_SOUNDS = (("ph", "f"), ("qu", "k"), ("ck", "k"), ("y", "i"), ("h", ""), ("c", "k"), ("q", "k"), ("z", "s"))
_TWICE = re.compile(r"(.)\1+")


def sounds(stem: str) -> str:
    """A stem roughly as it sounds, so that "boutik" is "boutique" and "ofice" "office"."""
    for written, said in _SOUNDS:
        stem = stem.replace(written, said)
    return _TWICE.sub(r"\1", stem)
