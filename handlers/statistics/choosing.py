"""Choosing what figures are of: the period, the place, the field, whose cases."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.statistics.blocks import moved
from handlers.statistics.counting import HOME, OWN_CODE, Seen
from handlers.statistics.said import heading, period_said
from handlers.statistics.verbs import LOOK
from handlers.turn import pages
from handlers.turn.screen import Button, Paragraph, Rows, Screen, verbatim
from handlers.turn.turn import Turn
from network.figures import periods
from network.figures.periods import Period
from network.organisations import shortened
from network.phrase import Phrase, phrase
from network.text import code

PAGE = 9
YEARS = 4
_CHOSEN = {"where": "place", "field": "sector", "whose": "whose"}
BUILT_KEYS = {
    "stats.choose.{}": ("when", *_CHOSEN),
    "stats.all.{}": _CHOSEN,
    "stats.short_month.{}": tuple(str(number) for number in range(1, 13)),
}


def screen(turn: Turn, seen: Seen, locale: str) -> Screen:
    """What can be chosen, a button each."""
    view = seen.ask.view
    said: list[Paragraph] = [heading(turn, seen, locale), phrase(f"stats.choose.{view}")]
    rows = _periods(turn, seen) if view == "when" else _names(turn, seen, locale)
    back = LOOK.button("stats.button.home", *moved(seen, view=HOME))
    return Screen(said, [*rows, [back]], locale)


def _periods(turn: Turn, seen: Seen) -> Rows:
    """Years, the quarters and months of the one that is looked at, the last twelve months, all."""
    now = turn.today.year
    of = seen.ask.period.year or now

    def to(period: Period, label: Phrase) -> Button:
        return LOOK.button(label, *moved(seen, view=HOME, period=period))

    shown = [periods.year(number) for number in range(now, max(seen.began, now - YEARS + 1) - 1, -1)]
    quarters = [to(periods.quarter(n, of), phrase("stats.short_quarter", quarter=n)) for n in range(1, 5)]
    months = [to(periods.month(n, of), phrase(f"stats.short_month.{n}")) for n in range(1, 13)]
    return [
        [to(one, period_said(one)) for one in shown],
        quarters,
        *(months[n : n + 4] for n in (0, 4, 8)),
        [to(periods.rolling(turn.today), phrase("stats.button.rolling"))],
        [to(periods.ALL, phrase("stats.button.since"))],
    ]


def _names(turn: Turn, seen: Seen, locale: str) -> Rows:
    """Names, on pages, and all of them."""
    view, ask = seen.ask.view, seen.ask
    name = _CHOSEN[view]
    there = pages.at(_choices(turn, seen, locale), ask.page, PAGE)
    rows = [[LOOK.button(label, *moved(seen, view=HOME, **{name: chosen}))] for chosen, label in there.shown]
    theirs = view == "whose" and not seen.all_of_it
    every = LOOK.button("stats.all.theirs" if theirs else f"stats.all.{view}", *moved(seen, view=HOME, **{name: "-"}))
    return [*rows, *there.turns(LOOK, *ask.values[:-1]), [every]]


def _choices(turn: Turn, seen: Seen, locale: str) -> Sequence[tuple[str, Phrase]]:
    network = turn.network
    match seen.ask.view:
        case "where":
            return [(code(one.id), verbatim(one.name)) for one in network.territories]
        case "field":
            return [(code(one.id), verbatim(one.on_button.in_(locale))) for one in network.sectors]
        case _ if seen.all_of_it:
            return [(code(one.id), verbatim(shortened(one.name))) for one in network.organisations]
        case _:
            return [(OWN_CODE, phrase("stats.all.own"))] if seen.both else []
