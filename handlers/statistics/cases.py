"""The cases that a figure counts: a list for whoever may open them."""

from __future__ import annotations

from handlers.lists import called, listing
from handlers.statistics.counting import HOME, NOT, Ask, Listed
from handlers.statistics.said import period_said
from handlers.statistics.verbs import CASES
from handlers.turn import pages
from handlers.turn.rights import referent_id
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.figures.definitions import definitions
from network.figures.periods import Period
from network.phrase import Phrase, phrase
from storage import cases
from storage.cases import Case

KIND = "figure"


async def show(
    turn: Turn,
    telegram_id: int,
    key: str,
    period: Period,
    place: str,
    sector: str,
    whose: str,
    page: int,
    listed: Listed,
) -> None:
    """A figure’s cases: the coordination’s without names, a referent’s own as their lists show them. Those of a
    rate turn into those that it does not count, and back.
    """
    found = listed.ids
    ask, mine = Ask(HOME, period, place, sector, whose), referent_id(turn, telegram_id)
    all_of_it = turn.coordinates(telegram_id)
    there = pages.at(found, page, listing.PAGE)
    held = await cases.these(turn.here, there.shown)
    if not held:
        turn.answer(phrase("stats.list.none"), await turn.locale_of(telegram_id))
        return
    figure = definitions().by_key[key.removeprefix(NOT)]
    named = "stats.list" if figure.key == key else "stats.list.not"
    title = phrase(named, title=figure.title.in_(PARTNER_LOCALE), period=period_said(period), count=len(found))
    said: list[Paragraph] = [(title, *there.which)]
    said += [_line(turn, held[id_], mine, all_of_it=all_of_it) for id_ in there.shown if id_ in held]
    rows = [[called.opens(held[id_], named=_follows(held[id_], mine))] for id_ in there.shown if id_ in held]
    rows += there.turns(CASES, key, *ask.values[1:-1])
    if listed.others:
        other = f"{NOT}{key}" if figure.key == key else figure.key
        rows.append([CASES.button("stats.button.others", other, *ask.values[1:-1], 0, count=listed.others)])
    screen = Screen(said, rows, PARTNER_LOCALE, protect=True)
    await listing.turn_page(turn, telegram_id, screen, KIND, list(held))


def _line(turn: Turn, case: Case, mine: str | None, *, all_of_it: bool) -> Phrase:
    if _follows(case, mine):
        return called.person(turn.network, case)
    return called.work(turn.network, case) if all_of_it else called.as_card(turn.network, case)


def _follows(case: Case, mine: str | None) -> bool:
    return any(slot.held and slot.taken_by == mine is not None for slot in case.slots.values())
