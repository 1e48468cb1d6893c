"""The buttons of whoever entered a case: the sheet to hand over, the same by e-mail."""

from __future__ import annotations

from handlers.turn.register import CASE, Verb
from handlers.turn.rights import ENTERED

SHEET = Verb("sheet", (CASE,), ENTERED, once=True)
POST = Verb("post", (CASE,), ENTERED, once=True)
