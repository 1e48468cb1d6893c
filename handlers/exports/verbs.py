"""The buttons that take something out."""

from __future__ import annotations

from handlers.statistics.verbs import CHOSEN, PERIOD
from handlers.turn.register import CODE, Verb, one_of
from handlers.turn.rights import REFERENT
from reports.tables import Format

OFFERS, CASES = "offers", "cases"
NAMED, BARE = "named", "bare"
"""With who the people are, or without anything that names somebody."""
MAIL = "mail"
"""Instead of a format: by mail, in which one is asked with the address."""
_NAMES, _FORMAT = one_of(NAMED, BARE), one_of(*Format)
_OF = (PERIOD, CHOSEN, CHOSEN, CHOSEN)

EXPORT = Verb("export", (one_of(OFFERS), _FORMAT), REFERENT, once=True)
ASK_FOR_CASES = Verb("export", (one_of(CASES),), REFERENT, once=True)
EXPORT_CASES = Verb("export", (one_of(CASES), _NAMES, _FORMAT, *_OF), REFERENT, once=True)

OFFERS_BY_MAIL = Verb("export", (one_of(OFFERS), one_of(MAIL)), REFERENT, once=True)
CASES_BY_MAIL = Verb("export", (one_of(CASES), _NAMES, one_of(MAIL), *_OF), REFERENT, once=True)
SEND_OFFERS = Verb("mailed", (one_of(OFFERS), _FORMAT, CODE), REFERENT, once=True)
"""The last part is the address that was said, as `mailing.named` makes it."""
SEND_CASES = Verb("mailed", (_NAMES, _FORMAT, *_OF, CODE), REFERENT, once=True)
