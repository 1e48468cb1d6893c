"""Said: an offer in words. Whoever asks for it in another way than `known` gets what its veil leaves: of a business
whose sale is a secret a label and a wide place; its owner and their number are nobody’s before both agreed.
"""

from __future__ import annotations

from collections.abc import Iterator

from conversations.kinds.listing import joined
from conversations.kinds.offered_facts import facts, families
from conversations.words.cleaning import clip
from handlers.offers.verbs import knows
from handlers.turn.screen import Paragraph
from handlers.turn.turn import Turn
from network import energy
from network.offers import Audience, Kind, Offer
from network.phrase import Phrase, phrase
from storage.offers import Kept

BUILT_KEYS = {"new-offer.offered.{}": Kind}
_SHOWN, _ON_A_LINE = 600, 60


async def to(turn: Turn, one: Kept, account: int) -> list[Paragraph]:
    """All that is said of an offer to somebody: the one way in which it is shown to whoever looks for offers."""
    known = await knows(turn, account, one)
    return [*lines(turn, one.said, known=known), *(secret(one) if known else ())]


def secret(one: Kept) -> list[Phrase]:
    """That whoever knows what it is keeps it to themselves."""
    return [phrase("offer.secret")] if one.said.confidential else []


def title(turn: Turn, one: Offer, *, known: bool = False) -> Phrase:
    """What it is and where, on one line. `known`: whoever reads it may know a secret one."""
    if one.confidential and not known:
        veil = turn.knowledge.veils().of(one)
        return phrase("offer.title", what=veil.label, place=veil.place)
    what = one.what or phrase(f"new-offer.offered.{one.kind}")
    return phrase("offer.title", what=what, place=place(turn, one))


def on_a_line(turn: Turn, one: Offer) -> Phrase:
    """The same, with the first words about it; of a secret one what its veil leaves."""
    words = "" if one.confidential else clip(one.words, _ON_A_LINE)
    return phrase("offer.on_a_line", title=title(turn, one), words=words) if words else title(turn, one)


def place(turn: Turn, one: Offer) -> str:
    """Where it is, to whoever may know."""
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
    yield from facts(one)


def understood(turn: Turn, one: Offer) -> Phrase:
    """What was understood of a sentence, on one line."""
    what = phrase("said.text", text=one.what) if one.what else phrase(f"new-offer.offered.{one.kind}")
    where = [phrase("said.text", text=place(turn, one))] if one.commune else []
    return joined("list.dot", [what, *where, *(told for family in families(one) for told in family)])


def whom(turn: Turn, one: Offer) -> list[Phrase]:
    """Who is not shown an offer, and why: what its owner and whoever looks at it read below it."""
    if one.confidential:
        return []
    why = energy.kept_from_public(one, turn.today) if one.audience is Audience.PUBLIC else phrase("offer.partners")
    return [why] if why is not None else []
