"""The directory: `/annuaire`, its answers, its cards and what they are made into."""

from __future__ import annotations

from handlers.directory import cards, search, verbs
from handlers.turn.register import Command, Feature, Menu

DIRECTORY = Feature(
    "directory",
    commands=(Command("annuaire", search.command, ("directory",), menus=frozenset(Menu), place=50),),
    verbs={
        verbs.FIND: search.turn_page,
        verbs.CARD: cards.press,
        verbs.KEEP: cards.keep,
        verbs.PEOPLE: cards.people,
    },
)
