"""Posters and leaflets, with a code that says where people came from."""

from __future__ import annotations

from handlers.leaflet import asking, verbs
from handlers.turn.register import OF_COORDINATORS, Command, Feature
from handlers.turn.rights import REFERENT

LEAFLET = Feature(
    "leaflet",
    commands=(
        Command("affiche", asking.poster, ("poster", "affiches"), REFERENT, OF_COORDINATORS, 70, reads=asking.counted),
        Command("plaquette", asking.leaflet, ("leaflet", "brochure"), REFERENT, OF_COORDINATORS, 71),
    ),
    verbs={verbs.PAPER: asking.press},
)
