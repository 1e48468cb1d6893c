"""Lists of cases, each for whoever may see what stands in them."""

from __future__ import annotations

from handlers.lists import brief, mine, verbs, waiting
from handlers.turn.register import Command, Feature, InGroup, Menu
from handlers.turn.rights import COORDINATOR, REFERENT

THEIRS = frozenset({Menu.REFERENTS, Menu.COORDINATORS})
COORDINATORS = frozenset({Menu.COORDINATORS})

LISTS = Feature(
    "lists",
    commands=(
        Command("attente", waiting.show_waiting, ("waiting",), COORDINATOR, COORDINATORS, 1, reads=waiting.waiting),
        Command("mesdossiers", mine.mine, ("mycases",), REFERENT, THEIRS, 2, InGroup.IN_PRIVATE, reads=mine.carried),
        Command("point", brief.command, ("brief",), REFERENT, THEIRS, 13, reads=brief.own),
    ),
    verbs={
        verbs.MINE: mine.page,
        verbs.FILE_OF_MINE: mine.file,
        verbs.WAITING: waiting.page,
        verbs.CHOICES: waiting.choices,
        verbs.BRIEF: brief.press_whose,
        verbs.BRIEF_PAGE: brief.press_page,
    },
)
