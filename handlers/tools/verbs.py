"""The buttons of shared documents, and who takes, publishes or puts one away."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn.register import NUMBER, PAGE, Verb, one_of
from handlers.turn.rights import COORDINATOR, REFERENT, Right
from handlers.turn.turn import Turn
from storage import tools
from storage.tools import Status, Tool

TOOL = replace(NUMBER, find=lambda turn, number: tools.find(turn.here, number))


async def _takes(turn: Turn, account: int, _what: str, one: Tool | None) -> bool:
    if one is None or not await REFERENT.holds(turn, account):
        return False
    return one.status is Status.SHARED or turn.coordinates(account)


TAKES = Right("takes", "partners, while the document is shared", _takes, "press.over")

LIST = Verb("tool", (one_of("list"), PAGE), REFERENT, once=True)
NEW = Verb("tool", (one_of("new"),), REFERENT, once=True)
TAKE = Verb("tool", (one_of("take", "newer"), TOOL), TAKES, once=True)
DECIDE = Verb("tool", (one_of("publish", "refuse", "archive", "sure"), TOOL), COORDINATOR, once=True)
