"""Short items of news to the partners, written by the coordination."""

from __future__ import annotations

from handlers.bulletins import bulletins, delivery, verbs
from handlers.turn.register import OF_COORDINATORS, Command, Date, Feature
from handlers.turn.rights import COORDINATOR

BULLETINS = Feature(
    "bulletins",
    commands=(
        Command("info", bulletins.command, ("news",), COORDINATOR, OF_COORDINATORS, 12, reads=bulletins.standing),
    ),
    verbs={
        verbs.NEW: bulletins.begin,
        verbs.WHO: delivery.who_has_read,
        verbs.ITS: bulletins.press,
        verbs.LIST: bulletins.press_list,
        verbs.FOR: bulletins.press_for,
        verbs.READ: delivery.read,
    },
    dates=(Date(bulletins.LEAVES, delivery.leaves), Date(bulletins.ENDS, delivery.ends, any_hour=True)),
    forms={bulletins.FLOW: bulletins.hand_in},
)
