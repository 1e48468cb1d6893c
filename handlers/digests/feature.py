"""Digests by mail: what else came in a day, in one letter."""

from __future__ import annotations

from handlers.digests import letter, verbs
from handlers.turn.channels import daily
from handlers.turn.register import Date, Feature

DIGESTS = Feature(
    "digests",
    verbs={verbs.END: letter.end, verbs.BEGIN: letter.begin},
    dates=(Date(daily.KIND, letter.letter_is_due),),
)
