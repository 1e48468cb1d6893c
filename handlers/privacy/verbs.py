"""The buttons that erase, one’s own data or the case of somebody without Telegram, and those that say what becomes of
them.
"""

from __future__ import annotations

from handlers.turn.register import CASE, NUMBER, Part, Verb, one_of
from handlers.turn.rights import COORDINATOR, PERSON

ANSWER = Part("number/sure/no", lambda text: text if text in ("sure", "no") else NUMBER.read(text), NUMBER.longest)

ERASE = Verb("erase", (ANSWER,))
PAGE = Part("page", lambda text: int(text) if text in "01234" and len(text) == 1 else None, "0")
NOTICE = Verb("notice", (one_of("again", "adult", "partner", "owner"), PAGE))
DROP_OWN = Verb("drop_own", (CASE, one_of("yes", "no")), PERSON, by_mail="mail.does.answer")
"""What the person of a case says by mail, who has no account to say it with."""
DROP = Verb("drop", (CASE, one_of("ask", "yes", "no")), COORDINATOR)
