"""The buttons that take something out."""

from __future__ import annotations

from handlers.turn.register import Verb, one_of
from handlers.turn.rights import REFERENT
from reports.tables import Format

OFFERS = "offers"
EXPORT = Verb("export", (one_of(OFFERS), one_of(*Format)), REFERENT, once=True)
