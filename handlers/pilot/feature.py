"""The pilot organisation: proposed to another one, accepted by somebody who answers for it, and told to everybody."""

from __future__ import annotations

from handlers.pilot import answering, proposing, telling, verbs
from handlers.turn.register import Date, Feature

PILOT = Feature(
    "pilot",
    verbs={
        verbs.PILOT: proposing.press,
        verbs.TURN: proposing.press_page,
        verbs.OF: proposing.press_of,
        verbs.TO: proposing.press_to,
        verbs.BACK: proposing.take_back,
        verbs.ANSWER: answering.press,
        verbs.ACCEPT: answering.accept,
    },
    dates=(
        Date(proposing.LAPSE, proposing.lapse_is_due),
        Date(telling.PARTNERS, telling.partners_are_due),
        Date(telling.PEOPLE, telling.people_are_due),
        Date(telling.WRITERS, telling.writers_are_due),
    ),
    forms={answering.FLOW: answering.hand_in},
)
