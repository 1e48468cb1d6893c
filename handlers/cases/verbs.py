"""The buttons of whoever sent a case: look at it, correct it, complete it, share it, begin another."""

from __future__ import annotations

from conversations.engine import flows
from conversations.engine.flow import COMPLETING
from handlers.turn.register import CASE, Verb, one_of
from handlers.turn.rights import PERSON

MODULES = tuple(name for name in flows.names() if name.startswith(COMPLETING))
"""The forms that complete a case."""

MINE = Verb("mine", once=True)
AMEND = Verb("amend", (CASE,), PERSON, once=True)
COMPLETE = Verb("complete", (CASE,), PERSON, once=True)
MODULE = Verb("module", (CASE, one_of(*MODULES)), PERSON, once=True)
ADULT = Verb("adult", (CASE,), PERSON, once=True)
BEGIN = Verb("begin", (one_of("intake", "callback"),), once=True)
