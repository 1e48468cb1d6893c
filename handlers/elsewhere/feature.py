"""Whoever receives people at another place that a person named sees the case too, where the person said so."""

from __future__ import annotations

from handlers.elsewhere import elsewhere, verbs
from handlers.turn.events import CaseChanged, CaseSent, SlotChanged
from handlers.turn.register import Feature

ELSEWHERE = Feature(
    "elsewhere",
    verbs={verbs.HIDE: elsewhere.hide},
    on={CaseSent: elsewhere.show, CaseChanged: elsewhere.follow, SlotChanged: elsewhere.redraw},
)
