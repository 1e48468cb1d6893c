"""/exporter: what may be taken out as a table, in which form and by which way; and who took what out last."""

from __future__ import annotations

from handlers.exports import choosing, mailing
from handlers.exports.asked import begin
from handlers.exports.made import what_is
from handlers.exports.verbs import ASK_FOR_CASES, CASES, EXPORT, MAIL, OFFERS, OFFERS_BY_MAIL
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from reports.tables import Format
from storage import exports
from storage.exports import Export

_NAMED = {"offres": OFFERS, "offers": OFFERS, "dossiers": CASES, "cases": CASES}
"""How it is called behind the command."""
_LAST = 3
"""So many that were taken out last are shown to the coordination."""
BUILT_KEYS = {
    "export.button.offers.{}": (*Format, MAIL),
}


async def command(turn: Turn, account: int, _locale: str, argument: str) -> None:
    """/exporter: what there is, and in which form; with a word behind it, that: offers as a workbook, where no screen
    has to say first that names are in it; cases after such a screen, of what stands behind that word. What is said like
    /stats alone is of cases.
    """
    first, _, rest = argument.strip().partition(" ")
    what = _NAMED.get(first.lower())
    if what == CASES or (first and what is None):
        await choosing.ask(turn, account, rest if what else argument)
    elif what == OFFERS and not rest and not turn.coordinates(account):
        await begin(turn, account, {"what": what, "format": Format.XLSX.value})
    else:
        await _home(turn, account)


async def _home(turn: Turn, account: int) -> None:
    rows = [[EXPORT.button(f"export.button.offers.{format_}", OFFERS, format_.value) for format_ in Format]]
    if mailing.address_of(turn, account):
        rows.append([OFFERS_BY_MAIL.button(f"export.button.offers.{MAIL}", OFFERS, MAIL)])
    rows.append([ASK_FOR_CASES.button("export.button.cases", CASES)])
    coordinates = turn.coordinates(account)
    told: list[Paragraph] = [phrase("export.personal" if coordinates else "export.how"), phrase("export.how.cases")]
    told += await _last(turn) if coordinates else []
    await turn.show(account, Screen(told, rows, PARTNER_LOCALE), f"export:{turn.row.id}")


async def _last(turn: Turn) -> list[Paragraph]:
    """Who took what out last."""
    found = await exports.newest(turn.here, _LAST)
    return [phrase("export.last"), tuple(_line(turn, one) for one in found)] if found else []


def _line(turn: Turn, one: Export) -> Phrase:
    known = turn.network.referent_by_id.get(one.actor)
    by = known.name.fr if known is not None else phrase("export.by.coordination")
    who = phrase("export.by.technician") if one.actor == exports.TECHNICIAN else by
    key = "export.line.lost" if one.lost else "export.line.mail" if one.way == exports.MAIL else "export.line"
    return phrase(key, day=turn.day(one.at), what=what_is(one.what, personal=one.personal), by=who, count=one.lines)


async def press(turn: Turn, account: int, what: str, format_: str) -> None:
    """[Offres, Excel], …"""
    await _begin_offers(turn, account, what, format_)


async def press_mailed(turn: Turn, account: int, what: str, format_: str, to: str) -> None:
    """[Excel] or [CSV] under the address."""
    await _begin_offers(turn, account, what, format_, to=to)


async def _begin_offers(turn: Turn, account: int, what: str, format_: str, **more: str) -> None:
    turn.answer(phrase("export.making"))
    await begin(turn, account, {"what": what, "format": format_, **more})
