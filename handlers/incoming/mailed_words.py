"""Words by mail: in answer to a person’s own letter they are shown as they would go, and go with a link; any others
are for the coordination, never for the family.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import timedelta

from correspondence.reading import Reading
from handlers.incoming import mailed_files
from handlers.incoming.mailed_files import Came
from handlers.letters import archive
from handlers.letters import letters as post
from handlers.letters.envelopes import SAID
from handlers.letters.lines import KEPT, OLD
from handlers.letters.verbs import KEEP_BACK, SEND
from handlers.lists import mine
from handlers.privacy.drop import ask_by_mail
from handlers.slots import opening
from handlers.slots.record import author_phrase
from handlers.slots.verbs import OPEN
from handlers.turn.rights import works_on
from handlers.turn.screen import Screen, bare, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from storage import cases, duplicates, letters, notes, open_slots
from storage.acts import note_act
from storage.cases import Case
from storage.durable import due, once
from storage.durable.enclosures import Listed
from storage.durable.mail_acts import MailAct
from storage.letters import LINE, NAME, Content

A_DAY = timedelta(days=1)
MOST = 20
"""Cases that are listed, and mails in words that are taken of one account in a day."""
FEW = 3
"""So often somebody’s answer to a person is shown to them in a day where only figures in it change."""
_FIGURES = re.compile(r"\d+")
_OF_PERSON = (f"{NAME}:", f"{LINE}:")
"""How letters are called by which somebody reads a person’s words, or their own answer before it goes."""
ERASES = frozenset({"supprimer", "/supprimer", "delete", "/delete"})


async def hear(turn: Turn, account: int, said: Reading, reference: str, letter: MailAct | None) -> None:
    """Take what somebody wrote, about the case of that reference if there is one; nothing is done by it."""
    theirs = letter if letter is not None and letter.data.startswith(_OF_PERSON) else None
    files = await mailed_files.came(turn, said)
    if (alike := await _alike_before(turn, account, reference, said, files, theirs)) is None:
        return
    case = await cases.load(turn.here, await duplicates.standing(turn.here, reference))
    mine = case if case is not None and works_on(turn, account, case) else None
    files = await mailed_files.fitting(turn, mine, files)
    if _is_number(said):
        await mailed_files.say_refused(turn, account, files, "act")
        turn.answer(phrase("mail.number.unknown"))
        await _what_now(turn, account, case)
        return
    brings = bool(said.words) or bool(files.taken and mine is not None)
    if brings and mine is not None and theirs is not None and alike < FEW:
        await _to_person(turn, account, mine, said.words, files.taken)
        await mailed_files.say_refused(turn, account, files)
        return
    if brings:
        await _to_coordination(turn, account, mine, reference if case is not None else "", said.words, files.taken)
        if alike:
            return
        turn.answer(phrase("mail.words.kept" if mine is None else "mail.words.noted"))
    elif not (files.taken or files.refused):
        turn.answer(phrase("mail.words.none"))
    await mailed_files.say_refused(turn, account, files, "" if mine is not None else "nowhere")
    await _what_now(turn, account, case)


def _is_number(said: Reading) -> bool:
    """Whether somebody wrote a number and no words; it named none of the links that there were."""
    return said.number is not None and len(said.words.split()) == 1


async def _what_now(turn: Turn, account: int, case: Case | None) -> None:
    if case is None or not await opening.shown(turn, account, case.reference):
        await _theirs(turn, account)


async def _theirs(turn: Turn, account: int) -> None:
    """Where no case is named, or one that is not theirs: what waits for them, each with its link."""
    referent = turn.referent_of(account)
    carried = await open_slots.carried_by(turn.here, referent.id) if referent is not None else []
    of_case: dict[str, list[Phrase]] = {}
    for one in carried:
        of_case.setdefault(one.reference, []).append(mine.line(turn, one.slot))
    some = list(of_case.items())[:MOST]
    if some:
        rows = [[OPEN.button("mail.open", reference, reference=reference)] for reference, _ in some]
        said = [(phrase("mail.yours.one", reference=reference), *lines) for reference, lines in some]
        await turn.show(account, Screen([phrase("mail.yours"), *said], rows, PARTNER_LOCALE))


async def from_person(turn: Turn, account: int, case: Case, said: Reading, letter: MailAct | None) -> None:
    """The person’s own words go to whoever follows them, as by Telegram; the answer says to whom. The word that erases
    is asked back where it answers a letter to them, which only they have.
    """
    if said.words.strip(" .!").casefold() in ERASES:
        if letter is not None and letter.account == account:
            await ask_by_mail(turn, account, case)
        else:
            turn.answer(phrase("drop_own.how"))
        return
    theirs = letter if letter is not None and not letter.data.startswith(f"{SAID}:") else None
    files = await mailed_files.came(turn, said)
    if (alike := await _alike_before(turn, account, case.reference, said, files, theirs)) is None:
        return
    files = await mailed_files.fitting(turn, case, files)
    if _is_number(said):
        turn.answer(phrase("mail.number.unknown"))
        await mailed_files.say_refused(turn, account, files, "act")
    elif not (said.words or files.taken or files.refused):
        turn.answer(phrase("mail.words.none"))
    elif not await post.too_many(turn, account):
        number, where = 0, []
        if said.words:
            content = Content("text", said.words)
            kept = await letters.add(turn.here, case.id, letters.PERSON, account, 0, content, turn.now)
            number, where = kept.id, await post.pass_on(turn, case, [kept])
        where = await mailed_files.from_person(turn, account, case, files) or where
        if where and not alike:
            shown = Screen(where, locale=PARTNER_LOCALE, about=(case.reference,))
            await turn.show(account, shown, f"{SAID}:{case.reference}:{number}")
        await mailed_files.say_refused(turn, account, files)


async def _to_person(turn: Turn, account: int, case: Case, words: str, files: Sequence[Listed]) -> None:
    """Shown as it would go. What waited before is let go: a letter is answered by one."""
    await letters.drop(turn.here, await letters.waiting(turn.here, account, LINE))
    author, kept = turn.actor(account), []
    if words:
        content = Content("text", words)
        kept.append(await letters.add(turn.here, case.id, author, account, 0, content, turn.now, waits_for=LINE))
    with_it = await mailed_files.keep(turn, case, author, account, files, LINE)
    last = [*kept, *with_it][-1].id
    await due.schedule(turn.here, OLD, account, turn.now + KEPT, {})
    rows = [
        [SEND.button("mail.button.send", case.reference, "person", last)],
        [KEEP_BACK.button("line.no", last)],
    ]
    said = [phrase("mail.words.ask", reference=case.reference), *([verbatim(words)] if words else [])]
    shown = Screen([*said, *mailed_files.listed(with_it)], rows, PARTNER_LOCALE)
    await turn.show(account, shown, f"line:{case.reference}:{last}")


async def _alike_before(
    turn: Turn, account: int, reference: str, said: Reading, files: Came, theirs: MailAct | None
) -> int | None:
    """How many mails of somebody’s were like this one in a day, but for figures in it, about a case, or in answer to
    `theirs`, a letter that a human wrote to them. None where one was the same, or there were too many.

    A robot that does not say so writes the same again, or counts: it is answered once, and its loop ends. Of one that
    always says something else its owner and the coordination hear.
    """
    if await _too_many(turn, account, reference):
        return None
    written = "\n".join((said.words, *files.marks()))
    about = [reference, *([f"{reference} {theirs.mail_id}"] if theirs is not None else [])]
    if not [await _mark(turn, account, "words", f"{one} {written}") for one in about][-1]:
        return None
    for number in range(FEW):
        if await _mark(turn, account, "alike", f"{about[-1]} {_FIGURES.sub('#', written)}\n{number}"):
            return number
    return FEW


async def _too_many(turn: Turn, account: int, reference: str) -> bool:
    if await once.count(turn.connection, "words", turn.now - A_DAY, account) < MOST:
        return False
    if await once.mark(turn.connection, f"too many words:{account}:{turn.today}", turn.now, account):
        turn.answer(phrase("mail.words.many", **turn.contact))
        known = turn.referent_of(account) is not None
        author = author_phrase(turn, turn.actor(account)) if known else phrase("who.person")
        told = phrase("coordinator.mail.many", author=author, reference=reference)
        await turn.say(turn.coordinators(), told, locale=PARTNER_LOCALE)
    return True


async def _mark(turn: Turn, account: int, kind: str, written: str) -> bool:
    hashed = hashlib.sha256(written.encode()).hexdigest()[:32]
    return await once.mark_within(turn.connection, f"{kind}:{account}:{hashed}", turn.now, A_DAY, account)


async def _to_coordination(
    turn: Turn, account: int, case: Case | None, reference: str, words: str, files: Sequence[Listed]
) -> None:
    author, kept = turn.actor(account), []
    if case is not None:
        kept = await mailed_files.keep(turn, case, author, account, files, letters.KEPT)
        names = bare(PARTNER_LOCALE, mailed_files.listed(kept))
        words = "\n".join(part for part in (words, names) if part)
        note = await notes.add(turn.here, case.id, author, words, turn.now)
        await note_act(turn.here, case.id, "note", author, turn.now, {"note": note})
    who: Phrase | str = author_phrase(turn, author)
    key = "mail.words.told" if reference else "mail.words.told.nowhere"
    told = phrase(key, reference=reference, author=who, text=words)
    name = f"note:{reference}:mail:{turn.row.id}" if reference else None
    await turn.say(turn.coordinators(), told, locale=PARTNER_LOCALE, protect=True, name=name)
    if case is not None:
        for coordinator in turn.coordinators():
            await archive.send_files(turn, case, coordinator, kept)
