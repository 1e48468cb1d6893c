"""The button that opens a note on a case."""

from __future__ import annotations

from handlers.turn.register import STANDING, Verb
from handlers.turn.rights import WORKS_ON

NOTE = Verb("note", (STANDING,), WORKS_ON, once=True)
