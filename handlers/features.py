"""The list of features: the one file that a new capability edits by hand."""

from __future__ import annotations

from handlers.alerts.feature import ALERTS
from handlers.bulletins.feature import BULLETINS
from handlers.call_requests.feature import CALL_REQUESTS
from handlers.cases.feature import CASES
from handlers.charter.feature import CHARTER
from handlers.confirmations.feature import CONFIRMATIONS
from handlers.correspondents.feature import CORRESPONDENTS
from handlers.counter.feature import COUNTER
from handlers.delivery.feature import DELIVERY
from handlers.digests.feature import DIGESTS
from handlers.directory.feature import DIRECTORY
from handlers.duplicates.feature import DUPLICATES
from handlers.elsewhere.feature import ELSEWHERE
from handlers.exports.feature import EXPORTS
from handlers.finding.feature import FINDING
from handlers.followup.feature import FOLLOWUP
from handlers.freshness.feature import FRESHNESS
from handlers.handover.feature import HANDOVER
from handlers.imports.feature import IMPORTS
from handlers.interests.feature import INTERESTS
from handlers.introductions.feature import INTRODUCTIONS
from handlers.leaflet.feature import LEAFLET
from handlers.leaving.feature import LEAVING
from handlers.letters.feature import LETTERS
from handlers.lists.feature import LISTS
from handlers.managing.feature import MANAGING
from handlers.market.feature import MARKET
from handlers.matches.feature import MATCHES
from handlers.meetings.feature import MEETINGS
from handlers.notes.feature import NOTES
from handlers.offers.feature import OFFERS
from handlers.owners.feature import OWNERS
from handlers.partners.feature import PARTNERS
from handlers.pilot.feature import PILOT
from handlers.privacy.feature import PRIVACY
from handlers.profile.feature import PROFILE
from handlers.reports.feature import REPORTS
from handlers.resources.feature import RESOURCES
from handlers.signatures.feature import SIGNATURES
from handlers.slots.feature import SLOTS
from handlers.sources.feature import SOURCES
from handlers.statistics.feature import STATISTICS
from handlers.tools.feature import TOOLS
from handlers.turn.register import Register
from handlers.welcome.feature import WELCOME

FEATURES = (
    WELCOME,
    CASES,
    SLOTS,
    LISTS,
    FINDING,
    CHARTER,
    FOLLOWUP,
    PROFILE,
    LETTERS,
    NOTES,
    PARTNERS,
    SIGNATURES,
    HANDOVER,
    IMPORTS,
    EXPORTS,
    PILOT,
    CORRESPONDENTS,
    CONFIRMATIONS,
    BULLETINS,
    MEETINGS,
    MANAGING,
    COUNTER,
    CALL_REQUESTS,
    DIRECTORY,
    OFFERS,
    MARKET,
    OWNERS,
    FRESHNESS,
    INTERESTS,
    MATCHES,
    INTRODUCTIONS,
    ALERTS,
    RESOURCES,
    TOOLS,
    DUPLICATES,
    DIGESTS,
    ELSEWHERE,
    PRIVACY,
    LEAVING,
    SOURCES,
    LEAFLET,
    STATISTICS,
    REPORTS,
    DELIVERY,
)
REGISTER = Register(FEATURES)
