"""Offer rows: one line of a list of offers, and by what the same offer is known again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from network.offers import Audience, Facts, Kind, Offer
from network.text import plain


@dataclass(frozen=True, slots=True)
class Contact:
    """Whoever is asked about an offer: by a number (E.164) or an address; or a `referent` of the network, by id. With
    neither it is the coordination.
    """

    name: str = ""
    phone: str = ""
    email: str = ""
    referent: str = ""


@dataclass(frozen=True)
class OfferRow:
    """An offer. `line` is the file's own number of it, from 1. `commune` is the INSEE code of one of the network;
    `facts` are the names of `network.offers.Facts` with their values as they are kept. `said_on` is the day that the
    line says.
    """

    line: int
    kind: Kind
    commune: str
    what: str = ""
    words: str = ""
    sectors: tuple[str, ...] = ()
    audience: Audience = Audience.PUBLIC
    confidential: bool = False
    facts: tuple[tuple[str, Any], ...] = ()
    contact: Contact = Contact()
    said_on: date | None = None

    @property
    def name(self) -> str:
        """How it is called where it is told of."""
        return self.what or self.words[:60]

    @property
    def offer(self) -> Offer:
        """What is told of it, as whoever decides about it looks at it."""
        return Offer(
            0, self.kind, self.commune, self.what, self.words, self.sectors, self.audience, self.confidential,
            facts=Facts.of(dict(self.facts)),
        )  # fmt: skip

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """By this the same offer is known again."""
        return (key_of(self.offer),)

    @property
    def person_keys(self) -> tuple[str, ...]:
        """The same: whoever offers it may offer more."""
        return self.keys


def key_of(one: Offer) -> str:
    """By what an offer is known again, whoever told it: what and where it is, in which words, and how large; where it
    has no words, also for how much.
    """
    facts, said = one.facts, (plain(one.what), plain(one.words))
    money = () if any(said) else (facts.price, facts.rent)
    return "|".join(map(str, ("offer", one.kind.value, one.commune, *said, facts.surface or "", *money)))
