"""What the network has done, in figures."""

from __future__ import annotations

from handlers.statistics import cases, charts, counting, monthly, unmet, verbs, words
from handlers.turn.events import CaseLetOut, CaseSent
from handlers.turn.register import OF_PARTNERS, Command, Date, Feature
from handlers.turn.rights import REFERENT

STATISTICS = Feature(
    "statistics",
    commands=(Command("stats", words.stats, (), REFERENT, OF_PARTNERS, place=9, reads=counting.read),),
    verbs={
        verbs.LOOK: words.look,
        verbs.MEANS: words.means,
        verbs.CHART: charts.show,
        verbs.TURN: charts.show,
        verbs.CASES: cases.show,
        verbs.NEEDS: unmet.show,
        verbs.OWN: monthly.own,
    },
    dates=(Date(monthly.KIND, monthly.month_is_due, reads=monthly.last_months),),
    links={monthly.LINK: monthly.follow},
    on={CaseSent: monthly.begin, CaseLetOut: monthly.begin},
)
