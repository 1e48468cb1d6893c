"""The buttons of a slot: what a referent does, the coordination’s hand, and the rights that hang on who fits."""

from __future__ import annotations

from typing import Any

from handlers.slots import candidates
from handlers.turn import quiet
from handlers.turn.register import CASE, CODE, NUMBER, REFERENCE, ROLE, Verb, one_of
from handlers.turn.rights import COORDINATOR, HOLDER, OF_SLOT, OWNER, Right
from handlers.turn.turn import Turn
from network.acts import ACTS
from network.model import Referent
from network.phrase import phrase
from network.slots import MoveReason, PassReason
from storage import departures
from storage.cases import Case


async def _has_part(turn: Turn, account: int, case: Case | None, *_about: Any) -> bool:
    referent = turn.referent_of(account)
    return case is not None and referent is not None and await _concerns(turn, case, referent)


async def _concerns(turn: Turn, case: Case, referent: Referent) -> bool:
    """Whether a case is any of a referent's business: they coordinate, are or were asked for it as the one proposed, or
    fit one that has a card. Nobody else learns whether there is such a case.
    """
    slots = case.slots.values()
    asked = any(referent.id in (slot.referent, slot.taken_by) for slot in slots)
    if asked or referent.id in turn.coordination.referents:
        return True
    if case.confidential:
        return False
    if any(referent.id in slot.others for slot in slots):
        return True
    fits = (await candidates.proposals(turn, case.project, case.id)).values()
    return any(referent.id in (fit.referent, *fit.others) for fit in fits)


async def _refuse(turn: Turn, account: int, case: Case | None, *_about: Any) -> str:
    """Of somebody who acts for no referent the coordination hears, where there is a card that they can have pressed;
    not of a former one, nor of a coordinator of the settings.
    """
    if turn.referent_of(account) is not None:
        return "press.unfit"
    if turn.coordinates(account):
        return "press.coordinator_without_name"
    if account in (await departures.departed(turn.here)).values():
        return "press.former"
    if case is not None and not case.confidential:
        said = phrase("coordinator.unknown_press", who=turn.caller.name, reference=case.reference)
        await quiet.alarm(turn, "unknown", account, said, case.reference)
    return "press.unknown"


async def _exists(_turn: Turn, _account: int, case: Case | None, *_about: Any) -> bool:
    return case is not None


FITS = Right("fits", "whoever is proposed or fits the slot", _has_part, _refuse, OF_SLOT)
DOER = Right(
    "doer", "whoever did it, or the coordination where it was written down for somebody", _exists, "undo.over", OF_SLOT
)
"""Who did it stands with the act: the slot’s machine looks (`network.machine.decide`)."""


SLOT = (CASE, ROLE)

TAKE = Verb("take", SLOT, FITS, on_card=True, by_mail="mail.does.take")
PASS = Verb("pass", SLOT, OWNER, once=True, on_card=True, by_mail="mail.does.pass")
WHY = Verb("why", (*SLOT, one_of(*PassReason, "keep")), OWNER, by_mail="mail.does.answer")
CONTACTED = Verb("contacted", SLOT, HOLDER, by_mail="mail.does.contacted")
UNREACHABLE = Verb("unreachable", SLOT, HOLDER, by_mail="mail.does.unreachable")
DONE = Verb("done", SLOT, HOLDER, by_mail="mail.does.done")
NOT_HELPED = Verb("not_helped", SLOT, HOLDER, by_mail="mail.does.not_helped")
OF_HOLDER = {verb.name: verb for verb in (CONTACTED, UNREACHABLE, DONE, NOT_HELPED)}
UNDO = Verb("undo", (*SLOT, NUMBER), DOER, by_mail="mail.does.undo", renamed_by_mail=True, stands_back=True)
OPEN = Verb("open", (REFERENCE,), once=True, by_mail="mail.does.open")
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
