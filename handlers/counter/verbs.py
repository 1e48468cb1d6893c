"""The buttons of whoever entered a case: the sheet to hand over, the same by e-mail."""

from __future__ import annotations

from handlers.turn.register import REFERENCE, Verb
from handlers.turn.rights import ENTERED

SHEET = Verb("sheet", (REFERENCE,), ENTERED, once=True)
POST = Verb("post", (REFERENCE,), ENTERED, once=True)
