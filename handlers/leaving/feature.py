"""Somebody says that they want to stop."""

from __future__ import annotations

from handlers.leaving import leaving, verbs
from handlers.turn.register import Feature

LEAVING = Feature("leaving", verbs={verbs.LEAVE: leaving.decide})
