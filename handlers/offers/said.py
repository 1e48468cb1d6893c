"""Said: an offer in words. Whoever asks for it in another way than `known` gets what its veil leaves: of a business
whose sale is a secret a label and a wide place; its owner and their number are nobody’s before both agreed.
"""

from __future__ import annotations

from collections.abc import Iterator

from conversations.words.cleaning import clip
from handlers.offers.verbs import knows
from handlers.turn.screen import Paragraph
from handlers.turn.turn import Turn
from network.offers import Kind, Offer
from network.phrase import Phrase, phrase
from storage.offers import Kept

BUILT_KEYS = {"new-offer.offered.{}": Kind, "offer.fact.{}": ("surface", "price", "rent", "rooms")}
_SHOWN, _ON_A_LINE = 600, 60


async def to(turn: Turn, one: Kept, account: int) -> list[Paragraph]:
    """All that is said of an offer to somebody: the one way in which it is shown to whoever looks for offers."""
    return list(lines(turn, one.said, known=await knows(turn, account, one)))


def title(turn: Turn, one: Offer, *, known: bool = False) -> Phrase:
    """What it is and where, on one line. `known`: whoever reads it may know a secret one."""
    if one.confidential and not known:
        veil = turn.knowledge.veils().of(one)
        return phrase("offer.title", what=veil.label, place=veil.place)
    what = one.what or phrase(f"new-offer.offered.{one.kind}")
    return phrase("offer.title", what=what, place=_place(turn, one))


def on_a_line(turn: Turn, one: Offer) -> Phrase:
    """The same, with the first words about it; of a secret one what its veil leaves."""
    words = "" if one.confidential else clip(one.words, _ON_A_LINE)
    return phrase("offer.on_a_line", title=title(turn, one), words=words) if words else title(turn, one)


def _place(turn: Turn, one: Offer) -> str:
    known = turn.network.commune_by_insee.get(one.commune)
    return known[0].name if known else one.commune


def lines(turn: Turn, one: Offer, *, known: bool = False) -> Iterator[Paragraph]:
    """All that is said of it, paragraph by paragraph. `known`: whoever reads it may know a secret one."""
    yield title(turn, one, known=known)
    if one.confidential and not known:
        yield phrase("offer.veiled")
        return
    if one.what:
        yield phrase(f"new-offer.offered.{one.kind}")
    if one.words:
        yield phrase("said.text", text=clip(one.words, _SHOWN))
    if one.confidential:
        yield phrase("offer.secret")
    facts = {name: getattr(one.facts, name) for name in ("surface", "price", "rent", "rooms")}
    if told := tuple(phrase(f"offer.fact.{name}", count=value) for name, value in facts.items() if value is not None):
        yield told
