"""Freezing: a year that is over is kept as it was counted, once, by a press; else on a day in February."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from handlers.lists import in_place
from handlers.reports.gathering import Year, gather
from handlers.reports.verbs import ASK, FREEZE, LOOK
from handlers.turn.events import CaseLetOut, CaseSent
from handlers.turn.screen import Button, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import first_working_day
from network.figures import periods
from network.phrase import phrase
from network.reports import Template, templates_of
from network.text import code
from storage import reports
from storage.durable import due

KIND = "report:freeze"
NAME = "bilan:"
FEBRUARY, AT = 2, time(9)
"""When it is frozen, by the network’s clock."""


async def ask(turn: Turn, account: int, what: str, year: int) -> None:
    """[Figer le bilan]: what that means, before it is done; [Pas encore] leaves it."""
    if what == "keep":
        [template, *_] = templates_of(turn.network.reports)
        screen = Screen([phrase("bilan.kept", year=str(year))], [[see(year, template)]], PARTNER_LOCALE)
    else:
        rows = [
            [FREEZE.button("bilan.button.freeze.yes", "freeze", year, year=str(year))],
            [ASK.button("bilan.button.freeze.no", "keep", year)],
        ]
        screen = Screen([phrase("bilan.freeze.ask", year=str(year))], rows, PARTNER_LOCALE)
    await in_place.turn_page(turn, account, screen, NAME)


async def freeze(turn: Turn, account: int, _what: str, number: int, year: Year) -> None:
    """It is frozen, once, whoever presses."""
    if not periods.year(number).is_over(turn.today):
        turn.answer(phrase("bilan.not_over", year=str(number)))
        return
    done = await _keep(turn, year, turn.actor(account))
    turn.answer(phrase("bilan.frozen.done" if done else "bilan.frozen.already"))
    rows = [[see(number, year.reported.templates[0])]]
    await in_place.turn_page(
        turn, account, Screen([phrase("bilan.frozen", year=str(number))], rows, PARTNER_LOCALE), NAME
    )


async def _keep(turn: Turn, year: Year, by: str) -> bool:
    """The year as it was gathered, with what was written into it meanwhile. Returns whether nobody had before."""
    if year.frozen is not None:
        return False
    words = await reports.written(turn.here, year.reported.year)
    whole = year.reported.model_copy(update={"words": words})
    return await reports.freeze(turn.here, whole, by, turn.now, year.cases)


def see(year: int, template: Template) -> Button:
    """[Voir le bilan 2026]"""
    return LOOK.button("bilan.button.see", "look", year, code(template.id), PARTNER_LOCALE, year=str(year))


# --- where nobody presses ---------------------------------------------------------------------------------------------


async def begin(turn: Turn, _event: CaseSent | CaseLetOut) -> None:
    """Since the first case there is a year to be kept, whether anybody asks for its report or not."""
    await plan(turn)


async def plan(turn: Turn) -> None:
    """The year that goes on, or the last one, is frozen in its February, where that is not planned."""
    if not await due.waits(turn.here, KIND):
        await due.schedule(turn.here, KIND, 0, _february(turn), {})


def _february(turn: Turn) -> datetime:
    """The first working day of the next February, in the morning."""
    zone, year = turn.network.identity.tzinfo, turn.today.year
    days = (datetime.combine(first_working_day(one, FEBRUARY), AT, zone) for one in (year, year + 1))
    return next(day for day in days if day > turn.now)


async def year_before(turn: Turn, _expects: Mapping[str, Any]) -> Year:
    """The year that is over, gathered."""
    return await gather(turn, turn.today.year - 1)


async def is_due(turn: Turn, _expects: Mapping[str, Any], year: Year) -> None:
    """What nobody has frozen is frozen, and the coordination told; next year again. A year in which there was nothing
    is left open: an old file may still fill it.
    """
    await plan(turn)
    if not year.reported.is_empty and await _keep(turn, year, reports.CLOCK):
        said = phrase("bilan.frozen.clock", year=str(year.reported.year))
        await turn.say(turn.coordinators(), said, locale=PARTNER_LOCALE, name=f"frozen:{turn.row.id}")
