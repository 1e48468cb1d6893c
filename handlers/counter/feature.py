"""Somebody met: entered by a partner, told on paper or by e-mail."""

from __future__ import annotations

from handlers.cases import mine
from handlers.counter import entering, verbs
from handlers.turn.register import OF_PARTNERS, Command, Feature
from handlers.turn.rights import REFERENT

COUNTER = Feature(
    "counter",
    commands=(Command("nouveau", entering.command, ("new",), REFERENT, OF_PARTNERS, 4),),
    verbs={verbs.SHEET: entering.sheet, verbs.POST: entering.post},
    forms={entering.FLOW: entering.enter},
    links={entering.ADOPT: mine.join},
)
