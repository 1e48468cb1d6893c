"""/exporter dossiers: of which period and which part, what the table will contain, and whether with names."""

from __future__ import annotations

from handlers.exports.asked import begin
from handlers.exports.verbs import BARE, CASES, EXPORT_CASES, NAMED
from handlers.statistics import words
from handlers.statistics.counting import HOME, Ask, Seen, wanted_by
from handlers.statistics.said import narrowed_to, period_said
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.figures import asked as figures_asked
from network.figures import periods
from network.phrase import phrase
from network.text import code
from reports.tables import Format

_EITHER = (NAMED, BARE)
BUILT_KEYS = {"export.button.cases.{}.{}": (*((names, format_) for names in _EITHER for format_ in Format),)}


async def ask(turn: Turn, account: int, typed: str) -> None:
    """Show what it would be, as `typed` says it, in the words of /stats; or what of that was not understood."""
    asked = figures_asked.read(typed, turn.network, turn.today)
    if asked.unknown:
        await turn.say(account, words.not_understood(turn, asked, PARTNER_LOCALE), locale=PARTNER_LOCALE)
        return
    named = (asked.commune or asked.territory, asked.sector, asked.organisation)
    place, sector, whose = (code(id_) if id_ else "-" for id_ in named)
    wanted, kept, all_of_it, both = await wanted_by(
        turn, account, Ask(HOME, asked.period or periods.year(turn.today.year), place, sector, whose)
    )
    title = phrase("export.cases.title", period=period_said(wanted.period))
    part = narrowed_to(turn, Seen(kept, all_of_it, wanted, both), PARTNER_LOCALE)
    told: list[Paragraph] = [(title, *([phrase("stats.narrowed", to=part)] if part else []))]
    told += [phrase("export.cases.ask")] if all_of_it else []
    told += [phrase("export.cases.bare")]
    of = kept.values[1:-1]
    rows = [
        [EXPORT_CASES.button(f"export.button.cases.{names}.{each}", CASES, names, each.value, *of) for each in Format]
        for names in (_EITHER if all_of_it else (BARE,))
    ]
    await turn.show(account, Screen(told, rows, PARTNER_LOCALE), f"export:{turn.row.id}")


async def press(turn: Turn, account: int, _what: str) -> None:
    """[Dossiers]: those of this year."""
    await ask(turn, account, "")


async def press_table(
    turn: Turn, account: int, what: str, names: str, format_: str, period: periods.Period, place: str, sector: str,
    whose: str,
) -> None:  # fmt: skip
    """[Avec les noms, Excel], …"""
    turn.answer(phrase("export.making"))
    of = {"period": period.code, "place": place, "sector": sector, "whose": whose}
    await begin(turn, account, {"what": what, "format": format_, "personal": names == NAMED, **of})
