"""Documents that partners share: sheets and models."""

from __future__ import annotations

from handlers.tools import tools, verbs
from handlers.turn.register import Feature

TOOLS = Feature(
    "tools",
    verbs={
        verbs.LIST: tools.press_list,
        verbs.NEW: tools.begin,
        verbs.TAKE: tools.press,
        verbs.DECIDE: tools.decide,
    },
    forms={tools.FLOW: tools.hand_in},
)
