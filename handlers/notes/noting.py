"""Opening a note on a case: by /note, by the button under a record, by the link under an answer in the group."""

from __future__ import annotations

from handlers.notes.notes import FLOW
from handlers.turn import forms
from handlers.turn.rights import works_on
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import cases, duplicates, people
from storage.cases import Case

NOTE = "note-"
"""How the payload of a link begins that opens a note."""


async def command(turn: Turn, chat_id: int, locale: str, argument: str) -> None:
    """/note SV-0001."""
    if not await _begin(turn, chat_id, argument.strip().upper()):
        await turn.say(chat_id, phrase("notes.which"), locale=locale)


async def press(turn: Turn, telegram_id: int, case: Case) -> None:
    """The button under a record."""
    await forms.begin(turn, telegram_id, PARTNER_LOCALE, FLOW, case.reference, pressed=True)


async def follow_link(turn: Turn, telegram_id: int, locale: str, reference: str) -> None:
    """The link under an answer in the group."""
    person = await people.meet(turn.here, telegram_id, locale, turn.now)
    if not await _begin(turn, telegram_id, reference):
        await turn.say(telegram_id, phrase("case.not_yours"), locale=person.locale)


async def _begin(turn: Turn, telegram_id: int, reference: str) -> bool:
    """Open a note about a case. Returns whether they work on it."""
    standing = await duplicates.standing(turn.here, reference[:20])
    case = await cases.load(turn.here, standing)
    if case is None or not works_on(turn, telegram_id, case):
        return False
    await forms.begin(turn, telegram_id, PARTNER_LOCALE, FLOW, case.reference)
    return True
