"""The coordination passes from one to the next: proposed, accepted, left."""

from __future__ import annotations

from handlers.handover import handover, ready, verbs
from handlers.turn.register import OF_COORDINATORS, Command, Date, Feature
from handlers.turn.rights import COORDINATOR

HANDOVER = Feature(
    "handover",
    commands=(Command("relais", handover.command, ("handover", "relay"), COORDINATOR, OF_COORDINATORS, 11),),
    verbs={
        verbs.HANDOVER: handover.press,
        verbs.PAGE: handover.press_page,
        verbs.TO: handover.press_to,
        verbs.BACK: handover.take_back,
        verbs.ANSWER: handover.answer,
        verbs.AFTER: handover.after,
        verbs.HOLDER: ready.ask,
    },
    dates=(Date(handover.LAPSE, handover.lapse_is_due),),
    forms={ready.FLOW: ready.hand_in},
)
