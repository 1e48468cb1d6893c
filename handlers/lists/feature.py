"""Lists of cases, each for whoever may see what stands in them."""

from __future__ import annotations

from handlers.lists import brief, mine, verbs, waiting
from handlers.turn.register import OF_COORDINATORS, OF_PARTNERS, Command, Feature, InGroup
from handlers.turn.rights import COORDINATOR, REFERENT

LISTS = Feature(
    "lists",
    commands=(
        Command("attente", waiting.show_waiting, ("waiting",), COORDINATOR, OF_COORDINATORS, 1, reads=waiting.waiting),
        Command(
            "mesdossiers", mine.mine, ("mycases",), REFERENT, OF_PARTNERS, 2, InGroup.IN_PRIVATE, reads=mine.carried
        ),
        Command("point", brief.command, ("brief",), REFERENT, OF_PARTNERS, 13, reads=brief.own),
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
