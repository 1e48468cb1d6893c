"""Said: an offer in words, for whoever may see it; its owner and their number are nobody’s before both agreed."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.words.cleaning import clip
from handlers.turn.turn import Turn
from network.offers import Kind, Offer
from network.phrase import Phrase, phrase

BUILT_KEYS = {"new-offer.offered.{}": Kind, "offer.fact.{}": ("surface", "price", "rent", "rooms")}
_SHOWN = 600


def title(turn: Turn, one: Offer) -> Phrase:
    """What it is and where, on one line."""
    what = one.what or phrase(f"new-offer.offered.{one.kind}")
    return phrase("offer.title", what=what, place=place(turn, one))


def place(turn: Turn, one: Offer) -> str:
    """Where it is."""
    known = turn.network.commune_by_insee.get(one.commune)
    return known[0].name if known else one.commune


def lines(turn: Turn, one: Offer) -> Iterator[tuple[Phrase, ...] | Phrase]:
    """All that is said of it, paragraph by paragraph."""
    yield title(turn, one)
    if one.what:
        yield phrase(f"new-offer.offered.{one.kind}")
    if one.words:
        yield phrase("said.text", text=clip(one.words, _SHOWN))
    facts = {name: getattr(one.facts, name) for name in ("surface", "price", "rent", "rooms")}
    if told := tuple(phrase(f"offer.fact.{name}", count=value) for name, value in facts.items() if value is not None):
        yield told
