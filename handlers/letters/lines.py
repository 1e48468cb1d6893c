"""Lines: what somebody writes outside any form. It is kept, and its author is asked to whom it goes; only what a person
writes to the one adviser who has just written to them goes without asking, and can be taken back for a minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from conversations.engine.events import Said
from conversations.words import courtesies, typed_commands
from handlers.letters import letters as post
from handlers.letters.envelopes import SAID, followers, name_of
from handlers.letters.verbs import KEEP_BACK, OTHERS, SEND, TAKE_BACK
from handlers.turn.audience import can_be_written_to, named
from handlers.turn.events import Heard
from handlers.turn.screen import Button, Paragraph, Screen, in_a_row, plain, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from network.text import code
from storage import cases, letters, members, open_slots, people
from storage.cases import Case
from storage.durable import due
from storage.letters import LINE, MINUTE, PERSON, Content, Letter

OLD, OVER = "letter:line", "letter:minute"
"""The dates on which a line that nobody was named for is let go, and on which one can be taken back no more."""
KEPT = timedelta(days=7)
ANSWERS = timedelta(hours=72)
"""How long what a person writes is taken for the answer to a letter."""
TAKES_BACK = timedelta(minutes=1)
MOST = 5
"""Cases that somebody may choose from at once."""
PAIR = 2
"""So many readers are named with their organisations; of more the message would grow too long."""
LATELY = 50
"""Letters among which a coordinator's last cases are looked for."""
TEAM = "team"


def asked_as(chat_id: int) -> str:
    """The logical name of the question about the lines that wait in a chat."""
    return f"line:{chat_id}"


def said_as(reference: str, letter_id: int) -> str:
    """The logical name of the word about where a line goes."""
    return f"{SAID}:{reference}:{letter_id}"


async def is_a_line(turn: Turn, heard: Heard) -> bool:
    """Words that greet nobody and name no command; of somebody who works on cases, whatever can be passed on."""
    chat_id, content = turn.caller.chat_id, heard.content
    if content is None or (isinstance(heard.event, Said) and not _is_for_somebody(content.text)):
        return False
    if turn.referent_of(chat_id) is not None or turn.coordinates(chat_id):
        return await _of_partner(turn, chat_id, content)
    references = await members.references_of(turn.here, chat_id) if content.kind == "text" else []
    if references:
        await _of_person(turn, chat_id, references, content)
    return bool(references)


def _is_for_somebody(text: str) -> bool:
    return bool(text) and typed_commands.meant(text) is None and not courtesies.is_greeting(text)


# --- who reads what a person writes -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who follows a case, or the team (`code` TEAM), with the accounts that get what is for them. `absent`:
    the bot cannot write to them, and the team passes it on.
    """

    code: str
    name: Phrase
    who: Phrase
    accounts: tuple[int, ...]
    absent: bool = False


async def readers(turn: Turn, case: Case) -> list[Reader]:
    """Who may be written to about a case: each who follows it, or the team where nobody does."""
    near, far = await followers(turn, case)
    found = [_follows(turn, referent.id, (account,)) for account, referent in near.items()]
    if near and not far:
        return found
    team = tuple([one for one in turn.coordinators() if await can_be_written_to(turn, one)])
    found += [_follows(turn, referent.id, team, absent=True) for referent in far]
    return found or [Reader(TEAM, phrase("letter.the_team"), phrase("letter.the_team"), team)]


def _follows(turn: Turn, referent_id: str, accounts: tuple[int, ...], *, absent: bool = False) -> Reader:
    who = named(turn.network, referent_id)
    return Reader(code(referent_id), phrase("line.name", **who), phrase("line.who", **who), accounts, absent)


def will_read(reader: Reader, case: Case, who: Phrase) -> Phrase:
    """Who will read what is for a reader, whom `who` names."""
    if reader.absent:
        return phrase("line.read.relayed", who=who)
    if reader.code != TEAM:
        return phrase("line.read", who=who)
    return phrase("line.read.closed" if case.closed_at is not None else "line.read.team", reference=case.reference)


# --- from a person ----------------------------------------------------------------------------------------------------


async def _of_person(turn: Turn, chat_id: int, references: Sequence[str], content: Content) -> None:
    if await post.too_many(turn, chat_id):
        return
    locale = (await people.meet(turn.here, chat_id, turn.caller.locale, turn.now)).locale
    answered = await _answered(turn, chat_id, references)
    if answered is None:
        case = await cases.get(turn.here, references[-1])
        await _keep(turn, chat_id, case.id, PERSON, content)
        await ask(turn, chat_id, locale)
        return
    case, reader, theirs = answered
    message = turn.caller.message_id
    letter = await letters.add(
        turn.here, case.id, PERSON, chat_id, message, content, turn.now, theirs.id, MINUTE
    )  # fmt: skip
    expects = {"reference": case.reference, "letter": letter.id, "to": reader.code}
    await due.schedule(turn.here, OVER, chat_id, turn.now + TAKES_BACK, expects)
    back = TAKE_BACK.button("line.take_back", letter.id)
    soon = Screen([phrase("line.soon", who=reader.who)], [[back]], locale, answers=message)
    await turn.show(chat_id, soon, said_as(case.reference, letter.id))


async def _answered(turn: Turn, chat_id: int, references: Sequence[str]) -> tuple[Case, Reader, Letter] | None:
    """The letter that a person's line answers: the last that came in their chat lately, if one reader alone wrote."""
    lately = await letters.from_partners(turn.here, references, turn.now - ANSWERS, turn.now)
    if len({(letter.case_id, letter.author) for letter in lately}) != 1:
        return None
    case = await cases.get(turn.here, await letters.reference_of(turn.here, lately[-1]))
    account = turn.accounts.get(lately[-1].author)
    ways = [one for one in await readers(turn, case) if not one.absent and one.accounts]
    wrote = [one for one in ways if one.code == code(lately[-1].author) or (one.code == TEAM and account is None)]
    came = await turn.was_sent(chat_id, name_of(case.reference, lately[-1]))
    return (case, wrote[0], lately[-1]) if wrote and came else None


async def asks_about(turn: Turn, chat_id: int) -> list[Letter]:
    """What waits in a chat, where the question about it is the one that a short word answers: none where a letter has
    come since, to which the word may belong.
    """
    waiting = await letters.waiting(turn.here, chat_id, LINE)
    if not waiting or not waiting[-1].of_person:
        return waiting
    return [] if await _answered(turn, chat_id, await members.references_of(turn.here, chat_id)) else waiting


# --- asking -----------------------------------------------------------------------------------------------------------


async def _keep(turn: Turn, chat_id: int, case_id: int, author: str, content: Content) -> None:
    """Keep a line until it is said to whom it goes. The question about those before it goes: it is asked anew."""
    before = await letters.waiting(turn.here, chat_id, LINE)
    message = turn.caller.message_id
    await letters.add(turn.here, case_id, author, chat_id, message, content, turn.now, waits_for=LINE)
    await due.schedule(turn.here, OLD, chat_id, turn.now + KEPT, {})
    if before:
        below = Screen([phrase("line.below")], locale=await turn.locale_of(chat_id))
        await turn.take_out(chat_id, below, asked_as(chat_id))


async def ask(turn: Turn, chat_id: int, locale: str) -> None:
    """Ask a person to whom what waits goes."""
    await turn.show(chat_id, await question(turn, chat_id, locale), asked_as(chat_id))


async def question(turn: Turn, chat_id: int, locale: str) -> Screen:
    """To whom does what a person has written go?"""
    waiting, ways = await letters.waiting(turn.here, chat_id, LINE), await _ways(turn, chat_id)
    last, count = waiting[-1].id, len(waiting)
    alone, several = len(ways) == 1, len({case.id for case, _ in ways}) > 1
    rows: list[list[Button]] = []
    for case, one in ways:
        to = case.reference, one.code, last
        label = "line.to.case" if several else "line.to"
        rows.append([SEND.button("line.send" if alone else label, *to, name=one.name, reference=case.reference)])
    if alone:
        [(case, one)] = ways
        asked: list[Paragraph] = [
            phrase("line.ask" if count == 1 else "line.ask.several", count=count, who=one.who),
            will_read(one, case, one.name),
        ]
    else:
        told = [will_read(one, case, one.who if len(ways) == PAIR else one.name) for case, one in ways]
        asked = [phrase("line.ask.which" if count == 1 else "line.ask.which.several", count=count), tuple(told)]
    rows.append([KEEP_BACK.button("line.no", last)])
    return Screen(asked, rows, locale, answers=waiting[-1].message_id or None)


async def _ways(turn: Turn, chat_id: int) -> list[tuple[Case, Reader]]:
    """Whom a person may choose from: of their cases those that go on, else all, the newest first."""
    theirs = [await cases.get(turn.here, one) for one in await members.references_of(turn.here, chat_id)]
    standing = [case for case in theirs if case.closed_at is None] or theirs
    return [(case, one) for case in standing[: -MOST - 1 : -1] for one in await readers(turn, case)][:MOST]


# --- from those who follow --------------------------------------------------------------------------------------------


async def _of_partner(turn: Turn, chat_id: int, content: Content) -> bool:
    if await post.too_many(turn, chat_id):
        return True
    theirs = await cases_of(turn, chat_id)
    await people.meet(turn.here, chat_id, turn.caller.locale, turn.now)
    if theirs:
        await _keep(turn, chat_id, theirs[0][0], turn.actor(chat_id), content)
        await turn.show(chat_id, await question_to_partner(turn, chat_id), asked_as(chat_id))
    else:
        own = phrase("line.nobody.coordination") if turn.coordinates(chat_id) else None
        await turn.say(chat_id, own or phrase("line.nobody", **turn.contact), locale=PARTNER_LOCALE)
    return True


async def cases_of(turn: Turn, account: int) -> list[tuple[int, str]]:
    """The cases that an account works on, by number and reference: the one of the last letter first."""
    found: dict[int, tuple[int, str]] = {}
    if turn.coordinates(account):
        for case_id, reference, number in await letters.last_written(turn.here, LATELY):
            found.setdefault(case_id, (number, reference))
    if (referent := turn.referent_of(account)) is not None:
        carried = await open_slots.carried_by(turn.here, referent.id)
        held = {one.case_id: one.reference for one in carried if one.slot.held}
        newest = await letters.newest(turn.here, sorted(held))
        found |= {case_id: (newest.get(case_id, 0), reference) for case_id, reference in held.items()}
    in_order = sorted(found.items(), key=lambda one: (one[1][0], one[0]), reverse=True)
    return [(case_id, reference) for case_id, (_, reference) in in_order]


async def question_to_partner(turn: Turn, chat_id: int, start: int = 0) -> Screen:
    """To the person of which case does what somebody who works on cases has written go?"""
    waiting = await letters.waiting(turn.here, chat_id, LINE)
    theirs, last = await cases_of(turn, chat_id), waiting[-1].id
    rows: list[list[Button]] = []
    for _, reference in theirs[start : start + MOST]:
        case = await cases.get(turn.here, reference)
        sector = turn.network.sector_by_id.get(case.project.sector or "")
        told = plain(PARTNER_LOCALE, sector.on_button.phrase() if sector else phrase("sector.none"))
        rows.append([SEND.button(verbatim(in_a_row(reference, told)), reference, "person", last)])
    if len(theirs) > MOST:
        following = start + MOST if start + MOST < len(theirs) else 0
        rows.append([OTHERS.button("line.others", last, following)])
    key = "line.ask.partner" if len(waiting) == 1 else "line.ask.partner.several"
    asked = phrase(key, count=len(waiting))
    rows.append([KEEP_BACK.button("line.no", last)])
    return Screen([asked], rows, PARTNER_LOCALE, answers=waiting[-1].message_id or None)
