"""The buttons about referents: whom to invite, who is away."""

from __future__ import annotations

from handlers.turn.register import CODE, NUMBER, Verb, one_of
from handlers.turn.rights import COORDINATOR, PLANS

INVITE = Verb("inviter", (one_of("for"), CODE), COORDINATOR, once=True)
INVITE_PAGE = Verb("inviter", (one_of("page"), NUMBER), COORDINATOR, once=True)
AWAY = Verb("away", (one_of("for"), CODE), COORDINATOR, once=True)
AWAY_PAGE = Verb("away", (one_of("page"), NUMBER), COORDINATOR, once=True)
AWAY_CHANGE = Verb("away", (one_of("back", "change"), NUMBER), PLANS, once=True)
