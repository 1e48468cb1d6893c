"""What is free in the territory."""

from __future__ import annotations

from handlers.offers import (
    completing,
    correcting,
    gone,
    looking,
    mine,
    picturing,
    posting,
    verbs,
)
from handlers.turn.register import Command, Date, Feature, Menu

OFFERS = Feature(
    "offers",
    commands=(
        Command(
            "offre",
            posting.command,
            ("offer",),
            menus=frozenset({Menu.OWNERS, Menu.REFERENTS, Menu.COORDINATORS}),
            place=46,
            reads=posting.theirs,
        ),
    ),
    verbs={
        verbs.NEW: posting.press,
        verbs.SELL: posting.for_seller,
        verbs.DECIDE: looking.decide,
        verbs.LOOK: looking.look_again,
        verbs.WHY: looking.because,
        verbs.ENDS: gone.press,
        verbs.MINE: mine.press,
        verbs.OPEN: mine.open_,
        verbs.COMPLETE: completing.press,
        verbs.UNPICTURE: completing.unpicture,
        verbs.ASK: correcting.ask,
    },
    dates=(
        Date(picturing.PICTURES, picturing.are_read, any_hour=True, reads=picturing.read),
        Date(looking.LATE, looking.look_is_late),
    ),
    forms={
        posting.FLOW: posting.hand_in,
        completing.FLOW: completing.hand_in,
        correcting.FLOW: correcting.hand_in,
        correcting.ASKS: correcting.asked,
    },
)
