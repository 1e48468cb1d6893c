"""What is on the market."""

from __future__ import annotations

from handlers.market import browsing, card, found, verbs
from handlers.offers.verbs import PHOTOS
from handlers.turn.register import Command, Feature, Menu
from network.site import LINK

MARKET = Feature(
    "market",
    commands=(Command("offres", browsing.command, ("offers",), menus=frozenset(Menu), place=45, reads=browsing.seen),),
    verbs={verbs.BROWSE: browsing.press, PHOTOS: card.photos, verbs.MAP: found.show_map},
    links={LINK: browsing.follow},
)
