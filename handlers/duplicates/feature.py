"""The same person twice: the coordination decides what two cases are."""

from __future__ import annotations

from handlers.duplicates import detect, merge, verbs
from handlers.turn.events import CaseSent
from handlers.turn.register import Feature

DUPLICATES = Feature(
    "duplicates",
    verbs={verbs.TWICE: merge.press, verbs.PAIR: merge.show_both},
    on={CaseSent: detect.look},
)
