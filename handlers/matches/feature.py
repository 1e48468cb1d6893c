"""What is free, and for whom: cases and offers that are something for each other."""

from __future__ import annotations

from handlers.matches import finding, hearing, leaving, month, showing, telling, verbs
from handlers.turn.events import CaseChanged, CaseSent, OfferEnded, OfferLeaves, OfferShown, PersonKnows, SlotChanged
from handlers.turn.register import Date, Feature

MATCHES = Feature(
    "matches",
    verbs={verbs.ALL: showing.press, verbs.SEE: showing.see, verbs.TELL: telling.press},
    dates=(
        Date(finding.CASE, finding.case_is_found, any_hour=True, reads=finding.for_case),
        Date(finding.OFFER, finding.offer_is_found, any_hour=True, reads=finding.for_offer),
        Date(hearing.KIND, hearing.is_due),
        Date(telling.KIND, telling.is_due),
        Date(month.KIND, month.is_due, reads=month.needs),
    ),
    on={
        CaseSent: finding.case_was_sent,
        CaseChanged: finding.case_was_changed,
        SlotChanged: finding.slot_was_changed,
        OfferShown: finding.offer_is_shown,
        OfferEnded: finding.offer_ended,
        OfferLeaves: leaving.follow,
        PersonKnows: telling.person_knows,
    },
)
