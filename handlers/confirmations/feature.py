"""Confirmations: entries of the directory that somebody says are right."""

from __future__ import annotations

from handlers.confirmations import asking, confirming, verbs
from handlers.turn.register import Date, Feature

CONFIRMATIONS = Feature(
    "confirmations",
    verbs={
        verbs.SHOW: confirming.press_show,
        verbs.RIGHT: confirming.press_right,
        verbs.PACES: confirming.press_paces,
        verbs.PACE: confirming.press_pace,
        verbs.ALL: confirming.press_all,
        verbs.BEGIN: asking.press_begin,
        verbs.FROM_NOW: asking.press_from_now,
    },
    dates=(Date(asking.KIND, asking.date_came),),
    forms={confirming.FLOW: confirming.hand_in},
)
