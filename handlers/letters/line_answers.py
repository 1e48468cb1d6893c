"""Answers about a line: to whom it goes, that it goes to nobody, that it is taken back; and the dates without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conversations.engine.events import Said
from conversations.words.catalogue import locales
from conversations.words.courtesies import is_greeting
from conversations.words.negation import affirms, refuses, stands_alone
from handlers.letters import attachment_answers, lines
from handlers.letters import letters as post
from handlers.letters.attachments import CASE, WORD
from handlers.letters.envelopes import deliver
from handlers.letters.lines import Reader, asked_as, said_as
from handlers.turn.events import Heard
from handlers.turn.rights import works_on
from handlers.turn.screen import Screen, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from storage import cases, letters, members
from storage.cases import Case
from storage.letters import LINE, MINUTE, Letter

LONGEST = 4
"""Words of an answer that says no more than no or yes: a longer one may be words for somebody."""


async def send(turn: Turn, account: int, reference: str, to: str, last: int) -> None:
    """What waits, up to the letter `last`, goes to whom the button names."""
    found = await _waiting(turn, account, last)
    case = await cases.load(turn.here, reference)
    locale = await turn.locale_of(account)
    if not found:
        turn.answer(phrase("press.noted"), locale)
    elif case is not None and to == "person" and works_on(turn, account, case):
        await _to_people(turn, account, case, found)
    elif case is not None and to != "person" and account in await members.members_of(turn.here, case.id):
        await _to_reader(turn, account, locale, case, to, found)
    else:
        await _ask_again(turn, account, locale)


async def is_answered(turn: Turn, heard: Heard) -> bool:
    """A no or a yes that is typed, and nothing more, where it is asked to whom words go or whether files join a case: a
    no is [Non], a yes sends nothing by itself. Neither is kept as
    words for somebody.
    """
    said = heard.event.text if isinstance(heard.event, Said) else ""
    account, answer = turn.caller.chat_id, _answer(said)
    if answer is None:
        return False
    found, pieces = await lines.asks_about(turn, account), await letters.waiting(turn.here, account, CASE, WORD)
    if not found and not pieces:
        return False
    locale = await turn.locale_of(account)
    if answer:
        await turn.say(account, phrase("line.nearly"), locale=locale)
    elif pieces and (not found or pieces[-1].id > found[-1].id):
        await attachment_answers.drop(turn, account, pieces[-1].waits_for or CASE)
    else:
        await letters.drop(turn.here, found)
        kept_back = phrase("line.kept_back")
        await turn.take_out(account, Screen([kept_back], locale=locale), asked_as(account))
        await turn.say(account, kept_back, locale=locale)
    return True


def _answer(said: str) -> bool | None:
    """Whether typed words say yes or no to the question about a line, in either language; None where they say more."""
    if not said or len(said.split()) > LONGEST or "?" in said or is_greeting(said):
        return None
    ways, yes = (
        [way for locale in locales() for way in plain(locale, phrase(key)).split(",")]
        for key in ("words.send", "words.yes")
    )
    if refuses(said, ways):
        return False
    return True if affirms(said) or stands_alone(said, [*ways, *yes]) else None


async def _waiting(turn: Turn, account: int, last: int) -> list[Letter]:
    return [one for one in await letters.waiting(turn.here, account, LINE) if one.id <= last]


async def _ask_again(turn: Turn, account: int, locale: str) -> None:
    """Who was named has no part in it any more."""
    [*_, newest] = await letters.waiting(turn.here, account, LINE)
    turn.answer(phrase("line.moved"), locale)
    if newest.of_person:
        await turn.edit(account, await lines.question(turn, account, locale), asked_as(account))
    else:
        await turn.edit(account, await lines.question_to_partner(turn, account), asked_as(account))


# --- to those who follow ----------------------------------------------------------------------------------------------


async def _to_reader(turn: Turn, account: int, locale: str, case: Case, to: str, found: Sequence[Letter]) -> None:
    reader = next((one for one in await lines.readers(turn, case) if one.code == to), None)
    if reader is None:
        await _ask_again(turn, account, locale)
        return
    said = await _pass_on(turn, case, found, reader)
    await turn.edit(account, Screen([said], locale=locale), asked_as(account))


async def _pass_on(turn: Turn, case: Case, found: Sequence[Letter], reader: Reader) -> Phrase:
    """Give letters of a person to their reader. Returns what to tell about where they went."""
    await letters.settle(turn.here, found, case.id, None)
    for letter in found:
        for account in reader.accounts:
            await deliver(turn, case, letter, account)
    await post.show_counts(turn, case)
    if not reader.accounts:
        return phrase("letter.undelivered", **turn.contact)
    return phrase("letter.sent.relayed" if reader.absent else "line.sent", names=(reader.who,), who=reader.who)


async def minute_is_over(turn: Turn, expects: Mapping[str, Any]) -> None:
    """What was not taken back leaves; where its reader does not follow the case any more, its author is asked."""
    letter = await letters.find(turn.here, int(expects["letter"]))
    if letter is None or letter.waits_for != MINUTE:
        return
    author, name = letter.sender, said_as(expects["reference"], letter.id)
    case = await cases.get(turn.here, await letters.reference_of(turn.here, letter))
    reader = next((one for one in await lines.readers(turn, case) if one.code == expects["to"]), None)
    locale = await turn.locale_of(author)
    if reader is not None:
        said = await _pass_on(turn, case, [letter], reader)
        await turn.edit(author, Screen([said], locale=locale), name)
        return
    await letters.settle(turn.here, [letter], case.id, LINE)
    await turn.edit(author, Screen([phrase("line.moved")], locale=locale), name)
    await lines.ask(turn, author, locale)


async def take_back(turn: Turn, account: int, number: int) -> None:
    """[Annuler], within the minute: it is not kept, and goes to nobody."""
    letter, locale = await letters.find(turn.here, number), await turn.locale_of(account)
    if letter is None or letter.sender != account:
        turn.answer(phrase("press.noted"), locale)
    elif letter.waits_for != MINUTE:
        turn.answer(phrase("line.left"), locale)
    else:
        reference = await letters.reference_of(turn.here, letter)
        await letters.drop(turn.here, [letter])
        name = said_as(reference, letter.id)
        await turn.edit(account, Screen([phrase("line.taken_back")], locale=locale), name)


# --- to the person ----------------------------------------------------------------------------------------------------


async def _to_people(turn: Turn, account: int, case: Case, found: Sequence[Letter]) -> None:
    if any(one.content.is_file for one in found) and not await post.takes_files(turn, case):
        await letters.drop(turn.here, found)
        said = phrase("letter.only_text", reference=case.reference)
    else:
        await letters.settle(turn.here, found, case.id, None)
        for letter in found:
            said = await post.to_people(turn, case, letter)
        await post.show_counts(turn, case)
    await turn.edit(account, Screen([said], locale=PARTNER_LOCALE), asked_as(account))


async def others(turn: Turn, account: int, last: int, start: int) -> None:
    """[D’autres dossiers]: the next of them."""
    if await _waiting(turn, account, last) and (turn.referent_of(account) or turn.coordinates(account)):
        await turn.edit(account, await lines.question_to_partner(turn, account, start), asked_as(account))
    else:
        turn.answer(phrase("press.noted"))


# --- to nobody --------------------------------------------------------------------------------------------------------


async def keep_back(turn: Turn, account: int, last: int) -> None:
    """[Non]: nothing of it is kept."""
    locale = await turn.locale_of(account)
    if not (found := await _waiting(turn, account, last)):
        turn.answer(phrase("press.noted"), locale)
        return
    await _let_go(turn, account, locale, found, phrase("line.kept_back"))


async def waited_too_long(turn: Turn, _expects: Mapping[str, Any]) -> None:
    """Nobody said for days to whom a line goes: it is let go, and the question says so."""
    waiting = await letters.waiting(turn.here, turn.row.lane, LINE)
    if waiting and turn.now - waiting[-1].at >= lines.KEPT:
        await _let_go(turn, turn.row.lane, await turn.locale_of(turn.row.lane), waiting, phrase("line.expired"))


async def _let_go(turn: Turn, account: int, locale: str, found: Sequence[Letter], said: Phrase) -> None:
    await letters.drop(turn.here, found)
    await turn.edit(account, Screen([said], locale=locale), asked_as(account))
