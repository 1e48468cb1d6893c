"""Somebody asks for an offer; its owner answers, or a human in their place."""

from __future__ import annotations

from handlers.interests import answering, asking, clock, verbs
from handlers.turn.events import OfferEnded
from handlers.turn.register import Date, Feature

INTERESTS = Feature(
    "interests",
    verbs={verbs.WANT: asking.press, verbs.ANSWER: answering.answer, verbs.AGREE: answering.agree},
    dates=(Date(clock.STEP, clock.step_is_due),),
    forms={asking.FLOW: asking.hand_in},
    on={OfferEnded: answering.offer_ended},
)
