"""The buttons of whoever said that they want to stop: everything erased, or nothing changed."""

from __future__ import annotations

from handlers.turn.register import Verb, one_of

LEAVE = Verb("leave", (one_of("erase", "go_on"),), once=True)
