"""The report of a year to those who pay for the network, and the years that are frozen."""

from __future__ import annotations

from handlers.reports import asking, freezing, verbs, writing
from handlers.turn.events import CaseLetOut, CaseSent
from handlers.turn.register import OF_COORDINATORS, Command, Date, Feature
from handlers.turn.rights import COORDINATOR

REPORTS = Feature(
    "reports",
    commands=(
        Command("bilan", asking.command, ("rapport", "report"), COORDINATOR, OF_COORDINATORS, 48, reads=asking.reads),
    ),
    verbs={
        verbs.LOOK: asking.look,
        verbs.MAKE: asking.make,
        verbs.YEARS: asking.years,
        verbs.WRITE: writing.begin,
        verbs.ASK: freezing.ask,
        verbs.FREEZE: freezing.freeze,
    },
    dates=(Date(freezing.KIND, freezing.is_due, reads=freezing.year_before),),
    on={CaseSent: freezing.begin, CaseLetOut: freezing.begin},
    forms={writing.FLOW: writing.hand_in},
)
