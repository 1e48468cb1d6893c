"""The button that says that somebody was called."""

from __future__ import annotations

from handlers.turn.register import NUMBER, Verb
from handlers.turn.rights import COORDINATOR

CALLED = Verb("called", (NUMBER,), COORDINATOR)
