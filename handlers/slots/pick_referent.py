"""Choosing a referent by button: those who fit first, then everybody who takes such a slot."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from handlers.turn.screens import Payload, button, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.model import Referent, Role
from network.phrase import phrase
from network.routing import able_to
from storage import departures
from storage.cases import Case

MOST_FITTING = 6


def code(referent_id: str) -> str:
    """Eight characters for a referent: their id may be too long for a button beside everything else it carries."""
    return hashlib.sha256(referent_id.encode()).hexdigest()[:8]


def by_code(turn: Turn, wanted: str) -> Referent | None:
    """The referent of a code."""
    return next((referent for referent in turn.network.referents if code(referent.id) == wanted), None)


def choice_buttons(turn: Turn, case: Case, role: str, verb: str, fits: Sequence[str]) -> list[list[Payload]]:
    """A row for each who fits, and one that shows everybody who takes such a slot."""
    rows = [[_choice(turn, case, role, verb, referent)] for referent in fits[:MOST_FITTING]]
    label = plain(PARTNER_LOCALE, phrase("basket.others" if rows else "basket.all"))
    return [*rows, [button(label, f"all|{case.reference}|{role}|{verb}")]]


async def everybody(turn: Turn, case: Case, role: str, verb: str) -> list[list[Payload]]:
    """A row for everybody who takes such a slot and does not have it, those apart who left or blocked the bot."""
    left_out = {case.slots[role].owner, *await departures.departed(turn.here)}
    able = dict.fromkeys((*able_to(turn.network, Role(role)), *able_to(turn.network, Role.COORDINATOR)))
    return [[_choice(turn, case, role, verb, referent)] for referent in able if referent not in left_out]


def _choice(turn: Turn, case: Case, role: str, verb: str, referent_id: str) -> Payload:
    referent = turn.network.referent_by_id.get(referent_id)
    label = phrase("basket.offer", referent=referent.name.fr if referent is not None else referent_id)
    return button(plain(PARTNER_LOCALE, label), f"{verb}|{case.reference}|{role}|{code(referent_id)}")
