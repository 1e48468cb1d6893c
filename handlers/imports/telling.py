"""Telling: whoever is in a base that was taken over hears of it within a month, and whom their data came from (GDPR,
article 14): by e-mail, or by a letter to print. On the thirtieth day what nobody was told of is erased.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from handlers.counter.entering import ADOPT
from handlers.imports.verbs import BATCH, FREE, FREE_ONE
from handlers.lists import listing
from handlers.privacy import erasing
from handlers.slots.record_sheet import words
from handlers.turn.audience import holders
from handlers.turn.events import CameIn
from handlers.turn.screen import Paragraph, Screen, bare, far_day, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import privacy
from network.phrase import Param, phrase
from reports.letters import Letter, to_json
from storage import cases, imported, imports, members
from storage.cases import Case
from storage.durable import due
from storage.imported import Counts, Imported
from storage.imports import File

REMIND, MONTH = "imports:remind", "imports:month"
REMIND_AFTER, TOLD_WITHIN = timedelta(days=21), timedelta(days=30)
AT_ONCE = 25
"""Of so many people it is seen to at each turn: whoever writes waits meanwhile."""
MOST_LETTERS = 100
ASKED = "privacy.person.optional"
"""What is said of questions that nobody was asked here."""
KIND = "letters"


async def owe(turn: Turn, number: int) -> None:
    """From now on it is owed to the people of a file that they hear of it."""
    for kind, after in ((REMIND, REMIND_AFTER), (MONTH, TOLD_WITHIN)):
        await due.schedule(turn.here, kind, 0, turn.now + after, {"import": number})


def taken_over_on(turn: Turn, file: File) -> date:
    """The day on which a file went in."""
    return turn.day(file.acted_at or turn.now)


def owed(turn: Turn, file: File, count: Counts) -> list[Paragraph]:
    """What is owed to whom, by when, and what happens then."""
    if not count.untold:
        return [phrase("import.told.all")]
    until = turn.day((file.acted_at or turn.now) + TOLD_WITHIN)
    return [phrase("import.untold", count=count.untold, until=until)]


# --- by whom, and how -------------------------------------------------------------------------------------------------


async def _split(turn: Turn, number: int) -> tuple[list[Imported], list[Imported]]:
    """Those whom an e-mail reaches, and those whom a letter must."""
    every = await imported.untold(turn.here, number)
    by_mail = [one for one in every if turn.can_mail(one.email or "")]
    return by_mail, [one for one in every if not turn.can_mail(one.email or "")]


async def show(turn: Turn, telegram_id: int, file: File) -> None:
    """How many hear of it in which way, with what does it."""
    await turn.show(telegram_id, await _screen(turn, file), _name(file))


def _name(file: File) -> str:
    return f"import people:{file.id}"


async def _screen(turn: Turn, file: File) -> Screen:
    by_mail, by_letter = await _split(turn, file.id)
    said = owed(turn, file, await imported.counts(turn.here, file.id))
    rows = []
    if by_mail:
        said.append(phrase("import.people.mail", count=len(by_mail)))
        rows.append([FREE.button("import.button.mail", "mail", file.id, count=len(by_mail))])
    if by_letter:
        said.append(phrase("import.people.letter", count=len(by_letter)))
        rows.append([FREE.button("import.button.letters", "letters", file.id, count=len(_to_print(by_letter)))])
    if printed := [one for one in by_letter if one.printed]:
        rows.append([FREE.button("import.button.posted", "posted", file.id, count=len(printed))])
    return Screen(said, rows, PARTNER_LOCALE)


async def do(turn: Turn, telegram_id: int, what: str, file: File) -> None:
    """[Envoyer les e-mails], [Imprimer les lettres], [Les lettres sont parties]."""
    by_mail, by_letter = await _split(turn, file.id)
    printed = [one for one in by_letter if one.printed]
    some = {"mail": by_mail, "letters": _to_print(by_letter), "posted": printed}[what]
    if not some:
        turn.answer(phrase("press.over"))
    elif what == "letters":
        await _print(turn, telegram_id, file, some)
        await turn.edit(telegram_id, await _screen(turn, file), _name(file))
    elif what == "mail":
        await _mail_each(turn, file, some)
        turn.answer(phrase("import.mailed", count=len(some)))
        await turn.edit(telegram_id, await _screen(turn, file), _name(file))
    else:
        await imported.told(turn.here, [one.case_id for one in some], "letter", turn.now)
        turn.answer(phrase("import.posted", count=len(some)))
        await turn.edit(telegram_id, await _screen(turn, file), _name(file))


def _to_print(by_letter: Sequence[Imported]) -> Sequence[Imported]:
    """The letters of the next print: those that were not printed yet, else all of them once more."""
    return ([one for one in by_letter if not one.printed] or by_letter)[:MOST_LETTERS]


async def _mail_each(turn: Turn, file: File, some: Sequence[Imported]) -> None:
    new = await imported.told(turn.here, [one.case_id for one in some], "mail", turn.now)
    held = await cases.these(turn.here, sorted(new))
    for one in some:
        if (case := held.get(one.case_id)) is not None:
            subject = phrase("import.letter.subject", network=turn.network.identity.name)
            said = [*_words(turn, file, one, case), phrase("import.letter.link", link=await _link(turn, case))]
            await turn.mail(one.email or "", subject, said, locale=PARTNER_LOCALE, about=case.reference)


async def _print(turn: Turn, telegram_id: int, file: File, some: Sequence[Imported]) -> None:
    """One file with a letter a page, which goes from the chat with any of its cases that is erased."""
    held = await cases.these(turn.here, [one.case_id for one in some])
    letters = [await _letter(turn, file, one, case) for one in some if (case := held.get(one.case_id)) is not None]
    paper = {"filename": words("import.letter.file"), "letters": to_json(letters)}
    await imported.print_(turn.here, list(held))
    caption = phrase("import.letter.caption", count=len(letters))
    screen = Screen([caption], locale=PARTNER_LOCALE, protect=True, file=("document", paper))
    await listing.show(turn, telegram_id, screen, KIND, held)


async def _letter(turn: Turn, file: File, one: Imported, case: Case) -> Letter:
    network = turn.network.identity
    return Letter(
        PARTNER_LOCALE,
        turn.now,
        sender=(network.name, network.contact.organisation, network.contact.phone),
        reader=case.project.name,
        heading=plain(PARTNER_LOCALE, phrase("import.letter.subject", network=network.name)),
        paragraphs=tuple(bare(PARTNER_LOCALE, [said]) for said in _words(turn, file, one, case)),
        link=await _link(turn, case),
        link_words=words("import.letter.link.paper"),
    )


def _words(turn: Turn, file: File, one: Imported, case: Case) -> list[Paragraph]:
    """What the law wants said: who has which data, whom they come from, what for, for how long; and every right."""
    network = turn.network
    day = far_day(PARTNER_LOCALE, taken_over_on(turn, file))
    about: dict[str, Param] = {"network": network.identity.name, "date": day, "source": one.source}
    pages = [said for number in range(1, privacy.PAGES + 1) for said in privacy.page(network, "person", number)]
    return [
        phrase("import.letter.hello", name=case.project.name, reference=case.reference, **about),
        phrase("import.letter.data"),
        *(said for said in pages if said.key != ASKED),
        phrase("import.letter.rights", **turn.contact),
    ]


async def _link(turn: Turn, case: Case) -> str:
    token = await members.invite(turn.here, case.id, turn.now, members.ADOPTION_LASTS)
    return f"https://t.me/{turn.runtime.bot_username}?start={ADOPT}{token}"


# --- in time ----------------------------------------------------------------------------------------------------------


async def reminder_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Nine days before the month is over: what is still owed, and what happens otherwise."""
    file = await imports.find(turn.here, int(expects["import"]))
    if file is None or not (await imported.counts(turn.here, file.id)).untold:
        return
    by_mail, by_letter = await _split(turn, file.id)
    about: dict[str, Param] = {
        "date": taken_over_on(turn, file),
        "until": turn.day((file.acted_at or turn.now) + TOLD_WITHIN),
    }
    said: list[Paragraph] = [phrase("import.remind", source=file.source, **about)]
    said += [phrase("import.people.mail", count=len(by_mail))] if by_mail else []
    said += [phrase("import.people.letter", count=len(by_letter))] if by_letter else []
    rows = [[BATCH.button("import.button.people", "people", file.id)]]
    await turn.show(turn.coordinators(), Screen(said, rows, PARTNER_LOCALE), f"import reminder:{file.id}")


async def month_is_over(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The thirtieth day: who can be reached by e-mail is told now, as is whoever has an account here since their own
    case was merged with it; the cases of whoever was not told are erased.
    """
    file = await imports.find(turn.here, int(expects["import"]))
    if file is None:
        return
    sent, gone = int(expects.get("sent", 0)), int(expects.get("gone", 0))
    by_mail, by_letter = await _split(turn, file.id)
    now_mailed = by_mail[:AT_ONCE]
    now_erased = by_letter[: AT_ONCE - len(now_mailed)]
    await _mail_each(turn, file, now_mailed)
    kept = 0
    for one in now_erased:
        if (case := await cases.load(turn.here, one.reference)) is None:
            continue
        if theirs := await members.members_of(turn.here, case.id):
            kept += 1
            if await imported.told(turn.here, [case.id], "came", turn.now):
                await turn.show(theirs, Screen(_words(turn, file, one, case)), f"taken over:{case.reference}")
        else:
            readers = holders(turn, case)
            await erasing.erase_quietly(turn, case)
            await turn.say(readers, phrase("import.gone", reference=case.reference), locale=PARTNER_LOCALE)
    sent, gone = sent + len(now_mailed) + kept, gone + len(now_erased) - kept
    if len(by_mail) + len(by_letter) > len(now_mailed) + len(now_erased):
        counted = {"import": file.id, "sent": sent, "gone": gone}
        await due.schedule(turn.here, MONTH, 0, turn.now, counted)
    elif sent or gone:
        about: dict[str, Param] = {"source": file.source, "date": taken_over_on(turn, file)}
        said: list[Paragraph] = [phrase("import.month", **about)]
        said += [phrase("import.month.sent", count=sent)] if sent else []
        said += [phrase("import.month.gone", count=gone)] if gone else []
        await turn.say(turn.coordinators(), *said, locale=PARTNER_LOCALE)


async def came(turn: Turn, who: CameIn) -> None:
    """Somebody follows a case themselves that was taken over: they know, and the coordination hears of a silent one."""
    if who.how != "again":
        return
    for reference in await imported.came(turn.here, who.account, turn.now):
        case = await cases.get(turn.here, reference)
        if case.silent:
            rows = [[FREE_ONE.button("import.button.free_one", reference)]]
            asked = Screen([phrase("import.came", reference=reference)], rows, PARTNER_LOCALE)
            await turn.show(turn.coordinators(), asked, f"came:{reference}")
