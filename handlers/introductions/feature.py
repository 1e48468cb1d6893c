"""Somebody wants a business that is sold in secret; a human says the name, once both agreed."""

from __future__ import annotations

from handlers.introductions import beginning, steps, verbs
from handlers.turn.events import SecretWanted
from handlers.turn.register import Date, Feature

INTRODUCTIONS = Feature(
    "introductions",
    verbs={verbs.CARRY: steps.carry, verbs.TERMS: steps.answer},
    dates=(Date(beginning.STEP, beginning.step_is_due),),
    on={SecretWanted: beginning.begin},
)
