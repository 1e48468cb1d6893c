"""Owners who are no partners: by the letter of their town hall, and by mail."""

from __future__ import annotations

from handlers.owners import drafts, forgetting, letter, verbs
from handlers.turn.events import LetterWanted
from handlers.turn.register import Date, Feature

OWNERS = Feature(
    "owners",
    verbs={
        verbs.DRAFT: drafts.press,
        verbs.FORGET: forgetting.press,
        verbs.IS: drafts.is_a,
        verbs.LETTER: letter.write,
    },
    dates=(Date(drafts.WAITS, drafts.still_waits),),
    links={letter.LINK: letter.follow},
    on={LetterWanted: letter.wanted},
)
