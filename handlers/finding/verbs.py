"""The button of a search: another page of what it found. What was typed goes with it, in plain letters."""

from __future__ import annotations

import re

from handlers.turn.register import PAGE, Part, Verb
from handlers.turn.rights import REFERENT
from network.finding import LONGEST

TYPED = Part("typed", lambda text: text if re.fullmatch(rf"[a-z0-9 ]{{1,{LONGEST}}}", text) else None, "x" * LONGEST)
FOUND = Verb("found", (PAGE, TYPED), REFERENT, once=True)
