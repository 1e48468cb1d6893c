"""/exporter: what may be taken out as a table; it is gathered beside whatever is done, and sent as a document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.exports import cases, choosing, offers
from handlers.exports.asked import begin
from handlers.exports.made import Made
from handlers.exports.verbs import ASK_FOR_CASES, CASES, EXPORT, OFFERS
from handlers.turn.rights import REFERENT
from handlers.turn.screen import Paragraph, Screen, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from reports.tables import Format, cut_texts, to_json
from storage import acts, exports, listings
from storage.durable.sent_messages import FILE
from storage.exports import Export

MAKES: Mapping[str, Callable[[Turn, int, Mapping[str, Any]], Awaitable[Made]]] = {
    OFFERS: offers.made,
    CASES: cases.made,
}
"""What may be taken out, and what gathers it for somebody, by what the date expects."""
_NAMED = {"offres": OFFERS, "offers": OFFERS, "dossiers": CASES, "cases": CASES}
"""How it is called behind the command."""
_LAST = 3
"""So many that were taken out last are shown to the coordination."""
BUILT_KEYS = {
    "export.button.offers.{}": Format,
    "export.what.{}": MAKES,
    "export.what.{}.personal": MAKES,
    "export.{}.name": MAKES,
    "export.{}.caption": MAKES,
    "export.{}.caption.personal": MAKES,
}


async def command(turn: Turn, account: int, _locale: str, argument: str) -> None:
    """/exporter: what there is, and in which form; with a word behind it, that: offers as a workbook, cases after the
    screen that says what is in them, of what stands behind that word.
    """
    first, _, rest = argument.strip().partition(" ")
    what = _NAMED.get(first.lower())
    if what == OFFERS and not rest:
        await begin(turn, account, {"what": what, "format": Format.XLSX.value})
    elif what == CASES:
        await choosing.ask(turn, account, rest)
    else:
        rows = [[EXPORT.button(f"export.button.offers.{format_}", OFFERS, format_.value) for format_ in Format]]
        rows.append([ASK_FOR_CASES.button("export.button.cases", CASES)])
        told: list[Paragraph] = [phrase("export.how"), phrase("export.how.cases")]
        if turn.coordinates(account):
            told += [phrase("export.personal"), *await _last(turn)]
        await turn.show(account, Screen(told, rows, PARTNER_LOCALE), f"export:{turn.row.id}")


async def _last(turn: Turn) -> list[Paragraph]:
    """Who took what out last."""
    found = await exports.newest(turn.here, _LAST)
    return [phrase("export.last"), tuple(_line(turn, one) for one in found)] if found else []


def _line(turn: Turn, one: Export) -> Phrase:
    known = turn.network.referent_by_id.get(one.actor)
    by = known.name.fr if known is not None else phrase("export.by.coordination")
    who = phrase("export.by.technician") if one.actor == exports.TECHNICIAN else by
    key = f"export.what.{one.what}.personal" if one.personal else f"export.what.{one.what}"
    return phrase("export.line", day=turn.day(one.at), what=phrase(key), by=who, count=one.lines)


async def press(turn: Turn, account: int, what: str, format_: str) -> None:
    """[Offres, Excel], …"""
    turn.answer(phrase("export.making"))
    await begin(turn, account, {"what": what, "format": format_})


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is sent, if whoever asked may still have it."""

    made: Made | None


async def made(turn: Turn, expects: Mapping[str, Any]) -> Gathered:
    """All that stands in it, gathered before the turn that sends it."""
    account = turn.row.lane
    makes = MAKES.get(str(expects["what"]))
    may = makes is not None and await REFERENT.holds(turn, account)
    return Gathered(await makes(turn, account, expects) if makes is not None and may else None)


async def send(turn: Turn, expects: Mapping[str, Any], gathered: Gathered) -> None:
    """The document, which the workshop writes as it is sent; of what stood in it nothing is kept here from then on."""
    account, found = turn.row.lane, gathered.made
    if found is None or not await REFERENT.holds(turn, account) or (found.personal and not turn.coordinates(account)):
        return
    if found.of is not None and found.of != await cases.seen_by(turn, account, expects):
        return
    what, format_ = str(expects["what"]), Format(expects["format"])
    taken = Export(turn.now, turn.actor(account), what, format_.value, found.lines, found.personal)
    await exports.note(turn.here, taken)
    content = {"filename": file_name(turn, what, format_), "tables": to_json(found.book, format_)}
    told: list[Paragraph] = [phrase(f"export.{what}.caption", day=turn.today)]
    told += [phrase(f"export.{what}.caption.personal")] if found.personal else []
    told += [phrase("export.cut", count=cut)] if (cut := cut_texts(found.book.tables)) else []
    screen = Screen(told, locale=PARTNER_LOCALE, file=("document", content))
    name = f"exported:{turn.row.id}{FILE}"
    if found.case_ids:  # it goes with any of them that is erased, and each says that it was taken out
        await listings.names_still(turn.here, account, name, found.case_ids)
        await acts.note_on_each(turn.here, found.case_ids, acts.EXPORTED, turn.actor(account), turn.now)
    await turn.show(account, screen, name)


def file_name(turn: Turn, what: str, format_: Format) -> str:
    """How the document is called."""
    named = plain(PARTNER_LOCALE, phrase(f"export.{what}.name", date=turn.today.isoformat()))
    return f"{named}.{format_.value}"
