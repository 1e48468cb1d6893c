"""/exporter dossiers: of which period and which part, what the table will contain, and whether with names."""

from __future__ import annotations

from handlers.exports import mailing
from handlers.exports.asked import begin
from handlers.exports.verbs import BARE, CASES, CASES_BY_MAIL, EXPORT_CASES, MAIL, NAMED, SEND_CASES
from handlers.statistics import words
from handlers.statistics.counting import HOME, Ask, Seen, looked_at, typed
from handlers.statistics.said import left_out, narrowed, period_said
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.figures import asked as figures_asked
from network.figures.periods import Period
from network.phrase import Phrase, phrase
from reports.tables import Format

_EITHER = (NAMED, BARE)
BUILT_KEYS = {
    "export.button.cases.{}.{}": (*((names, format_) for names in _EITHER for format_ in (*Format, MAIL)),),
    "export.mail.cases.{}": _EITHER,
}


async def ask(turn: Turn, account: int, argument: str) -> None:
    """Show what it would be, as `argument` says it, in the words of /stats; or what of that was not understood."""
    asked = figures_asked.read(argument, turn.network, turn.today)
    if asked.unknown:
        several = words.not_understood(turn, asked, PARTNER_LOCALE)
        why = phrase("export.cases.unknown", word=asked.unknown) if asked.of is None else several
        await turn.say(account, why, locale=PARTNER_LOCALE)
        return
    seen = await typed(turn, account, asked)
    told: list[Paragraph] = [_title(turn, seen)]
    told += [phrase("export.cases.ask")] if seen.all_of_it else []
    told += [phrase("export.cases.bare")]
    of = seen.ask.values[1:-1]
    either = _EITHER if seen.all_of_it else (BARE,)
    rows = [
        [EXPORT_CASES.button(f"export.button.cases.{names}.{each}", CASES, names, each.value, *of) for each in Format]
        for names in either
    ]
    if mailing.address_of(turn, account):
        by_mail = [CASES_BY_MAIL.button(f"export.button.cases.{one}.{MAIL}", CASES, one, MAIL, *of) for one in either]
        rows += [[one] for one in by_mail]
    await turn.show(account, Screen(told, rows, PARTNER_LOCALE), f"export:{turn.row.id}")


def _title(turn: Turn, seen: Seen) -> tuple[Phrase, ...]:
    title = phrase("export.cases.title", period=period_said(seen.wanted.period))
    return (title, *narrowed(turn, seen, PARTNER_LOCALE), *left_out(seen))


async def press(turn: Turn, account: int, _what: str) -> None:
    """[Dossiers]: those of this year."""
    await ask(turn, account, "")


async def press_table(
    turn: Turn, account: int, _what: str, names: str, format_: str, period: Period, place: str, sector: str, whose: str
) -> None:
    """[Avec les noms, Excel], …"""
    await _begin(turn, account, names, format_, Ask(HOME, period, place, sector, whose))


async def press_by_mail(
    turn: Turn, account: int, _what: str, names: str, _way: str, period: Period, place: str, sector: str, whose: str
) -> None:
    """[Avec les noms, par e-mail], …"""
    seen = await looked_at(turn, account, Ask(HOME, period, place, sector, whose))
    if not (address := mailing.address_of(turn, account)):
        turn.answer(phrase("press.over"))
        return
    names = names if seen.all_of_it else BARE
    to = (*seen.ask.values[1:-1], mailing.named(address))
    buttons = [SEND_CASES.button(f"export.button.{each}", names, each.value, *to) for each in Format]
    await mailing.ask(turn, account, [(*_title(turn, seen), phrase(f"export.mail.cases.{names}"))], buttons)


async def press_mailed(
    turn: Turn, account: int, names: str, format_: str, period: Period, place: str, sector: str, whose: str, to: str
) -> None:
    """[Excel] or [CSV] under the address."""
    await _begin(turn, account, names, format_, Ask(HOME, period, place, sector, whose), to)


async def _begin(turn: Turn, account: int, names: str, format_: str, of: Ask, to: str = "") -> None:
    turn.answer(phrase("export.making"))
    which = {"period": of.period.code, "place": of.place, "sector": of.sector, "whose": of.whose}
    expects = {"what": CASES, "format": format_, "personal": names == NAMED, **which}
    await begin(turn, account, {**expects, "to": to} if to else expects)
