"""Resource persons: whom a case can call on, what they are looked for by, and how long what they said holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from network.entries import Heading, Wording
from network.listings import Listing
from network.model import Network
from network.organisations import Need, Organisation, Service

RESOURCE = "RESOURCE"
"""The kind of partner that a resource person is among the listings of the directory."""

LINK_LASTS = timedelta(days=30)
"""So long somebody may answer who was entered; then what was entered is erased."""
AGAIN = timedelta(days=365)
"""After so long they are asked whether it still holds; …"""
REMINDED = timedelta(days=14)
"""… so long after that they are reminded, …"""
HIDDEN = timedelta(days=30)
"""… so long after it nobody is shown them any more, …"""
ERASED = timedelta(days=90)
"""… and so long after it they are erased."""


class Kind(StrEnum):
    """Who somebody is to those who call on them."""

    ELECTED = "elected"
    SECRETARY = "secretary"
    SCHOOL = "school"
    NOTARY = "notary"
    EXPERT = "expert"
    WELCOME = "welcome"
    OTHER = "other"


SAID: Mapping[Kind, tuple[str, ...]] = {
    Kind.ELECTED: (
        "élu", "élue", "élus", "maire", "adjoint", "adjointe", "conseiller municipal", "conseillère municipale",
        "mayor", "councillor", "elected member",
    ),
    Kind.SECRETARY: ("secrétaire de mairie", "secrétaire", "mairie", "town hall", "clerk"),
    Kind.SCHOOL: (
        "école", "directeur", "directrice", "directeur d'école", "directrice d'école", "inscription", "scolaire",
        "institutrice", "school", "head of school", "headteacher",
    ),
    Kind.NOTARY: ("notaire", "notariat", "étude", "acte", "notary"),
    Kind.EXPERT: ("expert", "experte", "expertise", "conseil", "adviser"),
    Kind.WELCOME: (
        "habitant", "habitante", "habitants", "accueil", "accueillir", "accueille", "accueillant", "parrain",
        "marraine", "voisin", "voisine", "inhabitant", "welcome", "neighbour",
    ),
    Kind.OTHER: (),
}  # fmt: skip
"""Everyday words by which each is looked for."""


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who may be called on: who they are, for what in one line, which needs and sectors that answers, and
    where, as a service’s `zone`: empty for the whole network.
    """

    id: int
    kind: Kind
    name: str
    what: str
    needs: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    zone: tuple[str, ...] = ()


def listing(helper: Helper, title: Heading) -> Listing:
    """Somebody as the directory looks for its entries; `title` says who they are."""
    service = Service(
        id="offer",
        title=title,
        description=Wording(fr=helper.what),
        needs=tuple(Need(need) for need in helper.needs),
        sectors=helper.sectors,
        zone=helper.zone,
        words=SAID[helper.kind],
    )
    return Listing(Organisation(id=id_of(helper.id), name=helper.name, kinds=(RESOURCE,), services=(service,)))


def id_of(number: int) -> str:
    """The id of somebody among the listings; no organisation is called so."""
    return f"personne-ressource-{number}"


def number_of(listed: Listing) -> int | None:
    """The number of the resource person that a listing is; None where it is none."""
    if RESOURCE not in listed.organisation.kinds:
        return None
    return int(listed.id.rpartition("-")[2])


def there(network: Network, helper: Helper, communes: Collection[str]) -> bool:
    """Whether somebody may be called on in one of these communes; where none is known, whoever is there for all."""
    return not helper.zone or bool(network.communes_in(helper.zone) & set(communes))


def who_may_help(
    network: Network,
    helpers: Sequence[Helper],
    communes: Collection[str],
    needs: Collection[str],
    sectors: Collection[str],
) -> list[tuple[Helper, bool]]:
    """Those who may be called on at a place, and whether for one of these needs or sectors: they come first, and of
    both those of the place itself before those of the whole network.
    """
    found = [(one, bool(set(one.needs) & set(needs) or set(one.sectors) & set(sectors))) for one in helpers]
    here = [(one, meant) for one, meant in found if there(network, one, communes)]
    return sorted(here, key=lambda pair: (not pair[1], not pair[0].zone, pair[0].name))
