"""The buttons by which somebody keeps a search, keeps it for longer, or ends it: their own, whoever they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.market.verbs import QUERY
from handlers.turn.register import NUMBER, Verb, one_of
from handlers.turn.rights import Right
from handlers.turn.turn import Turn
from storage import alerts
from storage.alerts import Alert

ALERT = replace(NUMBER, find=lambda turn, number: alerts.find(turn.here, number))


async def _theirs(_turn: Turn, account: int, _what: str, one: Alert | None, *_about: Any) -> bool:
    return one is not None and one.account == account


THEIRS = Right("keeps the search", "whoever keeps the search", _theirs, "press.over")

KEEP = Verb("alert", (one_of("keep"), QUERY), once=True, by_mail="alert.by_mail")
LONGER = Verb("alert", (one_of("longer"), ALERT), THEIRS, by_mail="alert.by_mail")
END = Verb("alert", (one_of("end"), ALERT), THEIRS, by_mail="alert.by_mail", unsubscribes=True)
