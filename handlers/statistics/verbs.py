"""The buttons of the figures: what is looked at, and the cases that one of them counts."""

from __future__ import annotations

from handlers.statistics.charted import CHARTS, chart_reads
from handlers.statistics.counting import DEFINED, LISTED, VIEWS, listed, own_reads, press_reads
from handlers.statistics.unmet import needs
from handlers.turn.register import CODE, PAGE, Part, Verb, one_of
from handlers.turn.rights import COORDINATOR, REFERENT
from network.figures import periods

PERIOD = Part("period", periods.read, "y202601")
ALL = "-"
"""In the place of a code: whatever it is."""
CHOSEN = Part("code", lambda text: text if text == ALL else CODE.read(text), CODE.longest)

LOOK = Verb("stats", (one_of(*VIEWS), PERIOD, CHOSEN, CHOSEN, CHOSEN, PAGE), REFERENT, reads=press_reads)
_CHART = (one_of(*CHARTS), PERIOD, CHOSEN, CHOSEN, CHOSEN)
CHART = Verb("chart", _CHART, REFERENT, once=True, reads=chart_reads)
TURN = Verb("charts", _CHART, REFERENT, reads=chart_reads)
OWN = Verb("own", (PERIOD,), REFERENT, once=True, on_card=True, reads=own_reads)
MEANS = Verb("stats", (one_of("?"), one_of(*DEFINED), PAGE), REFERENT)
CASES = Verb("figure", (one_of(*LISTED), PERIOD, CHOSEN, CHOSEN, CHOSEN, PAGE), REFERENT, once=True, reads=listed)
NEEDS = Verb("unmet", (), COORDINATOR, once=True, reads=needs)
