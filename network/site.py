"""The page for everybody: which offers stand on it."""

from __future__ import annotations

from datetime import date

from network.energy import kept_from_public
from network.offers import Audience, Kind, Offer

KINDS = tuple(kind for kind in Kind if kind is not Kind.CLOSING)
"""What stands there, in this order: what will close is for partners alone."""

LINK = "offre-"
"""How what a link to the bot says begins, where it opens an offer there; then comes the code that its buttons have."""


def open_to_all(offer: Offer, today: date) -> bool:
    """Whether an offer that is shown stands on the page: none of a secret business, not even behind its veil; none for
    partners alone, none that the law keeps from the public, none that is over.
    """
    if offer.confidential or offer.audience is not Audience.PUBLIC or offer.kind not in KINDS:
        return False
    ended = offer.facts.ends_on is not None and offer.facts.ends_on < today
    return not ended and kept_from_public(offer, today) is None
