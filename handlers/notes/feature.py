"""Those who work on a case write to each other."""

from __future__ import annotations

from handlers.notes import notes, noting, verbs
from handlers.turn.register import Command, Feature, Menu
from handlers.turn.rights import REFERENT

NOTES = Feature(
    "notes",
    commands=(Command("note", noting.command, (), REFERENT, frozenset({Menu.REFERENTS, Menu.COORDINATORS}), place=7),),
    verbs={verbs.NOTE: noting.press},
    forms={notes.FLOW: notes.hand_in},
    links={noting.NOTE: noting.follow_link},
)
