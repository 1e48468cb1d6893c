"""People whom a case can call on, and who may help a case here."""

from __future__ import annotations

from handlers.resources import asking, entering, showing, verbs
from handlers.turn.register import Date, Feature

RESOURCES = Feature(
    "resources",
    verbs={
        verbs.NEW: entering.begin,
        verbs.MINE: entering.press_mine,
        verbs.CARD: showing.card,
        verbs.KEEP: entering.press,
        verbs.ANSWER: asking.answer,
        verbs.HELPS: showing.helps,
    },
    dates=(Date(asking.KIND, asking.step_is_due),),
    forms={entering.FLOW: entering.hand_in},
    links={asking.LINK: asking.follow},
)
