"""The buttons of lists: their pages, one’s own as a file, what can be done about a case, whose brief it is."""

from __future__ import annotations

from handlers.turn.register import CASE, CODE, PAGE, Verb, one_of
from handlers.turn.rights import COORDINATOR, REFERENT

MINE = Verb("list", (one_of("mine"), PAGE), REFERENT, once=True)
FILE_OF_MINE = Verb("list", (one_of("file"),), REFERENT, once=True)
WAITING = Verb("list", (one_of("waiting"), PAGE), COORDINATOR, once=True)
CHOICES = Verb("choices", (CASE,), COORDINATOR, once=True)
BRIEF = Verb("point", (one_of("for"), CODE), COORDINATOR, once=True)
BRIEF_PAGE = Verb("point", (one_of("page"), PAGE), COORDINATOR, once=True)
