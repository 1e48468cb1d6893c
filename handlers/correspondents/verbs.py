"""The buttons about organisations: how theirs stands, its people, who is to speak for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.slots.pick_referent import by_code
from handlers.turn.register import CODE, NUMBER, PAGE, Verb, one_of
from handlers.turn.rights import COORDINATOR, Right, answers_for, keeps
from handlers.turn.turn import Turn
from network.listings import Listing
from network.text import code
from storage import correspondents
from storage.correspondents import Correspondent


async def _listing(turn: Turn, wanted: str) -> Listing | None:
    return next((one for one in turn.knowledge.directory().listings if code(one.id) == wanted), None)


async def _keeps(turn: Turn, account: int, _what: str, listing: Listing | None, *_about: Any) -> bool:
    return turn.coordinates(account) or (listing is not None and await keeps(turn, account, listing.id))


async def _proposed(turn: Turn, account: int, _what: str, row: Correspondent | None) -> bool:
    return row is not None and turn.accounts.get(row.referent) == account


async def _of_row(turn: Turn, account: int, _what: str, row: Correspondent | None) -> bool:
    return turn.coordinates(account) or (row is not None and await keeps(turn, account, row.organisation))


async def _theirs(turn: Turn, account: int, _what: str, whom: str, *_about: Any) -> bool:
    return await answers_for(turn, account, by_code(turn, whom))


KEEPER = Right("keeper", "the correspondent of the organisation, or the coordination", _keeps, "refused.not_keeper")
ASKED = Right("asked", "the referent whom the role is proposed to", _proposed, "press.over")
OF_ROW = replace(KEEPER, name="keeper of the row", holds=_of_row)
SUPERIOR = replace(KEEPER, name="their correspondent", holds=_theirs)

ENTRY = replace(CODE, name="entry", find=_listing)
"""Somebody in the directory, an organisation or a town hall of the public data."""
ROW = replace(NUMBER, find=lambda turn, number: correspondents.find(turn.here, number))

LIST = Verb("organism", (one_of("list", "due"), PAGE), COORDINATOR, once=True)
HOME = Verb("organism", (one_of("home", "people", "file"), ENTRY), KEEPER, once=True)
WHOM = Verb("organism", (one_of("whom"), ENTRY), KEEPER, once=True)
LEAVE = Verb("organism", (one_of("leave", "left"), ENTRY), KEEPER, once=True)
WHO = Verb("organism", (one_of("who"), CODE, PAGE), SUPERIOR, once=True)
TO = Verb("organism", (one_of("to"), CODE), SUPERIOR)
ANSWER = Verb("organism", (one_of("accept", "refuse"), ROW), ASKED)
END = Verb("organism", (one_of("back", "end", "ended"), ROW), OF_ROW)
