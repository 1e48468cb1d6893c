"""The buttons that take something out."""

from __future__ import annotations

from handlers.statistics.verbs import CHOSEN, PERIOD
from handlers.turn.register import Verb, one_of
from handlers.turn.rights import REFERENT
from reports.tables import Format

OFFERS, CASES = "offers", "cases"
NAMED, BARE = "named", "bare"
"""With who the people are, or without anything that names somebody."""
EXPORT = Verb("export", (one_of(OFFERS), one_of(*Format)), REFERENT, once=True)
ASK_FOR_CASES = Verb("export", (one_of(CASES),), REFERENT, once=True)
EXPORT_CASES = Verb(
    "export", (one_of(CASES), one_of(NAMED, BARE), one_of(*Format), PERIOD, CHOSEN, CHOSEN, CHOSEN), REFERENT, once=True
)
