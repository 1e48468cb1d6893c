"""/exporter: what may be taken out as a table; it is gathered beside whatever is done, and sent as a document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.exports import offers
from handlers.exports.made import Made
from handlers.exports.verbs import EXPORT, OFFERS
from handlers.turn.rights import REFERENT
from handlers.turn.screen import Paragraph, Screen, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from reports.tables import Format, cut_texts, to_json
from storage import exports
from storage.durable import due
from storage.durable.sent_messages import FILE
from storage.exports import Export

KIND = "exports:make"
MAKES: Mapping[str, Callable[[Turn, int], Awaitable[Made]]] = {OFFERS: offers.made}
"""What may be taken out, and what gathers it for somebody."""
_NAMED = {"offres": OFFERS, "offers": OFFERS}
"""How it is called behind the command."""
_LAST = 3
"""So many that were taken out last are shown to the coordination."""
BUILT_KEYS = {
    "export.button.{}.{}": (*((what, format_) for what in MAKES for format_ in Format),),
    "export.what.{}": MAKES,
    "export.{}.name": MAKES,
    "export.{}.caption": MAKES,
    "export.{}.caption.personal": MAKES,
}


async def command(turn: Turn, account: int, _locale: str, argument: str) -> None:
    """/exporter: what there is, and in which form; with a word behind it, that, as a workbook."""
    if (what := _NAMED.get(argument.strip().lower())) is not None:
        await _begin(turn, account, what, Format.XLSX)
        return
    rows = [
        [EXPORT.button(f"export.button.{what}.{format_}", what, format_.value) for format_ in Format] for what in MAKES
    ]
    told: list[Paragraph] = [phrase("export.how")]
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
    return phrase("export.line", day=turn.day(one.at), what=phrase(f"export.what.{one.what}"), by=who, count=one.lines)


async def press(turn: Turn, account: int, what: str, format_: str) -> None:
    """[Offres, Excel], …"""
    turn.answer(phrase("export.making"))
    await _begin(turn, account, what, Format(format_))


async def _begin(turn: Turn, account: int, what: str, format_: Format) -> None:
    """It is gathered before the next turn of the chat."""
    await due.schedule(turn.here, KIND, account, turn.now, {"what": what, "format": format_.value})


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is sent, if whoever asked may still have it."""

    made: Made | None


async def made(turn: Turn, expects: Mapping[str, Any]) -> Gathered:
    """All that stands in it, gathered before the turn that sends it."""
    account = turn.row.lane
    makes = MAKES.get(str(expects["what"]))
    may = makes is not None and await REFERENT.holds(turn, account)
    return Gathered(await makes(turn, account) if makes is not None and may else None)


async def send(turn: Turn, expects: Mapping[str, Any], gathered: Gathered) -> None:
    """The document, which the workshop writes as it is sent; of what stood in it nothing is kept here from then on."""
    account, found = turn.row.lane, gathered.made
    if found is None or not await REFERENT.holds(turn, account) or (found.personal and not turn.coordinates(account)):
        return
    what, format_ = str(expects["what"]), Format(expects["format"])
    taken = Export(turn.now, turn.actor(account), what, format_.value, found.lines, found.personal)
    await exports.note(turn.here, taken)
    content = {"filename": file_name(turn, what, format_), "tables": to_json(found.book, format_)}
    told: list[Paragraph] = [phrase(f"export.{what}.caption", day=turn.today)]
    told += [phrase(f"export.{what}.caption.personal")] if found.personal else []
    told += [phrase("export.cut", count=cut)] if (cut := cut_texts(found.book.tables)) else []
    screen = Screen(told, locale=PARTNER_LOCALE, file=("document", content))
    await turn.show(account, screen, f"exported:{turn.row.id}{FILE}")


def file_name(turn: Turn, what: str, format_: Format) -> str:
    """How the document is called."""
    named = plain(PARTNER_LOCALE, phrase(f"export.{what}.name", date=turn.today.isoformat()))
    return f"{named}.{format_.value}"
