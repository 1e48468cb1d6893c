"""What the network has done, in figures."""

from __future__ import annotations

from handlers.statistics import cases, charts, counting, unmet, verbs, words
from handlers.turn.register import Command, Feature, Menu
from handlers.turn.rights import REFERENT

THEIRS = frozenset({Menu.REFERENTS, Menu.COORDINATORS})

STATISTICS = Feature(
    "statistics",
    commands=(Command("stats", words.stats, (), REFERENT, THEIRS, place=9, reads=counting.read),),
    verbs={
        verbs.LOOK: words.look,
        verbs.MEANS: words.means,
        verbs.CHART: charts.show,
        verbs.TURN: charts.show,
        verbs.CASES: cases.show,
        verbs.NEEDS: unmet.show,
    },
)
