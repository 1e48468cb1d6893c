"""Owners who are no partners: by the letter of their town hall, and by mail."""

from __future__ import annotations

from handlers.owners import drafts, verbs
from handlers.turn.register import Date, Feature

OWNERS = Feature(
    "owners",
    verbs={verbs.DRAFT: drafts.press, verbs.IS: drafts.is_a},
    dates=(Date(drafts.WAITS, drafts.still_waits),),
)
