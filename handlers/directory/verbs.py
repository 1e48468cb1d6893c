"""The buttons of the directory. What was looked for travels with them, so that one can turn a page and come back."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.turn.register import CODE, Part, Verb
from handlers.turn.rights import REFERENT
from handlers.turn.turn import Turn
from network.directory import Meant
from network.wanted import MOST_LETTERS

_QUERY = re.compile(rf"[a-z0-9 :_-]{{1,{MOST_LETTERS}}}")

QUERY = Part("words", lambda text: text if _QUERY.fullmatch(text) else None, "x" * MOST_LETTERS)
"""What is looked for, as `network.wanted.Wanted.text` has it."""
PAGE = Part("page", lambda text: int(text) if re.fullmatch(r"[0-9]{1,3}", text) else None, "9" * 3)
"""A page of answers, from 0."""


async def _meant(turn: Turn, which: str) -> Meant | None:
    return turn.knowledge.directory().by_code.get(which)


MEANT = replace(CODE, find=_meant)
"""An organisation, or one with one of its services."""

FIND = Verb("annuaire", (PAGE, QUERY))
CARD = Verb("fiche", (MEANT, PAGE, QUERY))
KEEP = Verb("vcard", (MEANT,), once=True)
PEOPLE = Verb("equipe", (MEANT,), REFERENT, once=True)
