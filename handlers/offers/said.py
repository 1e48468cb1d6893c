"""Said: an offer in words. Whoever asks for it in another way than `known` gets what its veil leaves: of a business
whose sale is a secret a label and a wide place; its owner and their number are nobody’s before both agreed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from conversations.kinds.listing import joined
from conversations.words.cleaning import clip
from handlers.offers.verbs import knows
from handlers.turn.screen import Paragraph
from handlers.turn.turn import Turn
from network import energy
from network.offers import Audience, Kind, Offer
from network.phrase import Phrase, phrase
from storage.offers import Kept

BUILT_KEYS = {
    "new-offer.offered.{}": Kind,
    "offer.fact.{}": ("surface", "price", "rent", "rooms", "jobs", "free_since", "why", "aid", "link"),
    "offer.fact.{}.{}": (
        *product(["tenure"], ("rent", "sale", "temporary")),
        *product(["state"], ("ready", "refresh", "work", "bare")),
        *product(("accessible", "flat"), ("yes", "no")),
    ),
}
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


def facts(one: Offer) -> Iterator[tuple[Phrase, ...]]:
    """What is known of it, and what the law wants said, to whoever may know."""
    if told := tuple(joined("list.dot", family) for family in _families(one)):
        yield told
    if law := energy.lines(one):
        yield law


def understood(turn: Turn, one: Offer) -> Phrase:
    """What was understood of a sentence, on one line."""
    what = phrase("said.text", text=one.what) if one.what else phrase(f"new-offer.offered.{one.kind}")
    where = [phrase("said.text", text=place(turn, one))] if one.commune else []
    return joined("list.dot", [what, *where, *(told for family in _families(one) for told in family)])


def whom(turn: Turn, one: Offer) -> list[Phrase]:
    """Who is not shown an offer, and why: what its owner and whoever looks at it read below it."""
    if one.confidential:
        return []
    why = energy.kept_from_public(one, turn.today) if one.audience is Audience.PUBLIC else phrase("offer.partners")
    return [why] if why is not None else []


def _families(one: Offer) -> Iterator[list[Phrase]]:
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
