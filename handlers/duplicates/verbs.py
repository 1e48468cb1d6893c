"""The buttons about two cases of the same person: look at both, merge them, or leave them apart."""

from __future__ import annotations

from handlers.turn.register import REFERENCE, Verb, one_of
from handlers.turn.rights import COORDINATOR

PAIR = Verb("pair", (REFERENCE, REFERENCE), COORDINATOR, once=True)
TWICE = Verb("twice", (one_of("ask", "back", "apart", "keep"), REFERENCE, REFERENCE), COORDINATOR)
