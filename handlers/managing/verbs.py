"""The buttons of managing the network. An entry stands on them as eight characters, since its name may be long."""

from __future__ import annotations

from dataclasses import replace

from handlers.directory.verbs import QUERY
from handlers.turn.register import CODE, NUMBER, PAGE, Verb, one_of
from handlers.turn.rights import COORDINATOR, MANAGES
from handlers.turn.turn import Turn
from network.fields import NAMES, Key
from network.managing import keys
from network.text import code

LISTS = ("home", "organisations", "referents", "territories", "archive")
ADDED = ("service", "referent")


async def _entry(turn: Turn, wanted: str) -> Key | None:
    return next((key for key in keys(turn.network) if code(str(key)) == wanted), None)


ENTRY = replace(CODE, name="entry", find=_entry)
FIELD = replace(one_of(*NAMES), name="field")

LIST = Verb("net", (one_of(*LISTS), PAGE), COORDINATOR)
CHANGES = Verb("net_changes", (PAGE,), COORDINATOR)
FOUND = Verb("net_found", (PAGE, QUERY), COORDINATOR)
CARD = Verb("net_card", (ENTRY,), MANAGES)
OPEN = Verb("net_open", (ENTRY,), MANAGES, once=True)
"""The same from a screen of another feature."""
CHOOSE = Verb("net_fields", (ENTRY,), MANAGES)
SERVICES = Verb("net_below", (ENTRY, one_of("services", "referents"), PAGE), MANAGES)
CHANGE = Verb("net_field", (ENTRY, FIELD), MANAGES, once=True)
NEW = Verb("net_new", (), COORDINATOR, once=True)
ADD = Verb("net_add", (ENTRY, one_of(*ADDED)), MANAGES, once=True)
SHELVE = Verb("net_shelf", (ENTRY, one_of("ask", "archive", "restore")), MANAGES)
STORY = Verb("net_story", (ENTRY, PAGE), MANAGES)
PUT_BACK = Verb("net_back", (ENTRY, NUMBER), MANAGES, once=True)
