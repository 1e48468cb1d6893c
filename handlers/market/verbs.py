"""The buttons of whoever looks for offers, and who sees one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.directory.verbs import QUERY as WORDS
from handlers.offers.verbs import may_see
from handlers.turn.register import PAGE, Verb
from handlers.turn.rights import Right
from handlers.turn.turn import Turn
from storage.offers import Kept

QUERY = replace(WORDS, read=lambda text: text and WORDS.read(text))
"""What is looked for, as `network.market.query.Query.text` has it; empty for all there is."""


async def _sees(turn: Turn, account: int, one: Kept | None, *_about: Any) -> bool:
    return await may_see(turn, account, one)


SEES = Right("sees the offer", "everybody, while the offer is shown to them", _sees, "press.over")

BROWSE = Verb("offers", (PAGE, QUERY), once=True)
MAP = Verb("offers_map", (QUERY,), once=True)
