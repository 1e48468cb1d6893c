"""The buttons of whoever looks for offers, and who sees one."""

from __future__ import annotations

import re
from typing import Any

from handlers.offers.verbs import CODED, may_see
from handlers.turn.register import PAGE, Part, Verb
from handlers.turn.rights import Right
from handlers.turn.turn import Turn
from network.wanted import MOST_LETTERS
from storage.offers import Kept

_QUERY = re.compile(rf"[a-z0-9 :_-]{{0,{MOST_LETTERS}}}")
QUERY = Part("words", lambda text: text if _QUERY.fullmatch(text) else None, "x" * MOST_LETTERS)
"""What is looked for, as `network.market.query.Query.text` has it; empty for all there is."""


async def _sees(turn: Turn, account: int, one: Kept | None, *_about: Any) -> bool:
    return await may_see(turn, account, one)


SEES = Right("sees the offer", "everybody, while it is shown to them", _sees, "press.over")

BROWSE = Verb("offers", (PAGE, QUERY), once=True)
MAP = Verb("offers_map", (QUERY,), once=True)
PHOTOS = Verb("photos", (CODED,), SEES, once=True)
