"""Offers: what is free in the territory, to take over, to rent, to build on, to work at; and who may see which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Kind(StrEnum):
    """What is offered. A `service` is what a village seeks, `closing` what will close, which partners alone hear."""

    TAKEOVER = "takeover"
    PREMISES = "premises"
    LAND = "land"
    HOUSING = "housing"
    JOB = "job"
    SERVICE = "service"
    CLOSING = "closing"


class Audience(StrEnum):
    """Who may see an offer."""

    PUBLIC = "public"
    PARTNERS = "partners"


class Energy(StrEnum):
    """The classes of a DPE, energy and climate alike; `vacant` is a building without heating, which needs none."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"
    E = "e"
    F = "f"
    G = "g"
    VACANT = "vacant"


FRESH: Mapping[Kind, timedelta] = MappingProxyType(
    {kind: timedelta(days=30 if kind in (Kind.HOUSING, Kind.JOB) else 90) for kind in Kind}
)
"""So long an offer is taken as it was said; then its owner is asked whether it still holds, …"""
STALE = timedelta(days=15)
"""… and so long after that it is shown to nobody any more, …"""
HIDDEN = timedelta(days=90)
"""… and so long after that it is over, unless its owner brings it back."""
LOOKED_AT_WITHIN = 2
"""Working days within which somebody of the network looks at a new offer."""
REMINDED, REFERENT_ASKED, ANSWERED = 3, 5, 8
"""Working days after somebody asked for an offer: its owner is reminded, the territorial referent is asked, and the
person has an answer from a human.
"""


PICTURES = 8
"""Pictures of an offer at the most."""


class Part(StrEnum):
    """What is completed of an offer in one go."""

    SIZE = "size"
    MONEY = "money"
    STATE = "state"
    SINCE = "since"
    ENERGY = "energy"
    JOB = "job"
    END = "end"
    PICTURES = "pictures"
    WHO = "who"


_OF_ALL = (Part.PICTURES, Part.WHO)
_BUILT = (Part.SIZE, Part.MONEY, Part.STATE, Part.SINCE, Part.ENERGY, *_OF_ALL)
PARTS: Mapping[Kind, tuple[Part, ...]] = MappingProxyType(
    {
        Kind.TAKEOVER: _BUILT,
        Kind.PREMISES: _BUILT,
        Kind.LAND: (Part.SIZE, Part.MONEY, Part.SINCE, *_OF_ALL),
        Kind.HOUSING: _BUILT,
        Kind.JOB: (Part.JOB, *_OF_ALL),
        Kind.SERVICE: (Part.SINCE, *_OF_ALL),
        Kind.CLOSING: (Part.END, Part.SINCE),
    }
)
"""What makes sense to be told of each kind, in the order in which it is offered; what will close is for partners."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of an offer besides the four things that it begins with; what was not told is None, or empty.

    `surface` is in square metres, `price` in euros, `rent` in euros a month without charges; `cost` is the yearly
    energy that a DPE reckons, from and to, in euros, and `cost_year` that of its prices. `tenure` is rent, sale or
    temporary. `state` is ready, refresh, work or bare. `free_since` is in words, as `why`. `accessible`: a
    wheelchair gets in. `flat`: a flat is above. `aid` is help that goes with it. `energy` and `climate` are the
    classes of its DPE. `rooms` counts main rooms. `link` is the employer’s page, `ends_on` the last day of a job’s
    offer. `jobs` counts those who work there.
    """

    surface: int | None = None
    price: int | None = None
    rent: int | None = None
    tenure: str | None = None
    state: str | None = None
    free_since: str = ""
    why: str = ""
    accessible: bool | None = None
    flat: bool | None = None
    aid: str = ""
    rooms: int | None = None
    energy: Energy | None = None
    climate: Energy | None = None
    cost: tuple[int, int] | None = None
    link: str = ""
    ends_on: date | None = None
    jobs: int | None = None
    cost_year: int | None = None

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Facts:
        """The facts as they are kept: JSON by the names of these fields, of which whatever is not told is left out."""
        known = {name: value for name, value in told.items() if name in cls.__dataclass_fields__ and value is not None}
        for name in ("energy", "climate"):
            if name in known:
                known[name] = Energy(known[name])
        if "cost" in known:
            known["cost"] = tuple(known["cost"])
        if "ends_on" in known:
            known["ends_on"] = date.fromisoformat(known["ends_on"])
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer as whoever decides about it looks at it.

    `what` is its title in a few words, `words` a sentence about it; either may be empty. `sectors` are trades that its
    words name, the likeliest first; of a job and of a service they are what is sought. `commune` is the INSEE code of a
    commune of the network. `confidential`: a business whose sale is a secret.
    `pictures` counts them.
    """

    id: int
    kind: Kind
    commune: str
    what: str = ""
    words: str = ""
    sectors: tuple[str, ...] = ()
    audience: Audience = Audience.PUBLIC
    confidential: bool = False
    pictures: int = 0
    facts: Facts = Facts()

    @property
    def sector(self) -> str | None:
        """The trade that its words name first."""
        return self.sectors[0] if self.sectors else None

    @property
    def parts(self) -> tuple[Part, ...]:
        """What may be completed: a picture of what is a secret would name it."""
        return tuple(part for part in PARTS[self.kind] if not (self.confidential and part is Part.PICTURES))


LOOKED_AT_ANEW = frozenset({"free_since", "why", "aid", "link"})
"""What is told in somebody’s own words, so that it is looked at before others read it, as a sentence or a picture is;
numbers, choices and days count at once.
"""


def completed(kind: Kind, facts: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an offer, as they are kept, once more is told: a place that is let has no price, one that is sold no
    rent; without classes there is no cost.
    """
    now = {**facts, **told}
    if "tenure" in told and kind is not Kind.TAKEOVER:
        now.pop("rent" if told["tenure"] == "sale" else "price", None)
    if told.get("energy") == Energy.VACANT:
        now = {name: value for name, value in now.items() if name not in ("climate", "cost", "cost_year")}
    return now
