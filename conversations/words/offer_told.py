"""What somebody says of what is free, in a mail of their own words: what it is, how large, for how much a month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conversations.words import discreet, measures
from conversations.words import offer_words as said_by
from network.offers import Kind
from network.text import words

_SURELY = (("a", "reprendre"), ("repreneur",), ("fonds", "de", "commerce"), ("cession",))
"""What says that a business is to take over, wherever it stands: "boutique à reprendre"."""
_SOUGHT = (("nous", "recherchons"), ("nous", "cherchons"), ("la", "commune", "recherche"), ("la", "commune", "cherche"))
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Told:
    """What was understood; whatever is not sure is None."""

    kind: Kind | None
    surface: int | None
    rent: int | None
    confidential: bool


def read(text: str, locale: str) -> Told:
    """What a text says of what is free. Never raises."""
    text = text[:_MOST]
    numbers = measures.read(text, locale)
    span = numbers.surface
    kind = _kind(words(text))
    return Told(
        kind,
        surface=span[0] if span is not None and span[0] == span[1] else None,
        rent=numbers.monthly,
        confidential=kind is Kind.TAKEOVER and discreet.parted(text) is not None,
    )


def _kind(said: list[str]) -> Kind | None:
    """The kind that is named first; a flat that goes with it names none."""
    said = _without(said, said_by.FLAT)
    if _first(said, _SURELY) is not None:
        return Kind.TAKEOVER
    found: list[tuple[int, int, Kind]] = []
    for kind, ways in {**said_by.KINDS, Kind.SERVICE: (*_SOUGHT, *said_by.KINDS[Kind.SERVICE])}.items():
        if (first := _first(said, ways)) is not None:
            found.append((*first, kind))
    return min(found)[2] if found else None


def _first(said: list[str], ways: Iterable[tuple[str, ...]]) -> tuple[int, int] | None:
    """Where the first of some ways stands, and how long it is, the longest first."""
    some = [(at, -len(way)) for way in ways for at in range(len(said)) if tuple(said[at : at + len(way)]) == way]
    return min(some, default=None)


def _without(said: list[str], ways: Iterable[tuple[str, ...]]) -> list[str]:
    for way in ways:
        for at in range(len(said) - len(way), -1, -1):
            if tuple(said[at : at + len(way)]) == way:
                said = said[:at] + said[at + len(way) :]
    return said
