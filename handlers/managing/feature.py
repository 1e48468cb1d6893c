"""Managing the network from the chat: /reseau."""

from __future__ import annotations

from handlers.managing import cards, changing, home, shelf, story, verbs
from handlers.turn.register import OF_COORDINATORS, Command, Feature
from handlers.turn.rights import COORDINATOR

MANAGING = Feature(
    "managing",
    commands=(Command("reseau", home.command, ("network",), COORDINATOR, OF_COORDINATORS, 12),),
    verbs={
        verbs.LIST: home.press_list,
        verbs.CHANGES: story.press_changes,
        verbs.FOUND: home.press_found,
        verbs.CARD: cards.press,
        verbs.OPEN: cards.show,
        verbs.CHOOSE: cards.press_fields,
        verbs.SERVICES: cards.press_below,
        verbs.CHANGE: changing.press_field,
        verbs.NEW: changing.press_new,
        verbs.ADD: changing.press_add,
        verbs.SHELVE: shelf.press,
        verbs.STORY: story.press,
        verbs.PUT_BACK: story.put_back,
    },
    forms={changing.FLOW: changing.hand_in, **dict.fromkeys(changing.NEW.values(), changing.hand_in_new)},
)
