"""The links by which somebody ends digests by mail, or has them again: their own, whoever they are."""

from __future__ import annotations

from handlers.turn.register import Verb, one_of

END = Verb("digests", (one_of("end"),), by_mail="mail.does.digests", stands_back=True, unsubscribes=True)
BEGIN = Verb("digests", (one_of("begin"),), by_mail="mail.does.digests")
