"""Notes: those who work on a case write to each other; opened by /note, by the button under a record, by the link under
an answer in the group.
"""

from __future__ import annotations

from conversations.engine.effects import Submit
from handlers.letters.envelopes import enclosing
from handlers.slots import record
from handlers.turn import forms
from handlers.turn.audience import holders
from handlers.turn.rights import works_on
from handlers.turn.screen import Screen, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import cases, duplicates, letters, people
from storage import notes as stored
from storage.acts import note_act
from storage.cases import Case
from storage.durable.sent_messages import FILE
from storage.letters import Content, Letter

FLOW = "note"


async def hand_in(turn: Turn, telegram_id: int, _locale: str, form: Submit) -> None:
    """Keep a note, or the voice message that it was dictated in, and tell it to the others who work on the case, never
    to its author.
    """
    reference, content = form.about, Content(**form.answers["text"])
    case = await cases.load(turn.here, reference)
    if case is None or not works_on(turn, telegram_id, case):
        await turn.say(telegram_id, phrase("case.not_yours"), locale=PARTNER_LOCALE)
        return
    author = turn.actor(telegram_id)
    text = content.text if content.kind == "text" else plain(PARTNER_LOCALE, phrase("notes.voice", text=content.text))
    note = await stored.add(turn.here, case.id, author, text, turn.now)
    dictated: Letter | None = None
    if content.is_file:
        message_id, waits = turn.caller.message_id, letters.KEPT
        dictated = await letters.add(
            turn.here, case.id, author, telegram_id, message_id, content, turn.now, waits_for=waits
        )
    await note_act(turn.here, case.id, "note", author, turn.now, {"note": note})
    await turn.say(telegram_id, phrase("notes.kept", reference=reference), locale=PARTNER_LOCALE)
    said = phrase("notes.told", reference=reference, author=record.author_phrase(turn, author), text=text)
    readers = [account for account in holders(turn, case) if account != telegram_id]
    told = Screen([said], locale=PARTNER_LOCALE, protect=True)
    if dictated is not None:
        await turn.show(readers, enclosing(told, dictated), f"note:{reference}:{note}{FILE}")
    else:
        await turn.show(readers, told, f"note:{reference}:{note}")


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
