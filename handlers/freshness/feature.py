"""Owners are asked whether what they offer still holds."""

from __future__ import annotations

from handlers.freshness import answering, asking, verbs
from handlers.turn.events import OfferEnded, OfferShown
from handlers.turn.register import Date, Feature

FRESHNESS = Feature(
    "freshness",
    verbs={
        verbs.ALL: answering.press_all,
        verbs.HOLDS: answering.press_holds,
        verbs.ONE: answering.press_one,
        verbs.OFTEN: answering.press_often,
        verbs.EVERY: answering.press_every,
    },
    dates=(
        Date(asking.ASK, asking.ask_is_due),
        Date(asking.HIDE, asking.hide_is_due, any_hour=True),
        Date(asking.TELL, asking.tell_is_due),
        Date(asking.OVER, asking.over_is_due),
    ),
    on={OfferShown: asking.follow, OfferEnded: answering.ended},
)
