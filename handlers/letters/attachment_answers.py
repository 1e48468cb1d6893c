"""Joining: the person's word about the pieces that wait, and the date on which they are let go without one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.letters import attachments
from handlers.letters.attachments import CASE, WORD, name_of
from handlers.letters.letters import pass_on
from handlers.turn.channels.by_mail import is_by_mail, person_account
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import cases, letters, members
from storage.cases import Case
from storage.durable import once
from storage.letters import Letter


async def press(turn: Turn, telegram_id: int, waits_for: str, answer: str) -> None:
    """What the person says about what waits: to which case it belongs, that they have read the word, or that it should
    not be kept.
    """
    locale = await turn.locale_of(telegram_id)
    found = await letters.waiting(turn.here, telegram_id, waits_for) if waits_for in (CASE, WORD) else []
    if not found:
        turn.answer(phrase("press.noted"), locale)
    elif answer == "no":
        await letters.drop(turn.here, found)
        await _settle(turn, telegram_id, locale, [phrase("piece.dropped")])
    elif waits_for == CASE and await members.belongs(turn.here, answer, telegram_id):
        case = await cases.get(turn.here, answer)
        unread = [await attachments.needs_word(turn, telegram_id, answer, letter.content) for letter in found]
        if any(unread):
            await letters.settle(turn.here, found, case.id, WORD)
            await turn.edit(telegram_id, attachments.word(locale), name_of(telegram_id))
        else:
            await _join(turn, telegram_id, locale, case, found)
    elif waits_for == WORD:
        for reference, case in (await _cases_of(turn, found)).items():
            await once.mark(turn.connection, attachments.understood(telegram_id, reference), turn.now, telegram_id)
            await _join(turn, telegram_id, locale, case, [one for one in found if one.case_id == case.id])
    else:
        turn.answer(phrase("press.over"), locale)


async def drop(turn: Turn, telegram_id: int, waits_for: str) -> None:
    """A no that was typed: the question goes, and what waited for its answer is not kept."""
    locale = await turn.locale_of(telegram_id)
    await letters.drop(turn.here, await letters.waiting(turn.here, telegram_id, waits_for))
    dropped = phrase("piece.dropped")
    await turn.take_out(telegram_id, Screen([dropped], locale=locale), name_of(telegram_id))
    await turn.say(telegram_id, dropped, locale=locale)


async def _cases_of(turn: Turn, found: list[Letter]) -> dict[str, Case]:
    references = {await letters.reference_of(turn.here, letter) for letter in found}
    return {one: await cases.get(turn.here, one) for one in sorted(references)}


async def _join(turn: Turn, telegram_id: int, locale: str, case: Case, found: list[Letter]) -> None:
    await letters.settle(turn.here, found, case.id, None)
    await _settle(turn, telegram_id, locale, await pass_on(turn, case, found))


async def _settle(turn: Turn, telegram_id: int, locale: str, said: list[Paragraph]) -> None:
    await turn.edit(telegram_id, Screen(said, locale=locale), name_of(telegram_id))


async def waited_too_long(turn: Turn, _expects: Mapping[str, Any]) -> None:
    """Nobody said anything about a piece for days: it is let go, and the question says so."""
    sender = turn.row.lane
    found = await letters.waiting(turn.here, sender, CASE, WORD)
    old = [one for one in found if turn.now - one.at >= attachments.KEPT]
    if not old:
        return
    about = await _cases_of(turn, old)
    await letters.drop(turn.here, old)
    expired: list[Paragraph] = [phrase("piece.expired")]
    if not is_by_mail(sender):
        await _settle(turn, sender, await turn.locale_of(sender), expired)
    for case in about.values():
        if person_account(turn, case) == sender:
            await turn.show(sender, Screen(expired, locale=PARTNER_LOCALE, about=(case.reference,)))
