"""What a named funder asks of people: asked once, after the first contact, by the bot alone."""

from __future__ import annotations

from handlers.profile import asking, telling, verbs
from handlers.turn.events import PersonContacted, SlotChanged
from handlers.turn.register import Date, Feature

PROFILE = Feature(
    "profile",
    verbs={
        verbs.TELL: telling.begin,
        verbs.NONE: telling.none_of_it,
        verbs.SAY: telling.say,
        verbs.COUNT: telling.count,
    },
    dates=(Date(asking.ASK, asking.ask_is_due),),
    forms={telling.FLOW: telling.hand_in},
    on={SlotChanged: asking.follow, PersonContacted: asking.begin},
)
