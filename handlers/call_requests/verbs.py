"""The buttons: somebody was called, or does not want to be any more."""

from __future__ import annotations

from handlers.turn.register import NUMBER, Verb
from handlers.turn.rights import COORDINATOR

CALLED = Verb("called", (NUMBER,), COORDINATOR)
UNCALL = Verb("uncall", (NUMBER,))
