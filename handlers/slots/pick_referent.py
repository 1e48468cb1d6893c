"""Choosing a referent by button: those who fit first, then everybody who takes such a slot."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.slots.verbs import ALL
from handlers.turn import pages
from handlers.turn.audience import named
from handlers.turn.register import Verb
from handlers.turn.screen import Button, Rows
from handlers.turn.turn import Turn
from network.model import Referent, Role
from network.text import code
from storage import departures
from storage.cases import Case

MOST_FITTING = 6
PAGE = 8
"""Rows of buttons on a page, below which the text above them is still seen on a telephone."""


def by_code(turn: Turn, wanted: str) -> Referent | None:
    """The referent of a code."""
    return next((referent for referent in turn.network.referents if code(referent.id) == wanted), None)


def choice_buttons(turn: Turn, case: Case, role: str, verb: Verb, fits: Sequence[str]) -> list[list[Button]]:
    """A row for each who fits, and one that shows everybody who takes such a slot."""
    rows = [[_choice(turn, case, role, verb, referent)] for referent in fits[:MOST_FITTING]]
    return [*rows, [ALL.button("basket.others" if rows else "basket.all", case.reference, role, verb.name)]]


async def everybody(turn: Turn, case: Case, role: str, verb: Verb) -> list[list[Button]]:
    """A row for everybody who takes such a slot and does not have it, those apart who left or blocked the bot."""
    left_out = {case.slots[role].owner, *await departures.departed(turn.here)}
    coordinating = turn.network.coordinating(turn.coordination.referents)
    able = dict.fromkeys((*turn.network.able_to(Role(role)), *coordinating))
    return [[_choice(turn, case, role, verb, referent)] for referent in able if referent not in left_out]


def _choice(turn: Turn, case: Case, role: str, verb: Verb, referent_id: str) -> Button:
    who = named(turn.network, referent_id)
    return verb.button("basket.offer", case.reference, role, code(referent_id), **who)


def page_of(rows: Sequence[Sequence[Button]], page: int, verb: Verb) -> Rows:
    """One page of rows of buttons, from 0, and the buttons of `verb` that turn it."""
    there = pages.at(rows, page, PAGE)
    return [*there.shown, *there.turns(verb, "page")]
