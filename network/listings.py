"""Listings: who stands in the directory, organisations of the network and what public data add to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from network.model import Network
from network.organisations import Organisation

TOWN_HALL = "TOWN_HALL"
"""The kind of partner that a commune's town hall is in the directory."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Somebody in the directory. `public`: the date of the public data that it comes from, None where the network keeps
    it itself; `zone`: the communes it is there for, None where its services say so.
    """

    organisation: Organisation
    public: date | None = None
    zone: frozenset[str] | None = None

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
    """The organisations of a network."""
    return (Listing(organisation) for organisation in network.organisations)


_SOUNDS = (("ph", "f"), ("qu", "k"), ("ck", "k"), ("y", "i"), ("h", ""), ("c", "k"), ("q", "k"), ("z", "s"))
_TWICE = re.compile(r"(.)\1+")


def sounds(stem: str) -> str:
    """A stem roughly as it sounds, so that "boutik" is "boutique" and "ofice" "office"."""
    for written, said in _SOUNDS:
        stem = stem.replace(written, said)
    return _TWICE.sub(r"\1", stem)
