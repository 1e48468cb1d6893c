"""Those who work on a case write to each other."""

from __future__ import annotations

from handlers.notes import notes, verbs
from handlers.turn.register import OF_PARTNERS, Command, Feature
from handlers.turn.rights import REFERENT

NOTES = Feature(
    "notes",
    commands=(Command("note", notes.command, (), REFERENT, OF_PARTNERS, place=7),),
    verbs={verbs.NOTE: notes.press},
    forms={notes.FLOW: notes.hand_in},
    links={notes.NOTE: notes.follow_link},
)
