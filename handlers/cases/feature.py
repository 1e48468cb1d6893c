"""A request: sent, changed, completed, shared, shown to its person."""

from __future__ import annotations

from handlers.cases import change, mine, verbs
from handlers.turn.register import OF_EVERYBODY, Command, Feature

CASES = Feature(
    "cases",
    commands=(
        Command("monprojet", mine.show, ("project", "myproject"), menus=OF_EVERYBODY, place=10),
        Command("completer", mine.complete, ("complete", "details"), menus=OF_EVERYBODY, place=30),
    ),
    verbs={
        verbs.MINE: mine.press,
        verbs.AMEND: mine.amend,
        verbs.COMPLETE: mine.press_complete,
        verbs.MODULE: mine.module,
        verbs.ADULT: mine.invite_adult,
        verbs.BEGIN: mine.begin,
    },
    forms={"intake": change.hand_in, **dict.fromkeys(verbs.MODULES, change.add)},
    links={mine.ADULT: mine.join},
)
