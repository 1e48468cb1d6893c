"""The buttons that say how it went on: contacted or not, still under way, closed, settled."""

from __future__ import annotations

from handlers.turn.register import CASE, NUMBER, ROLE, Verb, one_of
from handlers.turn.rights import ENDED, HOLDER, PERSON, REOPENS, VOICE
from network.results import Question, StopReason
from network.slots import EndReason, Outcome

YES_NO = one_of("yes", "no")

NOT_YET = Verb("contacted", (CASE, YES_NO), PERSON)
ASKED = Verb("asked", (CASE, ROLE, NUMBER, YES_NO), VOICE, by_mail="mail.does.answer")
WHERE = Verb("where", (CASE, one_of("going", "pause", "installed", "given_up")), VOICE, by_mail="mail.does.answer")
GOING = Verb("going", (CASE, ROLE), HOLDER, by_mail="mail.does.going")
OUTCOME = Verb(
    "outcome",
    (CASE, one_of(*Outcome), one_of(*EndReason)),
    ENDED,
    optional=1,
    by_mail="mail.does.outcome",
    of_ended=True,
)
SURVEY = Verb(
    "survey",
    (CASE, one_of("contacted", "useful"), one_of("yes", "some", "no")),
    VOICE,
    by_mail="mail.does.answer",
    of_ended=True,
)
SETTLED = Verb("settled", (CASE,), VOICE)
_STATE = (CASE, one_of(*Question, "stopped"), one_of("yes", "no", *StopReason))
STATE = Verb("state", _STATE, VOICE, by_mail="mail.does.answer", of_ended=True)
STATE_OF = Verb("state_of", _STATE, ENDED, by_mail="mail.does.outcome", of_ended=True)
REASON = Verb(
    "reason", (CASE, one_of("where", "survey"), one_of(*EndReason)), VOICE, by_mail="mail.does.answer", of_ended=True
)
WORD = Verb("word", (CASE,), VOICE)
AGAIN = Verb("again", (CASE,), REOPENS, by_mail="mail.does.answer", of_ended=True)
