"""The buttons of offers that came by mail, and of the letter for a town hall."""

from __future__ import annotations

from handlers.offers.verbs import OFFER, SPEAKS
from handlers.turn.register import Verb, one_of
from network.offers import Kind

DRAFT = Verb("draft", (one_of("propose", "kinds", "drop"), OFFER), SPEAKS, by_mail="offer.by_mail")
IS = Verb("draft", (one_of("is"), OFFER, one_of(*Kind)), SPEAKS, by_mail="offer.by_mail")
