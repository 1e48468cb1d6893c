"""Organisations: the partners of the network, how they are reached, and what they offer to whom."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from network.entries import Code, Days, Entry, Heading, Kind, Nature, Slug, Title, Wording

ZONE = r"^[0-9]{2,9}$|^2[AB]([0-9]{3})?$|^[a-z0-9]+(-[a-z0-9]+)*$"
Zone = Annotated[str, StringConstraints(pattern=ZONE, max_length=40)]
"""A commune (INSEE), a department, an EPCI (SIREN), or a territory of the network by its id."""
Postal = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
Site = Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$", max_length=200)]
Hours = Annotated[str, StringConstraints(strip_whitespace=True, max_length=255)]
"""Opening hours as OpenStreetMap writes them: "Mo-Fr 09:00-12:00,14:00-17:00"."""


class Need(StrEnum):
    """What somebody needs so that their project succeeds, as the intake asks for it."""

    PREMISES = "premises"
    LAND = "land"
    SUCCESSOR = "successor"
    FINANCING = "financing"
    MARKET_STUDY = "market_study"
    TRAINING = "training"
    RECRUITING = "recruiting"
    HOUSING = "housing"
    SCHOOL = "school"
    PARTNER_JOB = "partner_job"


class Address(Entry):
    """Where people go. `insee` is the commune's code, `more` what helps to find the door."""

    street: Title
    more: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = ""
    postal_code: Postal
    town: Title
    insee: Code

    @property
    def line(self) -> str:
        """All of it on one line."""
        return ", ".join(filter(None, (self.street, self.more, f"{self.postal_code} {self.town}")))


class Desk(Entry):
    """A further way to reach an organisation: a desk, or somebody's direct line. Only partners see one that is not
    `public`.
    """

    name: Heading
    phone: str = ""
    email: str = ""
    public: bool = False


class Service(Entry):
    """What an organisation offers. `id`, `title` and `description` are required; what is left open is not known.

    `zone` is where it is offered, which need not be where the organisation is; empty means the whole network. Empty
    `sectors`, `natures` and `needs` mean that it says nothing of them. `free`: it costs nothing; `cost` says more.
    `asking` is how one asks for it. `words` are everyday words it is looked for by, in any language.
    """

    id: Slug
    title: Heading
    description: Wording
    audience: Wording | None = None
    sectors: tuple[Slug, ...] = ()
    natures: tuple[Nature, ...] = ()
    needs: tuple[Need, ...] = ()
    zone: tuple[Zone, ...] = ()
    free: bool | None = None
    cost: Wording | None = None
    asking: Wording | None = None
    phone: str = ""
    email: str = ""
    site: Site = ""
    words: tuple[Title, ...] = ()


class Organisation(Entry):
    """A partner of the network; `kinds` are those that sectors name in `lead_kinds`. `phone` is its switchboard.

    One whose assembly decides signs the charter on `paper`, any other by a press. `signed_charter` is the version that
    it had signed when the file was written.

    `siret` (INSEE) and `rna` (Répertoire national des associations) are its official numbers. `hours` are those of its
    desk, `hours_note` one free line beside them, `closed` are days on which nobody is there. `former` services are no
    longer offered, and shown nowhere.
    """

    id: Slug
    name: Title
    kinds: tuple[Kind, ...] = Field(min_length=1)
    phone: str = ""
    email: str = ""
    signed_charter: str = ""
    signs: Literal["press", "paper"] = "press"
    description: Wording | None = None
    siret: Annotated[str, StringConstraints(pattern=r"^(\d{14})?$")] = ""
    rna: Annotated[str, StringConstraints(pattern=r"^(W\d{9})?$")] = ""
    address: Address | None = None
    site: Site = ""
    hours: Hours = ""
    hours_note: Wording | None = None
    closed: tuple[Days, ...] = ()
    contacts: tuple[Desk, ...] = ()
    services: tuple[Service, ...] = ()
    former: tuple[Service, ...] = ()

    @property
    def on_button(self) -> str:
        """Its name, with what is commonly said in fewer letters where it is long."""
        return shortened(self.name)


_SHORTER = {"Communauté de communes": "CC", "Communauté d'agglomération": "CA", "Communauté urbaine": "CU"}
_LONG = 30
"""Characters of a name that a button shows whole, however wide they are."""


def shortened(name: str) -> str:
    """A name as a button says it: "CC du Massif du Sancy"."""
    begun = next((way for way in _SHORTER if len(name) > _LONG and name.startswith(f"{way} ")), None)
    return name if begun is None else _SHORTER[begun] + name.removeprefix(begun)


LA_POSTE = "356000000"
"""The SIREN whose establishments, but for its seat, are not numbered by Luhn's rule: their digits add up to a multiple
of five (INSEE).
"""


def siret_adds_up(siret: str) -> bool:
    """Whether the fourteen digits of a SIRET go together (Luhn), or are those of La Poste."""
    digits = [int(digit) for digit in siret]
    doubled = (digit if at % 2 else sum(divmod(2 * digit, 10)) for at, digit in enumerate(digits))
    return sum(doubled) % 10 == 0 or (siret.startswith(LA_POSTE) and sum(digits) % 5 == 0)


class Neighbour(Entry):
    """Who serves places that are not of the network: whole `departments` by code, or `communes` by INSEE code.

    An entry that names a commune goes before one that names its department; between equals the first of the file.
    """

    name: Title
    phone: str = ""
    departments: tuple[Annotated[str, StringConstraints(pattern=r"^(\d{2,3}|2[AB])$")], ...] = ()
    communes: tuple[Annotated[str, StringConstraints(pattern=r"^(\d{2}|2[AB])\d{3}$")], ...] = ()

    @model_validator(mode="after")
    def _serves_something(self) -> Self:
        if not self.departments and not self.communes:
            raise ValueError("serves no place: give departments or communes")
        return self
