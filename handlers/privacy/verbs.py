"""The buttons that erase: one’s own data, or the case of somebody without Telegram."""

from __future__ import annotations

from handlers.turn.register import CASE, NUMBER, Part, Verb, one_of
from handlers.turn.rights import COORDINATOR

ANSWER = Part("number/sure/no", lambda text: text if text in ("sure", "no") else NUMBER.read(text), NUMBER.longest)

ERASE = Verb("erase", (ANSWER,))
DROP = Verb("drop", (CASE, one_of("ask", "yes", "no")), COORDINATOR)
