"""The buttons of what a funder asks: the form, none of it; and, by mail, each answer as a link."""

from __future__ import annotations

from handlers.turn.register import CASE, NUMBER, Verb, one_of
from handlers.turn.rights import PERSON
from network.profile import AGES, STATUSES

UNSAID = "unsaid"
TELL = Verb("tell", (CASE,), PERSON, of_ended=True)
NONE = Verb("tell_none", (CASE,), PERSON, by_mail="mail.does.answer", stands_back=True, of_ended=True)
SAY = Verb(
    "tell_one",
    (CASE, one_of("status", "age", "adults"), one_of(*STATUSES, *AGES, UNSAID)),
    PERSON,
    by_mail="mail.does.answer",
    of_ended=True,
)
COUNT = Verb("tell_adults", (CASE, NUMBER, NUMBER), PERSON, by_mail="mail.does.answer", of_ended=True)
