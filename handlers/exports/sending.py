"""Sending: what is taken out is gathered beside whatever is done, and goes as a document, or by mail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.exports import cases, leaving, mailing, offers
from handlers.exports.made import Made
from handlers.exports.verbs import CASES, OFFERS
from handlers.statistics.said import period_said
from handlers.turn.rights import REFERENT
from handlers.turn.screen import Paragraph, Screen, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.figures import periods
from network.phrase import Param, phrase
from reports.tables import Format, cut_texts, to_json
from storage import acts, exports, listings
from storage.durable.sent_messages import FILE
from storage.exports import Export, Out

MAKES: Mapping[str, Callable[[Turn, int, Mapping[str, Any]], Awaitable[Made]]] = {
    OFFERS: offers.made,
    CASES: cases.made,
}
"""What may be taken out, and what gathers it for somebody, by what the date expects."""
BUILT_KEYS = {
    "export.{}.name": MAKES,
    "export.{}.caption": MAKES,
    "export.{}.{}.personal": (*((what, way) for what in MAKES for way in ("caption", "mail")),),
}


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
    """The file, which the workshop writes as it is sent; of what stood in it nothing is kept here from then on."""
    account, found = turn.row.lane, gathered.made
    if found is None or not await _may_have(turn, account, expects, found):
        why = "export.changed" if await REFERENT.holds(turn, account) else "export.forbidden"
        await turn.say(account, phrase(why, **turn.contact), locale=PARTNER_LOCALE)
        return
    to, address = str(expects.get("to", "")), mailing.address_of(turn, account)
    if to and (not address or to != mailing.named(address)):
        await turn.say(account, phrase("export.mail.elsewhere"), locale=PARTNER_LOCALE)
        return
    what, format_ = str(expects["what"]), Format(expects["format"])
    way = exports.MAIL if to else exports.TELEGRAM
    noted = await exports.note(
        turn.here, Export(turn.now, turn.actor(account), what, format_.value, found.lines, found.personal, way)
    )
    name = f"{leaving.NAME}:{turn.row.id}{FILE}"
    if found.case_ids:  # it goes with any of them that is erased, and each says that it was taken out
        await listings.names_still(turn.here, account, name, found.case_ids)
        await acts.note_on_each(turn.here, found.case_ids, acts.EXPORTED, turn.actor(account), turn.now)
    of = _of(expects, found) if what == CASES else {}
    told: list[Paragraph] = [phrase(f"export.{what}.caption", day=turn.today, **of)]
    told += [phrase(f"export.{what}.{'mail' if to else 'caption'}.personal")] if found.personal else []
    told += [phrase("export.cut", count=cut)] if (cut := cut_texts(found.book.tables)) else []
    made_of, mail_id = {"tables": to_json(found.book, format_)}, None
    if to:
        mail_id = await mailing.put(turn, address, told, (file_name(turn, what, format_), made_of))
        await turn.say(account, phrase("export.mail.goes", address=address), locale=PARTNER_LOCALE)
    else:
        document = "document", {"filename": file_name(turn, what, format_), **made_of}
        await turn.show(account, Screen(told, locale=PARTNER_LOCALE, file=document), name)
    await leaving.expect(turn, Out(account, name, mail_id, turn.now, what, found.personal, noted))


def _of(expects: Mapping[str, Any], found: Made) -> dict[str, Param]:
    """Of which period the requests are, and how many."""
    return {"period": period_said(periods.read(str(expects["period"])) or periods.ALL), "count": found.lines}


async def _may_have(turn: Turn, account: int, expects: Mapping[str, Any], found: Made) -> bool:
    """Whether somebody may still have what was gathered for them."""
    if not await REFERENT.holds(turn, account) or (found.personal and not turn.coordinates(account)):
        return False
    return found.of is None or found.of == await cases.seen_by(turn, account, expects)


def file_name(turn: Turn, what: str, format_: Format) -> str:
    """How the file is called."""
    named = plain(PARTNER_LOCALE, phrase(f"export.{what}.name", date=turn.today.isoformat()))
    return f"{named}.{format_.value}"
