"""The buttons of the one question by what somebody heard of the network."""

from __future__ import annotations

from handlers.turn.register import Verb, one_of
from network.sources import TOLD

UNSAID = "no"
HEARD = Verb("heard", (one_of(*TOLD, UNSAID),), by_mail="mail.does.answer")
