"""The buttons of offers that came by mail, and of the letter for a town hall."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from handlers.offers.verbs import OFFER, SPEAKS, VERSION, lookers
from handlers.turn.channels.by_mail import owner_account
from handlers.turn.register import NUMBER, Part, Verb, one_of
from handlers.turn.rights import Right, referent_id
from handlers.turn.turn import Turn
from network.offers import Kind
from storage import owners
from storage.owners import Owner

COMMUNE = Part("commune", lambda text: text if re.fullmatch(r"[0-9][0-9AB][0-9]{3}", text) else None, "63000")


async def _looks_after(turn: Turn, account: int, insee: str, *_about: Any) -> bool:
    return turn.coordinates(account) or referent_id(turn, account) in lookers(turn, insee)


LOOKS_AFTER = Right(
    "looks after the commune", "who receives people in that territory, or the coordination", _looks_after, "press.over"
)

OWNER = replace(NUMBER, find=lambda turn, number: owners.find(turn.here, number))


async def _itself(turn: Turn, account: int, _what: str, owner: Owner | None, *_about: Any) -> bool:
    return owner is not None and owner_account(turn, owner) == account


ITSELF = Right("is the owner", "the owner, from their address", _itself, "press.over")

FORGET = Verb("owner", (one_of("erase", "keep"), OWNER), ITSELF, by_mail="mail.does.answer")

LETTER = Verb("hall", (COMMUNE,), LOOKS_AFTER, once=True)

DRAFT = Verb("draft", (one_of("propose", "kinds", "drop"), OFFER, VERSION), SPEAKS, optional=1, by_mail="offer.by_mail")
IS = Verb("draft", (one_of("is"), OFFER, one_of(*Kind)), SPEAKS, by_mail="offer.by_mail")
