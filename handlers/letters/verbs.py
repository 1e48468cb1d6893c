"""The buttons of letters: write, answer, read, and what becomes of a file that waits."""

from __future__ import annotations

from handlers.turn.register import CASE, NUMBER, REFERENCE, Part, Verb, one_of
from handlers.turn.rights import PERSON, WORKS_ON


def _joins(text: str) -> str | None:
    return text if text in ("yes", "no") else REFERENCE.read(text)


JOINS = Part("reference/yes/no", _joins, REFERENCE.longest)

MESSAGE = Verb("message", (CASE,), PERSON, once=True)
ANSWER = Verb("answer", (CASE,), WORKS_ON, once=True)
LETTERS = Verb("letters", (CASE, NUMBER), WORKS_ON, optional=1, once=True)
PIECES = Verb("pieces", (CASE, NUMBER), WORKS_ON, optional=1, once=True)
PIECE = Verb("piece", (one_of("case", "word"), JOINS))
