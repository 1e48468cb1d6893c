"""The buttons of a slot: what a referent does with it, and the coordination’s hand."""

from __future__ import annotations

from handlers.slots.rights import DOER, FITS
from handlers.turn.register import CASE, CODE, NUMBER, REFERENCE, ROLE, Verb, one_of
from handlers.turn.rights import COORDINATOR, HOLDER, OWNER
from network.acts import ACTS
from network.slots import MoveReason, PassReason

SLOT = (CASE, ROLE)

TAKE = Verb("take", SLOT, FITS, on_card=True)
PASS = Verb("pass", SLOT, OWNER, once=True, on_card=True)
WHY = Verb("why", (*SLOT, one_of(*PassReason, "keep")), OWNER)
CONTACTED = Verb("contacted", SLOT, HOLDER)
UNREACHABLE = Verb("unreachable", SLOT, HOLDER)
DONE = Verb("done", SLOT, HOLDER)
NOT_HELPED = Verb("not_helped", SLOT, HOLDER)
OF_HOLDER = {verb.name: verb for verb in (CONTACTED, UNREACHABLE, DONE, NOT_HELPED)}
UNDO = Verb("undo", (*SLOT, NUMBER), DOER)
OPEN = Verb("open", (REFERENCE,), once=True)
"""Everybody sees what is theirs."""

NOTED = tuple(act for act, rule in ACTS.items() if rule.on_behalf)
"""What a coordinator writes down for a referent without Telegram."""
FOR = Verb("for", (*SLOT, one_of(*NOTED), NUMBER), COORDINATOR)
REOPEN = Verb("reopen", (*SLOT, NUMBER), COORDINATOR)
MOVE = Verb("move", SLOT, COORDINATOR, once=True)
ALL = Verb("all", (*SLOT, one_of("to", "offer")), COORDINATOR)
TO = Verb("to", (*SLOT, CODE, one_of(*MoveReason)), COORDINATOR, optional=1)
OFFER = Verb("offer", (*SLOT, CODE), COORDINATOR)
PDF = Verb("pdf", SLOT, COORDINATOR, once=True)
