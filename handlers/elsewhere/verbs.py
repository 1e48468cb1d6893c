"""The button by which a person takes back that somebody elsewhere may see their case."""

from __future__ import annotations

from handlers.turn.register import CASE, Verb
from handlers.turn.rights import VOICE

HIDE = Verb("hide", (CASE,), VOICE, once=True)
