"""Posters and leaflets, with a code that says where people came from."""

from __future__ import annotations

from handlers.leaflet import asking, verbs
from handlers.turn.register import Command, Feature, Menu
from handlers.turn.rights import REFERENT

COORDINATORS = frozenset({Menu.COORDINATORS})

LEAFLET = Feature(
    "leaflet",
    commands=(
        Command("affiche", asking.poster, ("poster", "affiches"), REFERENT, COORDINATORS, 70, reads=asking.counted),
        Command("plaquette", asking.leaflet, ("leaflet", "brochure"), REFERENT, COORDINATORS, 71),
    ),
    verbs={verbs.PAPER: asking.press},
)
