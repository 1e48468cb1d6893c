"""Searches among the offers that somebody keeps."""

from __future__ import annotations

from handlers.alerts import digest, keeping, verbs
from handlers.turn.events import OfferLeaves
from handlers.turn.register import Date, Feature

ALERTS = Feature(
    "alerts",
    verbs={verbs.KEEP: keeping.keep, verbs.LONGER: keeping.longer, verbs.END: keeping.end},
    dates=(Date(keeping.DIGEST, digest.is_due),),
    on={OfferLeaves: digest.follow},
)
