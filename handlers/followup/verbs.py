"""The buttons that say how it went on: contacted or not, still under way, closed, settled."""

from __future__ import annotations

from handlers.turn.register import NUMBER, REFERENCE, ROLE, Verb, one_of
from handlers.turn.rights import ENDED, HOLDER, PERSON, REOPENS, VOICE
from network.slots import EndReason, Outcome

YES_NO = one_of("yes", "no")

NOT_YET = Verb("contacted", (REFERENCE, YES_NO), PERSON)
ASKED = Verb("asked", (REFERENCE, ROLE, NUMBER, YES_NO), VOICE)
WHERE = Verb("where", (REFERENCE, one_of("going", "pause", "installed", "given_up")), VOICE)
GOING = Verb("going", (REFERENCE, ROLE), HOLDER)
OUTCOME = Verb("outcome", (REFERENCE, one_of(*Outcome), one_of(*EndReason)), ENDED, optional=1)
SURVEY = Verb("survey", (REFERENCE, one_of("contacted", "useful"), one_of("yes", "some", "no")), VOICE)
SETTLED = Verb("settled", (REFERENCE,), VOICE)
WORD = Verb("word", (REFERENCE,), VOICE)
AGAIN = Verb("again", (REFERENCE,), REOPENS)
