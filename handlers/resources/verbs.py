"""The buttons of resource persons, and who writes one down, sees one, or is one."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn.register import CASE, NUMBER, PAGE, Verb, one_of
from handlers.turn.rights import REFERENT, WORKS_ON, Right, referent_id
from handlers.turn.turn import Turn
from storage import resources
from storage.resources import Resource, Status

RESOURCE = replace(NUMBER, find=lambda turn, number: resources.find(turn.here, number))


def entered(turn: Turn, account: int, one: Resource) -> bool:
    """Whether an account wrote somebody down; those who coordinate without a name of their own are one."""
    mine = referent_id(turn, account)
    if mine is None and not turn.coordinates(account):
        return False
    return one.entered_by == turn.actor(account)


async def _keeps(turn: Turn, account: int, _what: str, one: Resource | None) -> bool:
    """Before they agreed it is nobody's business but that of whoever wrote them down."""
    if one is None or one.status is Status.DRAFT:
        return False
    return entered(turn, account, one) or (turn.coordinates(account) and one.confirmed_at is not None)


async def _sees(turn: Turn, account: int, _what: str, one: Resource | None) -> bool:
    return one is not None and one.shown and await REFERENT.holds(turn, account)


async def _is(turn: Turn, account: int, _what: str, one: Resource | None) -> bool:
    return one is not None and one.account == account and one.status is not Status.DRAFT


KEEPS = Right("keeps", "whoever wrote the person down; once they agreed, the coordination", _keeps, "press.over")
SEES = Right("sees", "partners, while the person is shown", _sees, "press.over")
OWN = Right("own", "the resource person", _is, "press.over")

NEW = Verb("resource", (one_of("new"),), REFERENT, once=True)
MINE = Verb("resource", (one_of("mine"), PAGE), REFERENT, once=True)
CARD = Verb("resource", (one_of("card"), RESOURCE), SEES, once=True)
KEEP = Verb("resource", (one_of("show", "link", "write", "yes", "drop", "sure"), RESOURCE), KEEPS, once=True)
ANSWER = Verb("resource", (one_of("agree", "leave"), RESOURCE), OWN)
HELPS = Verb("helps", (CASE,), WORKS_ON, once=True)
