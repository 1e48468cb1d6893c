"""Offered facts: what is known of an offer, in words, a line a family; and what the law wants said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from conversations.kinds.listing import joined
from network import energy
from network.offers import Offer
from network.phrase import Phrase, phrase

BUILT_KEYS = {
    "offer.fact.{}": ("surface", "price", "rent", "rooms", "jobs", "free_since", "why", "aid", "link"),
    "offer.fact.{}.{}": (
        *product(["tenure"], ("rent", "sale", "temporary")),
        *product(["state"], ("ready", "refresh", "work", "bare")),
        *product(("accessible", "flat"), ("yes", "no")),
    ),
}


def facts(one: Offer) -> Iterator[tuple[Phrase, ...]]:
    """What is known of it, and what the law wants said, to whoever may know."""
    if told := tuple(joined("list.dot", family) for family in families(one)):
        yield told
    if law := energy.lines(one):
        yield law


def families(one: Offer) -> Iterator[list[Phrase]]:
    """What is known of it, a line a family."""
    for family in _FAMILIES:
        told = ((name, getattr(one.facts, name)) for name in family)
        if known := [_SAID[name](name, value) for name, value in told if value not in (None, "")]:
            yield known


_FAMILIES = (
    ("surface", "rooms", "jobs"),
    ("tenure", "price", "rent"),
    ("state", "accessible", "flat"),
    ("free_since",),
    ("why",),
    ("aid",),
    ("ends_on",),
    ("link",),
)


def _number(name: str, value: int) -> Phrase:
    return phrase(f"offer.fact.{name}", number=f"{value:,}".replace(",", "\u202f"))


def _count(name: str, value: int) -> Phrase:
    return phrase(f"offer.fact.{name}", count=value)


def _choice(name: str, value: str) -> Phrase:
    return phrase(f"offer.fact.{name}.{value}")


def _either(name: str, value: bool) -> Phrase:
    return _choice(name, "yes" if value else "no")


def _words(name: str, value: str) -> Phrase:
    return phrase(f"offer.fact.{name}", text=value)


def _day(_name: str, value: date) -> Phrase:
    return phrase("offer.fact.ends_on", day=value)


_SAID: Mapping[str, Callable[[str, Any], Phrase]] = {
    **dict.fromkeys(("surface", "price", "rent"), _number),
    **dict.fromkeys(("rooms", "jobs"), _count),
    **dict.fromkeys(("tenure", "state"), _choice),
    **dict.fromkeys(("accessible", "flat"), _either),
    **dict.fromkeys(("free_since", "why", "aid", "link"), _words),
    "ends_on": _day,
}
