"""By what people heard of the network: by the code of a poster, or in their own word."""

from __future__ import annotations

from handlers.sources import sources, verbs
from handlers.turn.events import CaseChanged, CaseSent
from handlers.turn.register import Feature
from network.sources import PREFIX

SOURCES = Feature(
    "sources",
    verbs={verbs.HEARD: sources.press},
    links={PREFIX: sources.follow},
    on={CaseSent: sources.ask, CaseChanged: sources.take_over},
)
