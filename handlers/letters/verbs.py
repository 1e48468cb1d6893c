"""The buttons of letters: write, answer, read, and what becomes of a file that waits."""

from __future__ import annotations

from handlers.turn.register import CASE, CODE, NUMBER, REFERENCE, Part, Verb, one_of
from handlers.turn.rights import PERSON, WORKS_ON


def _joins(text: str) -> str | None:
    return text if text in ("yes", "no") else REFERENCE.read(text)


JOINS = Part("reference/yes/no", _joins, REFERENCE.longest)

MESSAGE = Verb("message", (CASE,), PERSON, once=True)
ANSWER = Verb("answer", (CASE,), WORKS_ON, once=True)
LETTERS = Verb("letters", (CASE, NUMBER), WORKS_ON, optional=1, once=True)
PIECES = Verb("pieces", (CASE, NUMBER), WORKS_ON, optional=1, once=True, by_mail="mail.does.pieces")
PIECE = Verb("piece", (one_of("case", "word"), JOINS), by_mail="mail.does.piece")

TO = Part("referent/team/person", lambda text: text if text in ("team", "person") else CODE.read(text), CODE.longest)

SEND = Verb("send", (REFERENCE, TO, NUMBER), by_mail="mail.does.send")
KEEP_BACK = Verb("keep_back", (NUMBER,), by_mail="mail.does.keep_back", renamed_by_mail=True, stands_back=True)
OTHERS = Verb("other_cases", (NUMBER, NUMBER))
TAKE_BACK = Verb("take_back", (NUMBER,))
